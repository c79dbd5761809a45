using Ecs.Simulation.Events;
using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>What happened in one tick of the room.</summary>
/// <param name="Tick">The tick in which they happened.</param>
/// <param name="List">At most <see cref="Limits.EventsPerMessage"/>; a tick with more sends several messages.</param>
public readonly record struct Events(Tick Tick, WireList<WorldEvent, EventItem> List) : IMessage<Events>
{
    public static MessageId Id => MessageId.Events;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 2;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Tick.Value);
        List.Write(ref writer, Limits.EventsPerMessage);
    }

    public static bool TryRead(ref MessagePackReader reader, out Events message)
    {
        var tick = new Tick(reader.ReadUInt32());
        var inRange = WireList<WorldEvent, EventItem>.TryRead(ref reader, Limits.EventsPerMessage, out var list);
        message = new(tick, list);
        return inRange;
    }
}
