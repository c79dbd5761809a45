using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace LiteNetLib.Transport;

/// <summary>An address and port as a value, read from the bytes of a socket address: looking up a sender makes no object.</summary>
internal readonly record struct EndpointKey(ulong High, ulong Low, uint PortAndFamily, uint Scope)
{
    /// <summary>Bytes that <see cref="Write"/> fills.</summary>
    public const int Size = 24;

    private const uint IsV6 = 0x1_0000;

    public static EndpointKey From(SocketAddress address)
    {
        ReadOnlySpan<byte> bytes = address.Buffer.Span;
        uint port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        if (address.Family != AddressFamily.InterNetworkV6)
        {
            return new EndpointKey(0, BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), port, 0);
        }

        ulong high = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);

        // Only link-local addresses mean different hosts on different interfaces.
        uint scope = high >> 54 == 0x3FA ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) : 0;
        return new EndpointKey(high, BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]), port | IsV6, scope);
    }

    /// <summary>Seeded per process, so that nobody can choose addresses that collide.</summary>
    public override int GetHashCode() => HashCode.Combine(High, Low, PortAndFamily, Scope);

    /// <summary>Bytes for a message authentication code; every bit of the key is in them.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Low);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[16..], PortAndFamily);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[20..], Scope);
    }
}
