namespace Ecs.Simulation.Values;

/// <summary>
/// A player's seat in a room, 0 to <see cref="Limit"/> - 1. The server hands seats out and lets a freed one rest before
/// it is taken again; inside a tick a seat means one player.
/// </summary>
public readonly record struct PlayerSlot(ushort Value)
{
    /// <summary>Seats of the largest room.</summary>
    public const int Limit = 4096;

    /// <summary>No seat: an entity that belongs to nobody.</summary>
    public static PlayerSlot None => new(ushort.MaxValue);

    public bool IsNone => Value == ushort.MaxValue;

    public override string ToString() => IsNone ? "none" : Value.ToString(System.Globalization.NumberFormatInfo.InvariantInfo);
}
