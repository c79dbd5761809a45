namespace Ecs.DebugView.Model.Picture;

/// <summary>What an item of the picture looks like. The comment says what its numbers mean.</summary>
public enum Shape : byte
{
    /// <summary>Filled: X, Y, Width, Height.</summary>
    Box,

    /// <summary>Edges only: X, Y, Width, Height, Size = thickness.</summary>
    Outline,

    /// <summary>From (X, Y) to (Width, Height), Size = thickness.</summary>
    Line,

    /// <summary>Filled: centre X, Y, Size = radius.</summary>
    Disc,

    /// <summary>The edge only: centre X, Y, Size = radius.</summary>
    Ring,

    /// <summary>Text with its upper left corner at X, Y, Size = font size, Width and Height = what it takes up.</summary>
    Text,

    /// <summary>Until <see cref="Unclip"/> nothing is drawn outside X, Y, Width, Height.</summary>
    Clip,
    Unclip,
}

/// <summary>Which part of the picture an item belongs to; tests and the mouse look for parts.</summary>
public enum Part : byte
{
    Ground,
    Walls,
    Spawns,
    Tiles,
    Scenery,
    Stock,
    Cells,
    Bodies,
    Names,
    Health,
    Bullets,
    Paths,
    Velocities,
    Acknowledged,
    Interest,
    Waves,
    Hits,
    Ghosts,
    Evidence,
    Selection,
    Title,
    Legend,
    Graph,
    Net,
    Figures,
    Bytes,
    Players,
    Inspector,
    Log,
    Console,
    Timeline,
    Marks,
    Banner,
    Help,
}

/// <summary>One thing to draw, in pixels of the window.</summary>
public readonly record struct DrawItem(Shape Shape, Part Part, Rgba Color, float X, float Y, float Width, float Height, float Size, string Text)
{
    /// <summary>What a box, outline or text takes up.</summary>
    public Area Area => new(X, Y, Width, Height);
}
