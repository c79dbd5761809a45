using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>One character of the map as clients know it: a player of whatever door, or a creature.</summary>
public struct CharacterRow
{
    /// <summary>None when the row is free.</summary>
    public EntityId Id;

    /// <summary>What the wire calls it.</summary>
    public short Index;

    /// <summary>The player's seat, or none.</summary>
    public PlayerSlot Slot;
    public byte X;
    public byte Y;
    public byte Heading;
    public short Body;
    public short Head;
    public string Name;

    /// <summary>False for the dead: nobody sees them.</summary>
    public bool IsVisible;

    /// <summary>The last tick in which the world had it.</summary>
    public long SeenAt;
}
