using System.Buffers.Binary;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Snapshots;

/// <summary>
/// A piece of a snapshot's body, nearly always the whole of it; see <see cref="SnapshotAssembler"/>. It alone of all messages is no MessagePack
/// array: thirty times a second and client, the eleven bytes around the body would be more than most bodies. No array begins
/// with a byte below 128, and every part does.
/// </summary>
/// <param name="Flags">What the body has; <see cref="SnapshotFlags.Parts"/> is not among them.</param>
/// <param name="Tick">The tick that the whole snapshot shows; its low 16 bits travel.</param>
/// <param name="Index">0 to Count - 1.</param>
/// <param name="Count">Parts of the snapshot, 1 to 60.</param>
/// <param name="Body">A slice of the packet, valid as long as its bytes.</param>
public readonly record struct SnapshotPart(SnapshotFlags Flags, Tick Tick, byte Index, byte Count, ReadOnlyMemory<byte> Body)
{
    /// <summary>Bytes in front of the body of a snapshot that is one part.</summary>
    public const int HeadBytes = 3;

    /// <summary>Bytes in front of the body where there are several.</summary>
    public const int LongHeadBytes = HeadBytes + 2;

    /// <summary>Writes it; returns its bytes.</summary>
    public int Write(Span<byte> destination)
    {
        destination[0] = (byte)(Count > 1 ? Flags | SnapshotFlags.Parts : Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[1..], unchecked((ushort)Tick.Value));
        var head = HeadBytes;
        if (Count > 1)
        {
            destination[HeadBytes] = Index;
            destination[HeadBytes + 1] = Count;
            head = LongHeadBytes;
        }

        Body.Span.CopyTo(destination[head..]);
        return head + Body.Length;
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="packet">The whole packet; the part keeps a slice of it.</param>
    /// <param name="near">A tick that is less than 32,768 ticks from the part's.</param>
    /// <param name="part">What it says.</param>
    public static ReadFault TryRead(ReadOnlyMemory<byte> packet, Tick near, out SnapshotPart part)
    {
        part = default;
        if (packet.IsEmpty)
            return ReadFault.Empty;
        if (packet.Length > Limits.StreamBytes)
            return ReadFault.TooLong;

        var bytes = packet.Span;
        var hasParts = (bytes[0] & (byte)SnapshotFlags.Parts) != 0;
        var head = hasParts ? LongHeadBytes : HeadBytes;
        if (bytes[0] > (byte)SnapshotFlags.All || bytes.Length <= head)
            return ReadFault.Malformed;

        var (index, count) = hasParts ? (bytes[HeadBytes], bytes[HeadBytes + 1]) : ((byte)0, (byte)1);
        var low = BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]);
        var tick = near + unchecked((short)(low - (ushort)near.Value));
        part = new((SnapshotFlags)bytes[0] & ~SnapshotFlags.Parts, tick, index, count, packet[head..]);
        return count > Limits.SnapshotParts || (hasParts && count < 2) || index >= count || part.Body.Length > Limits.SnapshotPartBytes ? ReadFault.OutOfRange : ReadFault.None;
    }
}
