using System.Numerics;

namespace Ecs.DebugView.Model.Input;

/// <summary>What keyboard and mouse did since the last picture.</summary>
public sealed record ViewInput
{
    /// <summary>Width and height of the window in pixels.</summary>
    public Vector2 Window { get; init; } = new(1280, 720);

    public Vector2 Pointer { get; init; }

    /// <summary>Turns of the wheel; away from the hand is positive.</summary>
    public float Wheel { get; init; }

    /// <summary>The left button went down.</summary>
    public bool IsPressed { get; init; }

    /// <summary>The left button is down.</summary>
    public bool IsDown { get; init; }

    /// <summary>The left button went up.</summary>
    public bool IsReleased { get; init; }

    /// <summary>Keys that went down, in their order.</summary>
    public IReadOnlyList<ViewKey> Keys { get; init; } = [];

    /// <summary>What is held down of that with which one plays.</summary>
    public HeldControls Held { get; init; }

    /// <summary>Characters that were typed.</summary>
    public string Typed { get; init; } = "";
}
