using System.Buffers.Binary;
using System.Net;
using System.Numerics;

namespace LiteNetLib.Layers;

/// <summary>Four bytes of CRC-32C (Castagnoli, RFC 3720) at the end of every datagram; a wrong or short one is dropped.</summary>
public sealed class Crc32cLayer : PacketLayerBase
{
    private const int ChecksumSize = sizeof(uint);

    public Crc32cLayer()
        : base(ChecksumSize)
    {
    }

    public override void ProcessInboundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int length)
    {
        int body = length - ChecksumSize;
        if (body < 0 || BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(body, ChecksumSize)) != Compute(data.AsSpan(0, body)))
        {
            length = 0;
            return;
        }

        length = body;
    }

    public override void ProcessOutBoundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int offset, ref int length)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(offset + length, ChecksumSize), Compute(data.AsSpan(offset, length)));
        length += ChecksumSize;
    }

    internal static uint Compute(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        while (data.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (byte value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
