using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>All keys, over the world.</summary>
public static class HelpPanel
{
    private const float Row = 15;
    private const float KeyWidth = 130;
    private const float Width = 460;

    private static readonly (string Key, string Meaning)[] Lines =
    [
        ("W, A, S, D, mouse", "with --play: move, look and shoot"),
        ("0 to 9, -, =, E, P", "layers on and off, as the legend says"),
        ("Drag", "move the world"),
        ("Wheel", "zoom at the pointer; over a panel, go through it"),
        ("Click", "inspect an entity or choose a player"),
        ("Tab", "next player"),
        ("F", "follow the inspected entity"),
        ("G", "the whole map"),
        ("R", "next room of a server"),
        ("Escape", "choose nothing, leave the console"),
        ("Space", "stand still or go on"),
        ("Left, Right", "a tick back or forth"),
        ("PageUp, PageDown", "a second back or forth"),
        ("Up, Down", "faster or slower, 0.1 to 8 times"),
        ("Home, End", "the oldest moment, the newest"),
        ("Enter", "type into the server's console"),
        ("F2, F3, F4", "left, right and lower panels"),
        ("F12", "picture into the current folder"),
    ];

    public static void Draw(PanelContext context, in Area world)
    {
        var height = 30 + (Lines.Length * Row);
        var width = Math.Min(Width, world.Width - 8);
        var area = new Area(world.Centre.X - (width / 2), Math.Max(world.Y + 4, world.Centre.Y - (height / 2)), width, height);
        var inside = context.Open(Part.Help, area, "Keys");
        for (var index = 0; index < Lines.Length; index++)
        {
            var y = inside.Y + (index * Row);
            context.List.Text(Lines[index].Key, inside.X, y, Palette.Warning, KeyWidth);
            context.List.Text(Lines[index].Meaning, inside.X + KeyWidth, y, Palette.Text, inside.Width - KeyWidth);
        }
    }
}
