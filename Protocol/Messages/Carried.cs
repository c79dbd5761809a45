using Ecs.Simulation.Worlds;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>
/// All that the client's own avatar carries. After <see cref="Entered"/> where things are carried in slots, and again after ticks in which it changed.
/// </summary>
/// <param name="Slots">How many slots there are, from 1; at most <see cref="Limits.CarrySlots"/>.</param>
/// <param name="Things">Those that are not empty, in their order; a slot comes once.</param>
public readonly record struct Carried(byte Slots, WireList<CarriedThing, CarriedItem> Things) : IMessage<Carried>
{
    public static MessageId Id => MessageId.Carried;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 2;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Slots);
        Things.Write(ref writer, Limits.CarrySlots);
    }

    public static bool TryRead(ref MessagePackReader reader, out Carried message)
    {
        var slots = reader.ReadByte();
        var inRange = WireList<CarriedThing, CarriedItem>.TryRead(ref reader, Limits.CarrySlots, out var things);
        message = new(slots, things);
        return inRange && slots is >= 1 and <= Limits.CarrySlots && things.Count <= slots;
    }
}
