using Ecs.DebugView.Model.Commands;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>The server's console: answers above, which the wheel goes back through, the line being typed below.</summary>
public static class ConsolePanel
{
    private const float Row = RowsFromEnd.Row;

    public static void Draw(PanelContext context, in Area area, CommandEditor editor, ICommandLine commands)
    {
        var skipped = context.Scrolls.Of(Part.Console);
        var inside = context.Open(Part.Console, area, Heading(commands, skipped));
        context.Spots.Add(new HotSpot(area, SpotKind.Console, 0));
        var list = context.List;
        var typed = inside.Bottom - Row;
        var line = new Area(inside.X - 2, typed - 2, inside.Width + 4, Row + 3);
        list.Box(line, Palette.Background);
        list.Outline(line, editor.IsFocused ? Palette.Heading : Palette.PanelEdge);
        list.Text("> " + Tail(list, editor, inside.Width), inside.X + 1, typed, Palette.Text, inside.Width);
        var bottom = typed - 4;
        if (editor.Candidates.Count != 0)
        {
            bottom -= Row;
            list.Text(string.Join("  ", editor.Candidates), inside.X, bottom, Palette.Warning, inside.Width);
        }

        var answers = new Area(inside.X, inside.Y, inside.Width, bottom - inside.Y);
        RowsFromEnd.Draw(
            context.Scrolls,
            Part.Console,
            answers,
            editor.Output.Count,
            entry => TextWrap.Lines(list, WithoutColumns(editor.Output[entry]), answers.Width),
            (entry, _, text, y) => list.Text(text, answers.X, y, ColorOf(editor.Output[entry]), answers.Width));
    }

    private static string Heading(ICommandLine commands, int skipped) =>
        commands.Missing.Length != 0 ? $"Console: {commands.Missing}"
        : skipped != 0 ? $"Console ({skipped} rows further on)"
        : "Console (Enter to type, Tab completes)";

    /// <summary>Answers are laid out for letters of one width; with others their columns would only be ragged gaps.</summary>
    private static string WithoutColumns(string answer) =>
        string.Join("  ", answer.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static Rgba ColorOf(string shown) => shown.StartsWith('>') ? Palette.Dim : Palette.Text;

    /// <summary>The end of the line that fits, with the cursor behind it: who types wants to see what was typed last.</summary>
    private static string Tail(DrawList list, CommandEditor editor, float width)
    {
        var line = editor.IsFocused ? editor.Line + "_" : editor.Line;
        var start = 0;
        while (start < line.Length - 1 && list.WidthOf("> " + line[start..]) > width)
            start++;
        return line[start..];
    }
}
