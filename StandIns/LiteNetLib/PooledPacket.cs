using LiteNetLib.Buffers;

namespace LiteNetLib;

/// <summary>
/// A pooled buffer to write a message into without a copy of one's own. Write at <see cref="UserDataOffset"/>, then hand it to
/// <c>SendPooledPacket</c> exactly once.
/// </summary>
public readonly ref struct PooledPacket
{
    internal readonly Packet Packet;
    internal readonly DeliveryMethod Method;
    internal readonly byte ChannelNumber;

    internal PooledPacket(Packet packet, DeliveryMethod method, byte channelNumber, int offset, int maxSize)
    {
        Packet = packet;
        Method = method;
        ChannelNumber = channelNumber;
        UserDataOffset = offset;
        MaxUserDataSize = maxSize;
    }

    public int UserDataOffset { get; }

    /// <summary>Bytes that fit into one datagram.</summary>
    public int MaxUserDataSize { get; }

    public byte[] Data => Packet.Data;
}
