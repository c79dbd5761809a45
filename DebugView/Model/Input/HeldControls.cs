namespace Ecs.DebugView.Model.Input;

/// <summary>Keys and buttons with which one plays, for as long as they are down.</summary>
[Flags]
public enum HeldControls : byte
{
    None = 0,
    Left = 1,
    Right = 2,
    Up = 4,
    Down = 8,

    /// <summary>The left button of the mouse.</summary>
    Fire = 16,

    /// <summary>The right button of the mouse.</summary>
    Special = 32,
}
