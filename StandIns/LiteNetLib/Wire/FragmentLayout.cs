using System.Buffers.Binary;

namespace LiteNetLib.Wire;

/// <summary>Six bytes after the channel header when the fragment flag is set: u16 fragment id, u16 part index, u16 parts total.</summary>
internal readonly record struct FragmentLayout(ushort Id, ushort Index, ushort Total)
{
    public static FragmentLayout Read(ReadOnlySpan<byte> packet)
        => new(
            BinaryPrimitives.ReadUInt16LittleEndian(packet[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(packet[6..]),
            BinaryPrimitives.ReadUInt16LittleEndian(packet[8..]));

    public void Write(Span<byte> packet)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(packet[4..], Id);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[6..], Index);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[8..], Total);
    }
}
