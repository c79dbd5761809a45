using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The player is in the world; the stream begins.</summary>
/// <param name="Avatar">None for a spectator.</param>
/// <param name="Slot">None for a spectator.</param>
/// <param name="TickRate">Ticks per second, 20 to 240.</param>
/// <param name="SnapshotDivisor">Ticks from one snapshot to the next, 1 to 240.</param>
/// <param name="Tick">The last completed tick of the room.</param>
/// <param name="Room">The room's name.</param>
/// <param name="Mode">The room's mode.</param>
/// <param name="Map">The map's name.</param>
/// <param name="MapHash">Tells whether the client's copy of the map is the same.</param>
/// <param name="SchemaHash">Tells whether the client knows what snapshots are made of; else it asks (<see cref="RequestSchema"/>).</param>
public readonly record struct Entered(
    EntityId Avatar,
    PlayerSlot Slot,
    ushort TickRate,
    byte SnapshotDivisor,
    Tick Tick,
    string Room,
    string Mode,
    string Map,
    ulong MapHash,
    ulong SchemaHash) : IMessage<Entered>
{
    /// <summary>How fast players may say that they move, in world units per second up to 32,000; 0 for any. Who predicts its own avatar has to know.</summary>
    public ushort WishSpeed { get; init; }

    public static MessageId Id => MessageId.Entered;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 11;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Avatar.Value);
        writer.Write(Slot.Value);
        writer.Write(TickRate);
        writer.Write(SnapshotDivisor);
        writer.Write(Tick.Value);
        writer.WriteText(Room, Limits.RoomCodePoints);
        writer.WriteText(Mode, Limits.ModeCodePoints);
        writer.WriteText(Map, Limits.MapCodePoints);
        writer.Write(MapHash);
        writer.Write(SchemaHash);
        writer.Write(WishSpeed);
    }

    public static bool TryRead(ref MessagePackReader reader, out Entered message)
    {
        message = default;
        var avatar = new EntityId(reader.ReadUInt64());
        if (!reader.TryReadSlot(orNone: true, out var slot))
            return false;

        var tickRate = reader.ReadUInt16();
        var snapshotDivisor = reader.ReadByte();
        var tick = new Tick(reader.ReadUInt32());
        if (tickRate is < Limits.TickRateMin or > Limits.TickRateMax
            || snapshotDivisor is 0 or > Limits.SnapshotDivisorMax
            || !reader.TryReadText(Limits.RoomCodePoints, out var room)
            || !reader.TryReadText(Limits.ModeCodePoints, out var mode)
            || !reader.TryReadText(Limits.MapCodePoints, out var map))
        {
            return false;
        }

        message = new(avatar, slot, tickRate, snapshotDivisor, tick, room, mode, map, reader.ReadUInt64(), reader.ReadUInt64()) { WishSpeed = reader.ReadUInt16() };
        return message.WishSpeed <= Rates.SpeedLimit;
    }
}
