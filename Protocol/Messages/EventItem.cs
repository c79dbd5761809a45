using Ecs.Simulation.Events;
using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>How an event of the world stands in <see cref="Events"/>. Any kind is read: a client ignores those it does not know.</summary>
public sealed class EventItem : IWireItem<WorldEvent>
{
    private const int ItemFields = 6;

    private EventItem()
    {
    }

    public static void Write(ref MessagePackWriter writer, in WorldEvent item)
    {
        writer.WriteArrayHeader(ItemFields);
        writer.Write((byte)item.Kind);
        writer.Write(item.Slot.Value);
        writer.Write(item.Other.Value);
        writer.Write(item.Subject.Value);
        writer.Write(item.A);
        writer.Write(item.B);
    }

    public static bool TryRead(ref MessagePackReader reader, out WorldEvent item)
    {
        item = default;
        if (reader.ReadArrayHeader() != ItemFields)
            return false;

        var kind = (WorldEventKind)reader.ReadByte();
        if (!reader.TryReadSlot(orNone: true, out var slot) || !reader.TryReadSlot(orNone: true, out var other))
            return false;

        var subject = new EntityId(reader.ReadUInt64());
        item = new(kind, slot, other, subject, reader.ReadInt32(), reader.ReadInt32());
        return true;
    }

    public static bool TryCheck(ref MessagePackReader reader) => TryRead(ref reader, out _);
}
