using Ecs.DebugView.Model.Commands;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>The server's console: answers above, the line being typed below.</summary>
public static class ConsolePanel
{
    private const float Row = 13;

    public static void Draw(PanelContext context, in Area area, CommandEditor editor, ICommandLine commands)
    {
        string heading = commands.Missing.Length == 0 ? "Console (Enter to type, Tab completes)" : $"Console: {commands.Missing}";
        Area inside = context.Open(Part.Console, area, heading);
        context.Spots.Add(new HotSpot(area, SpotKind.Console, 0));
        DrawList list = context.List;
        float typed = inside.Bottom - Row;
        var line = new Area(inside.X - 2, typed - 2, inside.Width + 4, Row + 3);
        list.Box(line, Palette.Background);
        list.Outline(line, editor.IsFocused ? Palette.Heading : Palette.PanelEdge);
        list.Text("> " + Tail(list, editor, inside.Width), inside.X + 1, typed, Palette.Text, inside.Width);
        float bottom = typed - 4;
        if (editor.Candidates.Count != 0)
        {
            bottom -= Row;
            list.Text(string.Join("  ", editor.Candidates), inside.X, bottom, Palette.Warning, inside.Width);
        }

        int rows = Math.Max(0, (int)((bottom - inside.Y) / Row));
        int first = Math.Max(0, editor.Output.Count - rows);
        for (int index = first; index < editor.Output.Count; index++)
        {
            string shown = editor.Output[index];
            Rgba color = shown.StartsWith('>') ? Palette.Dim : Palette.Text;
            list.Text(shown, inside.X, inside.Y + ((index - first) * Row), color, inside.Width);
        }
    }

    /// <summary>The end of the line that fits, with the cursor behind it: who types wants to see what was typed last.</summary>
    private static string Tail(DrawList list, CommandEditor editor, float width)
    {
        string line = editor.IsFocused ? editor.Line + "_" : editor.Line;
        int start = 0;
        while (start < line.Length - 1 && list.WidthOf("> " + line[start..]) > width)
            start++;
        return line[start..];
    }
}
