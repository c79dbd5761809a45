using System.Net;
using System.Net.Sockets;
using LiteNetLib.Transport;
using LiteNetLib.Utils;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <content>The last step of every datagram, and messages without a connection.</content>
public abstract partial class LiteNetManager
{
    private readonly byte[] _layerScratch;

    private Dialect DialDialect => Limits.ConnectAsVersion1 ? Dialect.V1 : Dialect.V2;

    public bool SendUnconnectedMessage(byte[] message, IPEndPoint remoteEndPoint) => SendUnconnectedMessage(message.AsSpan(), remoteEndPoint);

    public bool SendUnconnectedMessage(byte[] message, int start, int length, IPEndPoint remoteEndPoint)
        => SendUnconnectedMessage(message.AsSpan(start, length), remoteEndPoint);

    public bool SendUnconnectedMessage(NetDataWriter writer, IPEndPoint remoteEndPoint)
        => SendUnconnectedMessage(writer.AsReadOnlySpan(), remoteEndPoint);

    /// <summary>Sends one datagram outside of any connection; false when it cannot be sent.</summary>
    public bool SendUnconnectedMessage(ReadOnlySpan<byte> message, IPEndPoint remoteEndPoint)
        => SendBare(message, PacketType.UnconnectedMessage, remoteEndPoint);

    public bool SendBroadcast(NetDataWriter writer, int port) => SendBroadcast(writer.Data, 0, writer.Length, port);

    public bool SendBroadcast(byte[] data, int port) => SendBroadcast(data, 0, data.Length, port);

    /// <summary>To every host of the local network, by IPv4 broadcast and IPv6 all-nodes multicast; true when one of them left.</summary>
    public bool SendBroadcast(byte[] data, int start, int length, int port)
    {
        bool sent = SendBare(data.AsSpan(start, length), PacketType.Broadcast, new IPEndPoint(IPAddress.Broadcast, port));
        return SendBare(data.AsSpan(start, length), PacketType.Broadcast, new IPEndPoint(UdpSocketSource.AllNodes, port)) || sent;
    }

    internal SocketError SendToPeer(LiteNetPeer peer, ReadOnlySpan<byte> packet) => SendTo(packet, peer.Target, peer);

    private static IPEndPoint ToEndPoint(SocketAddress address)
        => (IPEndPoint)new IPEndPoint(address.Family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0).Create(address);

    private bool SendBare(ReadOnlySpan<byte> message, PacketType type, IPEndPoint remote)
    {
        if (1 + message.Length > WireLimits.MaxDatagram - ExtraPacketSizeForLayer)
        {
            throw new TooBigPacketException("A message without a connection must fit into one datagram.");
        }

        Span<byte> packet = stackalloc byte[WireLimits.MaxDatagram];
        message.CopyTo(packet[1..]);
        lock (Gate)
        {
            SocketAddress target = remote.Serialize();
            bool isKnown = _peersByEndpoint.TryGetValue(EndpointKey.From(target), out NetPeer? peer);
            packet[0] = Header.Make(isKnown ? peer!.Dialect : DialDialect, type, 0);
            return _isRunning && SendTo(packet[..(1 + message.Length)], target, null) == SocketError.Success;
        }
    }

    /// <summary>One byte to a stranger, in the dialect that it probably speaks.</summary>
    private void ReplyToStranger(PacketType type, in EndpointKey key, SocketAddress to)
    {
        if (_strangerReplies.TryTake(Now, Limits.StrangerRepliesPerSecond))
        {
            SendTo([Header.Make(GuessDialect(key), type, 0)], to, null);
        }
        else
        {
            Drops.Count(DropCause.StrangerReplyLimit);
        }
    }

    /// <summary>
    /// Only a connect request tells the dialect. A stranger at the address of a 1.x peer is most likely that peer behind a new port.
    /// </summary>
    private Dialect GuessDialect(in EndpointKey key)
    {
        if (_version1Peers == 0)
        {
            return Dialect.V2;
        }

        for (LiteNetPeer? peer = _firstPeer; peer is not null; peer = peer.NextPeer)
        {
            if (peer.Dialect == Dialect.V1 && peer.Key.High == key.High && peer.Key.Low == key.Low)
            {
                return Dialect.V1;
            }
        }

        return Dialect.V2;
    }

    /// <summary>Answers somebody without a connection, within the limit for all of them.</summary>
    private void ReplyToStranger(ReadOnlySpan<byte> packet, SocketAddress to)
    {
        if (_strangerReplies.TryTake(Now, Limits.StrangerRepliesPerSecond))
        {
            SendTo(packet, to, null);
        }
        else
        {
            Drops.Count(DropCause.StrangerReplyLimit);
        }
    }

    private SocketError SendTo(ReadOnlySpan<byte> packet, SocketAddress to, LiteNetPeer? peer)
    {
        IDatagramSocket? socket = to.Family == AddressFamily.InterNetworkV6 ? _socketV6 : _socketV4;
        if (socket is null)
        {
            Drops.Count(DropCause.SocketError);
            return SocketError.AddressFamilyNotSupported;
        }

        if (_layer is not null)
        {
            packet = ApplyLayer(packet, to, peer, out to);
            if (packet.IsEmpty)
            {
                Drops.Count(DropCause.Layer);
                return SocketError.Success;
            }
        }

        SocketError error = socket.Send(packet, to);
        if (error != SocketError.Success)
        {
            TakeSendError(error, peer);
        }
        else if (EnableStatistics)
        {
            Statistics.CountSent(packet.Length);
            peer?.Statistics.CountSent(packet.Length);
        }

        return error;
    }

    /// <summary>Works on a copy: a reliable packet is sent again, and a layer may change it in place.</summary>
    private ReadOnlySpan<byte> ApplyLayer(ReadOnlySpan<byte> packet, SocketAddress to, LiteNetPeer? peer, out SocketAddress receiverAddress)
    {
        packet.CopyTo(_layerScratch);
        IPEndPoint receiver = peer ?? ToEndPoint(to);
        IPEndPoint original = receiver;
        byte[] data = _layerScratch;
        int offset = 0;
        int length = packet.Length;
        _layer!.ProcessOutBoundPacket(ref receiver, ref data, ref offset, ref length);
        receiverAddress = ReferenceEquals(receiver, original) ? to : receiver.Serialize();
        return length > 0 ? data.AsSpan(offset, length) : default;
    }

    /// <summary>One peer's trouble stays its own: a full buffer or a path too narrow is loss, unreachable ends the peer only if asked to.</summary>
    private void TakeSendError(SocketError error, LiteNetPeer? peer)
    {
        switch (error)
        {
            case SocketError.NoBufferSpaceAvailable or SocketError.WouldBlock or SocketError.TryAgain:
                Drops.Count(DropCause.SocketBufferFull);
                break;
            case SocketError.MessageSize:
                Drops.Count(DropCause.SocketMessageTooLong);
                break;
            case SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.ConnectionReset
                or SocketError.ConnectionRefused:
                Drops.Count(DropCause.Unreachable);
                if (DisconnectOnUnreachable && peer is not null)
                {
                    peer.EndAfterSend(error == SocketError.NetworkUnreachable ? DisconnectReason.NetworkUnreachable : DisconnectReason.HostUnreachable, error);
                }

                break;
            default:
                Drops.Count(DropCause.SocketError);
                QueueError(peer, error);
                break;
        }
    }
}
