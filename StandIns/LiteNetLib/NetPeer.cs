using System.Net;
using LiteNetLib.Transport;
using LiteNetLib.Utils;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <summary>A connection with channels. The channel number picks one of <see cref="NetManager.ChannelsCount"/> independent streams.</summary>
public sealed class NetPeer : LiteNetPeer
{
    internal NetPeer(LiteNetManager manager, int id, EndpointKey key, IPEndPoint remote, SocketAddress target, Dialect dialect, bool isDialled)
        : base(manager, id, key, remote, target, dialect, isDialled)
    {
    }

    public int GetPacketsCountInReliableQueue(byte channelNumber, bool ordered) => CountQueued(channelNumber, ordered);

    public void Send(byte[] data, byte channelNumber, DeliveryMethod deliveryMethod)
        => SendInternal(data, channelNumber, deliveryMethod, false, null);

    public void Send(byte[] data, int start, int length, byte channelNumber, DeliveryMethod deliveryMethod)
        => SendInternal(data.AsSpan(start, length), channelNumber, deliveryMethod, false, null);

    public void Send(NetDataWriter dataWriter, byte channelNumber, DeliveryMethod deliveryMethod)
        => SendInternal(dataWriter.AsReadOnlySpan(), channelNumber, deliveryMethod, false, null);

    public void Send(ReadOnlySpan<byte> data, byte channelNumber, DeliveryMethod deliveryMethod)
        => SendInternal(data, channelNumber, deliveryMethod, false, null);

    public void SendWithDeliveryEvent(byte[] data, byte channelNumber, DeliveryMethod deliveryMethod, object? userData)
        => SendReliable(data, channelNumber, deliveryMethod, userData);

    public void SendWithDeliveryEvent(byte[] data, int start, int length, byte channelNumber, DeliveryMethod deliveryMethod, object? userData)
        => SendReliable(data.AsSpan(start, length), channelNumber, deliveryMethod, userData);

    public void SendWithDeliveryEvent(NetDataWriter dataWriter, byte channelNumber, DeliveryMethod deliveryMethod, object? userData)
        => SendReliable(dataWriter.AsReadOnlySpan(), channelNumber, deliveryMethod, userData);

    public void SendWithDeliveryEvent(ReadOnlySpan<byte> data, byte channelNumber, DeliveryMethod deliveryMethod, object? userData)
        => SendReliable(data, channelNumber, deliveryMethod, userData);

    public PooledPacket CreatePacketFromPool(DeliveryMethod deliveryMethod, byte channelNumber) => CreatePooled(deliveryMethod, channelNumber);
}
