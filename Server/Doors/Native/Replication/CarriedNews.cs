using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Rooms;
using Ecs.Simulation.Events;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>
/// Tells each player of a room what its own avatar carries, where the game has slots for that: all of it, when the player comes in and after
/// ticks in which it changed. What changes faster than the budget of a connection allows is told as it is when there is room for it.
/// </summary>
/// <param name="room">Whose players.</param>
internal sealed class CarriedNews(Room room)
{
    private readonly PacketBuffer _buffer = new();
    private readonly bool[] _changed = new bool[room.World.Options.MaxPlayers];
    private readonly CarriedThing[] _things = new CarriedThing[room.World.Rules.CarrySlots];

    /// <summary>Whether there is anything to tell in this game.</summary>
    private bool HasSlots => _things.Length > 0;

    /// <summary>Somebody comes in.</summary>
    public void Welcome(SnapshotStream stream)
    {
        stream.WantsCarried = HasSlots && stream.Session.Seat is not null;
        Tell(stream);
    }

    /// <summary>Tells what has changed in the tick.</summary>
    public void Tell(ReadOnlySpan<SnapshotStream> streams)
    {
        if (!HasSlots)
            return;

        // While the world rests, the events are those of its last tick, which have been told.
        foreach (ref readonly var happened in room.HasRun ? room.World.Events : default)
        {
            if (happened.Kind == WorldEventKind.InventoryChanged && !happened.Slot.IsNone)
                _changed[happened.Slot.Value] = true;
        }

        foreach (var stream in streams)
        {
            stream.WantsCarried |= stream.Session.Seat is { } seat && _changed[seat.Slot.Value];
            Tell(stream);
        }

        Array.Clear(_changed);
    }

    private void Tell(SnapshotStream stream)
    {
        if (!stream.WantsCarried || !stream.Outbox.HasTold || stream.Session.Seat is not { } seat)
            return;

        stream.WantsCarried = false;
        var count = room.World.ListCarried(seat.Slot, _things);
        var slots = (byte)Math.Min(_things.Length, Limits.CarrySlots);
        MessageCodec.Encode(new Carried(slots, new(_things.AsMemory(0, Math.Min(count, slots)))), _buffer);
        stream.Outbox.TellFact(_buffer.Span);
    }
}
