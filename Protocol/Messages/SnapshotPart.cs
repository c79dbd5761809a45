using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A piece of a snapshot's body; see <see cref="Snapshots.SnapshotAssembler"/>.</summary>
/// <param name="Tick">The tick that the whole snapshot shows.</param>
/// <param name="Index">0 to Count - 1.</param>
/// <param name="Count">Parts of the snapshot, 1 to 60.</param>
/// <param name="Body">A slice of the packet, valid as long as its bytes.</param>
public readonly record struct SnapshotPart(Tick Tick, byte Index, byte Count, ReadOnlyMemory<byte> Body) : IMessage<SnapshotPart>
{
    public static MessageId Id => MessageId.SnapshotPart;

    public static Lane Lane => Lane.Stream;

    public static int FieldCount => 4;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Tick.Value);
        writer.Write(Index);
        writer.Write(Count);
        writer.Write(Body.Span);
    }

    public static bool TryRead(ref MessagePackReader reader, out SnapshotPart message)
    {
        var tick = new Tick(reader.ReadUInt32());
        var index = reader.ReadByte();
        var count = reader.ReadByte();
        var inRange = reader.TryReadBody(Limits.SnapshotPartBytes, out var body);
        message = new(tick, index, count, body);
        return inRange && count is >= 1 and <= Limits.SnapshotParts && index < count;
    }
}
