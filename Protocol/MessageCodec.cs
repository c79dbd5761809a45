using System.Buffers.Binary;
using MessagePack;

namespace Ecs.Protocol;

/// <summary>
/// Bytes to message and back, and the one boundary that exceptions of <see cref="MessagePackReader"/> never pass: a bad
/// message is a <see cref="ReadFault"/>. Nothing here allocates but the texts of the message itself.
/// </summary>
public static class MessageCodec
{
    // fixarray, array 16 and array 32 of MessagePack; ids need a positive fixint or one of the unsigned and signed forms.
    private const byte FixArrayFirst = 0x90;
    private const byte FixArrayLast = 0x9f;
    private const byte Array16 = 0xdc;
    private const byte Array32 = 0xdd;
    private const byte PositiveFixIntLast = 0x7f;
    private const byte UInt8 = 0xcc;
    private const byte UInt64 = 0xcf;
    private const byte Int8 = 0xd0;
    private const byte Int64 = 0xd3;

    /// <summary>Replaces the content of <paramref name="buffer"/> by the message and returns its length in bytes.</summary>
    public static int Encode<T>(in T message, PacketBuffer buffer)
        where T : struct, IMessage<T>
    {
        ArgumentNullException.ThrowIfNull(buffer);
        buffer.Clear();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(T.FieldCount + 1);
        writer.Write((byte)T.Id);
        message.Write(ref writer);
        writer.Flush();
        return buffer.Length;
    }

    /// <summary>
    /// The id of a packet that came from <paramref name="sender"/> on <paramref name="lane"/>, checked as far as the id
    /// alone allows. Allocates nothing and throws nothing, so garbage is dropped here at the lowest price.
    /// </summary>
    public static ReadFault TryPeekId(ReadOnlySpan<byte> packet, Side sender, Lane lane, out MessageId id)
    {
        id = MessageId.None;
        if (packet.IsEmpty)
            return ReadFault.Empty;

        if (packet.Length > lane.ByteLimit())
            return ReadFault.TooLong;

        if (sender == Side.Server && lane == Lane.Stream && packet[0] <= PositiveFixIntLast)
        {
            id = MessageId.SnapshotPart;
            return ReadFault.None;
        }

        if (!TrySkipArrayHeader(ref packet) || !TryPeekInteger(packet, out var value))
            return ReadFault.Malformed;

        if (value > byte.MaxValue || !((MessageId)value).IsSentBy(sender) || (MessageId)value == MessageId.SnapshotPart)
            return ReadFault.UnknownMessage;

        id = (MessageId)value;
        return id.LaneOf() == lane ? ReadFault.None : ReadFault.WrongLane;
    }

    /// <summary>
    /// Reads a whole packet as a <typeparamref name="T"/>. A message that carries a body keeps a slice of
    /// <paramref name="packet"/>: it is valid as long as those bytes are.
    /// </summary>
    public static ReadFault TryDecode<T>(ReadOnlyMemory<byte> packet, out T message)
        where T : struct, IMessage<T>
    {
        message = default;
        if (packet.IsEmpty)
            return ReadFault.Empty;

        if (packet.Length > T.Lane.ByteLimit())
            return ReadFault.TooLong;

        try
        {
            return Read(packet, out message);
        }
        catch (OverflowException)
        {
            // A number that its field is too narrow for.
            message = default;
            return ReadFault.OutOfRange;
        }
        catch (Exception fault) when (fault is MessagePackSerializationException or EndOfStreamException)
        {
            message = default;
            return ReadFault.Malformed;
        }
    }

    private static ReadFault Read<T>(ReadOnlyMemory<byte> packet, out T message)
        where T : struct, IMessage<T>
    {
        message = default;
        var reader = new MessagePackReader(packet);
        if (reader.ReadArrayHeader() != T.FieldCount + 1)
            return ReadFault.Malformed;

        if (reader.ReadByte() != (byte)T.Id)
            return ReadFault.UnknownMessage;

        if (!T.TryRead(ref reader, out message))
        {
            message = default;
            return ReadFault.OutOfRange;
        }

        if (!reader.End)
        {
            message = default;
            return ReadFault.Malformed;
        }

        return ReadFault.None;
    }

    private static bool TrySkipArrayHeader(ref ReadOnlySpan<byte> packet)
    {
        var length = packet[0] switch
        {
            >= FixArrayFirst and <= FixArrayLast => 1,
            Array16 => 3,
            Array32 => 5,
            _ => 0,
        };
        if (length == 0 || packet.Length <= length)
            return false;

        packet = packet[length..];
        return true;
    }

    private static bool TryPeekInteger(ReadOnlySpan<byte> bytes, out ulong value)
    {
        var code = bytes[0];
        value = code;
        if (code <= PositiveFixIntLast)
            return true;

        var signed = code is >= Int8 and <= Int64;
        if (!signed && code is not (>= UInt8 and <= UInt64))
            return false;

        var width = 1 << (code - (signed ? Int8 : UInt8));
        if (bytes.Length <= width)
            return false;

        value = width switch
        {
            1 => bytes[1],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]),
        };

        // A negative number is no id; as a huge one it is unknown.
        value = signed && bytes[1] >= 0x80 ? ulong.MaxValue : value;
        return true;
    }
}
