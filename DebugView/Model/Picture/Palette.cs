namespace Ecs.DebugView.Model.Picture;

/// <summary>
/// Every colour of the window. Teams and series differ in lightness as well as in hue, so that they can be told apart
/// without seeing red and green.
/// </summary>
public static class Palette
{
    public static readonly Rgba Background = new(16, 18, 24);
    public static readonly Rgba Ground = new(24, 27, 35);
    public static readonly Rgba Panel = new(30, 34, 44);
    public static readonly Rgba PanelEdge = new(58, 64, 80);
    public static readonly Rgba Heading = new(150, 200, 255);
    public static readonly Rgba Text = new(222, 226, 235);
    public static readonly Rgba Dim = new(140, 147, 163);
    public static readonly Rgba Warning = new(255, 196, 84);
    public static readonly Rgba Alarm = new(255, 104, 94);
    public static readonly Rgba Good = new(120, 220, 140);

    public static readonly Rgba Wall = new(84, 92, 112);
    public static readonly Rgba Bounds = new(120, 128, 150);
    public static readonly Rgba Limits = new(170, 140, 70);
    public static readonly Rgba Spawn = new(120, 220, 140);
    public static readonly Rgba Tile = new(46, 52, 66);
    public static readonly Rgba Cell = new(70, 110, 120);
    public static readonly Rgba CellFull = new(110, 200, 210, 90);
    public static readonly Rgba Velocity = new(250, 240, 120);
    public static readonly Rgba Hit = new(255, 104, 94);
    public static readonly Rgba Correction = new(200, 160, 255);
    public static readonly Rgba Evidence = new(110, 220, 220);
    public static readonly Rgba Acknowledged = new(160, 160, 160);
    public static readonly Rgba Selection = new(255, 255, 255);
    public static readonly Rgba Dead = new(96, 100, 112);
    public static readonly Rgba Scenery = new(96, 140, 84);
    public static readonly Rgba Item = new(214, 170, 96);
    public static readonly Rgba Creature = new(224, 130, 90);

    private static readonly Rgba[] TeamTones =
    [
        new(92, 172, 255),
        new(255, 128, 176),
        new(244, 208, 88),
        new(118, 214, 130),
        new(196, 150, 255),
        new(255, 160, 92),
        new(110, 220, 220),
        new(204, 204, 204),
    ];

    private static readonly Rgba[] ResourceTones = [Scenery, new(190, 110, 150), new(140, 146, 160), new(250, 210, 90)];

    private static readonly Rgba[] SeriesTones =
    [
        new(92, 172, 255),
        new(118, 214, 130),
        new(244, 208, 88),
        new(255, 160, 92),
        new(196, 150, 255),
        new(255, 104, 94),
        new(110, 220, 220),
        new(255, 128, 176),
        new(204, 204, 204),
    ];

    public static Rgba Team(byte team) => TeamTones[team % TeamTones.Length];

    /// <summary>Of what a piece of scenery yields: wood, food, stone, gold.</summary>
    public static Rgba Resource(int number) => ResourceTones[number % ResourceTones.Length];

    /// <summary>Of the n-th curve or band of a graph.</summary>
    public static Rgba Series(int number) => SeriesTones[number % SeriesTones.Length];
}
