namespace Ecs.DebugView.Model.Picture;

/// <summary>What a click means.</summary>
public enum SpotKind : byte
{
    /// <summary>Value = index of the layer.</summary>
    Layer,

    /// <summary>Value = the player's seat.</summary>
    Player,

    /// <summary>The place on the time line says where to.</summary>
    Timeline,
    Console,

    /// <summary>A panel that takes clicks and does nothing with them, but may be turned with the wheel; value = its <see cref="Part"/>.</summary>
    Panel,
}

/// <summary>A part of the window that can be clicked.</summary>
public readonly record struct HotSpot(Area Area, SpotKind Kind, int Value);
