using System.Buffers.Binary;

namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>Reads the fields of one whole packet, as <see cref="ArgentumClientPacket.Measure"/> found it, behind its id.</summary>
public ref struct PacketReader(ReadOnlySpan<byte> packet)
{
    private ReadOnlySpan<byte> _rest = packet[1..];

    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public short Short()
    {
        var value = BinaryPrimitives.ReadInt16LittleEndian(_rest);
        _rest = _rest[sizeof(short)..];
        return value;
    }

    public string Text()
    {
        var count = Short();
        var text = WireText.Decode(_rest[..count]);
        _rest = _rest[count..];
        return text;
    }
}
