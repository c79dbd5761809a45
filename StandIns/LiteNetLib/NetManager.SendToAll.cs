using LiteNetLib.Utils;

namespace LiteNetLib;

/// <content>One message to every connected peer. The channel number is 0 where it is left out.</content>
public partial class NetManager
{
    public void SendToAll(NetDataWriter writer, DeliveryMethod options) => Broadcast(writer.AsReadOnlySpan(), 0, options, null);

    public void SendToAll(byte[] data, DeliveryMethod options) => Broadcast(data, 0, options, null);

    public void SendToAll(byte[] data, int start, int length, DeliveryMethod options) => Broadcast(data.AsSpan(start, length), 0, options, null);

    public void SendToAll(ReadOnlySpan<byte> data, DeliveryMethod options) => Broadcast(data, 0, options, null);

    public void SendToAll(NetDataWriter writer, byte channelNumber, DeliveryMethod options)
        => Broadcast(writer.AsReadOnlySpan(), channelNumber, options, null);

    public void SendToAll(byte[] data, byte channelNumber, DeliveryMethod options) => Broadcast(data, channelNumber, options, null);

    public void SendToAll(byte[] data, int start, int length, byte channelNumber, DeliveryMethod options)
        => Broadcast(data.AsSpan(start, length), channelNumber, options, null);

    public void SendToAll(NetDataWriter writer, DeliveryMethod options, LiteNetPeer excludePeer)
        => Broadcast(writer.AsReadOnlySpan(), 0, options, excludePeer);

    public void SendToAll(byte[] data, DeliveryMethod options, LiteNetPeer excludePeer) => Broadcast(data, 0, options, excludePeer);

    public void SendToAll(byte[] data, int start, int length, DeliveryMethod options, LiteNetPeer excludePeer)
        => Broadcast(data.AsSpan(start, length), 0, options, excludePeer);

    public void SendToAll(ReadOnlySpan<byte> data, DeliveryMethod options, LiteNetPeer excludePeer) => Broadcast(data, 0, options, excludePeer);

    public void SendToAll(NetDataWriter writer, byte channelNumber, DeliveryMethod options, LiteNetPeer excludePeer)
        => Broadcast(writer.AsReadOnlySpan(), channelNumber, options, excludePeer);

    public void SendToAll(byte[] data, byte channelNumber, DeliveryMethod options, LiteNetPeer excludePeer)
        => Broadcast(data, channelNumber, options, excludePeer);

    public void SendToAll(byte[] data, int start, int length, byte channelNumber, DeliveryMethod options, LiteNetPeer excludePeer)
        => Broadcast(data.AsSpan(start, length), channelNumber, options, excludePeer);

    private void Broadcast(ReadOnlySpan<byte> data, byte channelNumber, DeliveryMethod options, LiteNetPeer? excludePeer)
    {
        foreach (NetPeer peer in this)
        {
            if (!ReferenceEquals(peer, excludePeer))
            {
                peer.Send(data, channelNumber, options);
            }
        }
    }
}
