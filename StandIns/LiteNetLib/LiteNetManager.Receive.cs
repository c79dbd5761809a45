using System.Net;
using System.Net.Sockets;
using LiteNetLib.Buffers;
using LiteNetLib.Transport;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <content>From the socket to the peer that a datagram belongs to.</content>
public abstract partial class LiteNetManager
{
    /// <summary>What "all that wait" means at most, so that a flood cannot keep the caller forever.</summary>
    private const int ManualReceiveCap = 65_536;

    private ReceiveSlot? _slotV4;
    private ReceiveSlot? _slotV6;

    /// <summary>Calls the listener for everything that happened. In manual mode it receives first, and hands on each datagram as it comes.</summary>
    public void PollEvents()
    {
        if (_isManual && _isRunning)
        {
            FireEvents(_events);
            ReceiveManually(_socketV4, ref _slotV4);
            ReceiveManually(_socketV6, ref _slotV6);
        }

        FireEvents(_events);
    }

    private void ReceiveManually(IDatagramSocket? socket, ref ReceiveSlot? slot)
    {
        if (socket is null)
        {
            return;
        }

        slot ??= new ReceiveSlot(socket.Family);
        int limit = MaxPacketPerManualReceive > 0 ? MaxPacketPerManualReceive : ManualReceiveCap;
        for (int i = 0; i < limit && _isRunning && ReceiveOne(socket, slot); i++)
        {
            FireEvents(_events);
        }
    }

    /// <summary>Takes one datagram from the socket and works it off; false when none waits.</summary>
    private bool ReceiveOne(IDatagramSocket socket, ReceiveSlot slot)
    {
        if (slot.Buffer is null)
        {
            lock (Gate)
            {
                slot.Buffer = Pool.Rent();
            }
        }

        int length = socket.Receive(slot.Buffer.Data, slot.From, out SocketError error);
        if (length < 0)
        {
            return TakeReceiveError(error);
        }

        lock (Gate)
        {
            if (_isRunning && length > 0)
            {
                TakeDatagram(slot, length);
            }
        }

        return true;
    }

    /// <summary>True when there may be more to receive behind the error.</summary>
    private bool TakeReceiveError(SocketError error)
    {
        switch (error)
        {
            case SocketError.Success or SocketError.WouldBlock or SocketError.TimedOut or SocketError.OperationAborted
                or SocketError.Interrupted or SocketError.NotSocket:
                return false;
            case SocketError.ConnectionReset or SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable:
                // A report about something sent earlier; it names nobody.
                Drops.Count(DropCause.Unreachable);
                return true;
            default:
                Drops.Count(DropCause.SocketError);
                lock (Gate)
                {
                    QueueError(null, error);
                }

                return false;
        }
    }

    private void TakeDatagram(ReceiveSlot slot, int length)
    {
        Packet buffer = slot.Buffer!;
        if (length > WireLimits.MaxDatagram)
        {
            Drops.Count(DropCause.Oversized);
            return;
        }

        EndpointKey key = EndpointKey.From(slot.From);
        _peersByEndpoint.TryGetValue(key, out NetPeer? peer);
        if (EnableStatistics)
        {
            Statistics.CountReceived(length);
            peer?.Statistics.CountReceived(length);
        }

        if (_layer is not null && !UndoLayer(slot.From, ref key, ref peer, buffer.Data, ref length))
        {
            Drops.Count(DropCause.Layer);
            return;
        }

        var packet = new Incoming(buffer, 0, length);
        if (peer is null)
        {
            TakeFromStranger(packet, key, slot.From);
        }
        else
        {
            TakeFromPeer(peer, packet, key, slot.From);
        }

        if (buffer.IsShared)
        {
            // Messages lie in it; the next datagram gets another.
            Pool.Return(buffer);
            slot.Buffer = null;
        }
    }

    private bool UndoLayer(SocketAddress from, ref EndpointKey key, ref NetPeer? peer, byte[] buffer, ref int length)
    {
        IPEndPoint sender = peer ?? ToEndPoint(from);
        IPEndPoint original = sender;
        byte[] data = buffer;
        _layer!.ProcessInboundPacket(ref sender, ref data, ref length);
        if (length <= 0 || length > WireLimits.MaxDatagram || length > data.Length)
        {
            return false;
        }

        if (!ReferenceEquals(data, buffer))
        {
            data.AsSpan(0, length).CopyTo(buffer);
        }

        if (!ReferenceEquals(sender, original))
        {
            SocketAddress claimed = sender.Serialize();
            if (claimed.Family != from.Family)
            {
                return false;
            }

            claimed.Buffer.CopyTo(from.Buffer);
            key = EndpointKey.From(from);
            _peersByEndpoint.TryGetValue(key, out peer);
        }

        return true;
    }

    private void TakeFromPeer(NetPeer peer, in Incoming packet, in EndpointKey key, SocketAddress from)
    {
        ReadOnlySpan<byte> bytes = packet.Bytes;
        if (ConnectRequestLayout.IsRequest(bytes, out Dialect dialect))
        {
            TakeRequest(peer, bytes, dialect, key, from);
            return;
        }

        if (!Header.TryRead(peer.Dialect, bytes, out PacketType type))
        {
            Drops.Count(DropCause.Malformed);
            return;
        }

        switch (type)
        {
            case PacketType.ConnectAccept:
                TakeAccept(peer, bytes);
                break;
            case PacketType.Disconnect:
                TakeDisconnect(peer, packet);
                break;
            case PacketType.PeerNotFound:
                peer.TakePeerNotFound(bytes);
                break;
            case PacketType.InvalidProtocol:
                TakeInvalidProtocol(peer);
                break;
            case PacketType.UnconnectedMessage or PacketType.Broadcast:
                TakeUnconnected(packet, type, from);
                break;
            case PacketType.NatMessage:
                Drops.Count(DropCause.NatMessage);
                break;
            case PacketType.Unreliable or PacketType.Channeled or PacketType.ReliableMerged or PacketType.Merged when EventsAreFull:
                Drops.Count(DropCause.EventsFull);
                break;
            default:
                peer.Process(packet, type);
                break;
        }
    }

