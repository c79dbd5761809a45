using System.Buffers.Binary;

namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>Puts one packet for a client together, from its id on. Little-endian.</summary>
internal ref struct PacketWriter
{
    /// <summary>Room for the longest packet.</summary>
    public const int Capacity = 512;

    /// <summary>Bytes of a text; longer ones are cut.</summary>
    public const int TextLimit = 400;

    private readonly Span<byte> _packet;

    public PacketWriter(Span<byte> packet, ServerMessage message)
    {
        _packet = packet;
        Length = 0;
        Byte((byte)message);
    }

    public int Length { get; private set; }

    public void Byte(byte value) => _packet[Length++] = value;

    public void Short(int value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(_packet[Length..], (short)Math.Clamp(value, short.MinValue, short.MaxValue));
        Length += sizeof(short);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_packet[Length..], value);
        Length += sizeof(int);
    }

    public void Single(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(_packet[Length..], value);
        Length += sizeof(float);
    }

    public void Text(ReadOnlySpan<char> text)
    {
        var count = WireText.Encode(text, _packet.Slice(Length + sizeof(short), TextLimit));
        Short(count);
        Length += count;
    }
}