    private void TakeFromStranger(in Incoming packet, in EndpointKey key, SocketAddress from)
    {
        ReadOnlySpan<byte> bytes = packet.Bytes;
        if (ConnectRequestLayout.IsRequest(bytes, out Dialect dialect))
        {
            TakeRequest(null, bytes, dialect, key, from);
            return;
        }

        if (IsMoveProofOfVersion1(bytes))
        {
            TakeMoveProof(bytes, Dialect.V1, key, from);
            return;
        }

        dialect = Dialect.V2;
        if (!Header.TryRead(dialect, bytes, out PacketType type))
        {
            Drops.Count(DropCause.Malformed);
            return;
        }

        switch (type)
        {
            case PacketType.UnconnectedMessage or PacketType.Broadcast:
                TakeUnconnected(packet, type, from);
                break;
            case PacketType.NatMessage:
                Drops.Count(DropCause.NatMessage);
                break;
            case PacketType.ConnectAccept or PacketType.InvalidProtocol:
                Drops.Count(DropCause.Stranger);
                break;
            case PacketType.Disconnect:
                Drops.Count(DropCause.Stranger);
                ReplyToStranger(PacketType.ShutdownOk, key, from);
                break;
            case PacketType.PeerNotFound:
                TakeMoveProof(bytes, Dialect.V2, key, from);
                break;
            default:
                Drops.Count(DropCause.Stranger);
                ReplyToStranger(PacketType.PeerNotFound, key, from);
                break;
        }
    }

    private void TakeAccept(NetPeer peer, ReadOnlySpan<byte> bytes)
    {
        if (peer.TakeAccept(bytes))
        {
            _connectedCount++;
            QueueConnected(peer);
        }
    }

    private void TakeDisconnect(NetPeer peer, in Incoming packet)
    {
        if (!peer.IsMyDisconnect(packet.Bytes))
        {
            Drops.Count(DropCause.WrongHandshake);
            return;
        }

        if (peer.TryAnswerCookie(packet.Bytes[WireLimits.DisconnectHeader..]))
        {
            return;
        }

        DisconnectReason reason = peer.ConnectionState == ConnectionState.Connected
            ? DisconnectReason.RemoteConnectionClose
            : DisconnectReason.ConnectionRejected;
        NetPacketReader reader = ReaderOf(packet, WireLimits.DisconnectHeader, packet.Length - WireLimits.DisconnectHeader);
        SendToPeer(peer, [Header.Make(peer.Dialect, PacketType.ShutdownOk, 0)]);
        EndPeer(peer, reason, SocketError.Success, reader);
    }

    private void TakeInvalidProtocol(NetPeer peer)
    {
        if (peer.ConnectionState == ConnectionState.Outgoing)
        {
            EndPeer(peer, DisconnectReason.InvalidProtocol);
        }
        else
        {
            Drops.Count(DropCause.WrongState);
        }
    }

    private void TakeUnconnected(in Incoming packet, PacketType type, SocketAddress from)
    {
        bool isBroadcast = type == PacketType.Broadcast;
        if (isBroadcast ? !BroadcastReceiveEnabled : !UnconnectedMessagesEnabled)
        {
            Drops.Count(DropCause.UnconnectedDisabled);
            return;
        }

        if (EventsAreFull)
        {
            Drops.Count(DropCause.EventsFull);
            return;
        }

        NetPacketReader reader = ReaderOf(packet, 1, packet.Length - 1);
        QueueUnconnected(ToEndPoint(from), reader, isBroadcast ? UnconnectedMessageType.Broadcast : UnconnectedMessageType.BasicMessage);
    }

    /// <summary>
    /// A stranger says "you know me as peer n". If time, number and id are right and moving is allowed, that peer lives here now. Only the
    /// whole form is answered: replying to the two-byte refusal would let two servers refuse each other for ever.
    /// </summary>
    private void TakeMoveProof(ReadOnlySpan<byte> bytes, Dialect dialect, in EndpointKey key, SocketAddress from)
    {
        if (bytes.Length <= 2)
        {
            Drops.Count(DropCause.Stranger);
            return;
        }

        if (AllowPeerAddressChange && ConnectAcceptLayout.TryRead(bytes, out ConnectAcceptLayout proof) && proof.IsMoveProof
            && FindPeer(proof.PeerId) is NetPeer peer && peer.ConnectionState == ConnectionState.Connected
            && peer.Dialect == dialect && peer.ConnectTime == proof.Time && peer.Number == proof.Number)
        {
            MovePeer(peer, key, from);
            return;
        }

        Drops.Count(DropCause.Stranger);
        ReplyToStranger([Header.Make(dialect, PacketType.PeerNotFound, 0), 1], from);
    }

    /// <summary>In 2.x numbers this type is ShutdownOk, which is always one byte.</summary>
    private static bool IsMoveProofOfVersion1(ReadOnlySpan<byte> bytes)
        => bytes.Length == WireLimits.AcceptSize && bytes[0] == Header.Make(Dialect.V1, PacketType.PeerNotFound, 0)
            && ConnectAcceptLayout.TryRead(bytes, out ConnectAcceptLayout proof) && proof.IsMoveProof;
}
