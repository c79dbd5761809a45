using System.Net;
using System.Net.Sockets;
using LiteNetLib.Buffers;
using LiteNetLib.Events;

namespace LiteNetLib;

/// <content>What happened, queued under the gate and told without it.</content>
public abstract partial class LiteNetManager
{
    private int _isFiringUnsynced;

    internal bool EventsAreFull => _events.Count + _unsyncedEvents.Count >= Limits.QueuedEvents;

    internal void QueueReceived(LiteNetPeer peer, in Incoming packet, int start, int length, byte channel, DeliveryMethod method)
    {
        NetPacketReader reader = ReaderOf(packet, start, length);
        Queue(new NetEvent { Kind = EventKind.Received, Peer = (NetPeer)peer, Reader = reader, Channel = channel, Method = method });
    }

    internal void QueueAssembled(LiteNetPeer peer, byte[] rented, int length, byte channel, DeliveryMethod method)
    {
        NetPacketReader reader = Pool.RentReader();
        reader.HoldRented(rented, length);
        Queue(new NetEvent { Kind = EventKind.Received, Peer = (NetPeer)peer, Reader = reader, Channel = channel, Method = method });
    }

    internal void QueueDelivered(LiteNetPeer peer, object? userData)
        => Queue(new NetEvent { Kind = EventKind.Delivered, Peer = (NetPeer)peer, UserData = userData });

    internal void QueueLatency(LiteNetPeer peer, int latency)
        => Queue(new NetEvent { Kind = EventKind.Latency, Peer = (NetPeer)peer, Latency = latency });

    private protected abstract void Fire(in NetEvent item);

    private protected void QueueUnknownHost()
    {
        lock (Gate)
        {
            Queue(new NetEvent { Kind = EventKind.Disconnected, Reason = DisconnectReason.UnknownHost });
        }
    }

    private void QueueConnected(NetPeer peer) => Queue(new NetEvent { Kind = EventKind.Connected, Peer = peer });

    private void QueueDisconnected(NetPeer peer, DisconnectReason reason, SocketError error, NetPacketReader? data)
        => Queue(new NetEvent { Kind = EventKind.Disconnected, Peer = peer, Reason = reason, Error = error, Reader = data });

    private void QueueRequest(ConnectionRequest request) => Queue(new NetEvent { Kind = EventKind.Request, Request = request });

    private void QueueUnconnected(IPEndPoint remote, NetPacketReader reader, UnconnectedMessageType type)
        => Queue(new NetEvent { Kind = EventKind.ReceivedUnconnected, EndPoint = remote, Reader = reader, MessageType = type });

    private void QueueAddressChanged(NetPeer peer, IPEndPoint previous)
        => Queue(new NetEvent { Kind = EventKind.AddressChanged, Peer = peer, EndPoint = previous });

    private void QueueError(IPEndPoint? endPoint, SocketError error)
    {
        if (!EventsAreFull)
        {
            Queue(new NetEvent { Kind = EventKind.Error, EndPoint = endPoint, Error = error });
        }
    }

    private NetPacketReader ReaderOf(in Incoming packet, int start, int length)
    {
        NetPacketReader reader = Pool.RentReader();
        reader.Hold(packet.Buffer.Share(), packet.Offset + start, length);
        return reader;
    }

    private void Queue(in NetEvent item)
    {
        bool isUnsynced = !_isManual && (UnsyncedEvents
            || (UnsyncedReceiveEvent && item.Kind is EventKind.Received or EventKind.ReceivedUnconnected)
            || (UnsyncedDeliveryEvent && item.Kind == EventKind.Delivered));
        (isUnsynced ? _unsyncedEvents : _events).Enqueue(item);
    }

    private void FireEvents(EventQueue queue)
    {
        NetPacketReader? finished = null;
        while (queue.Count > 0 || finished is not null)
        {
            NetEvent item;
            lock (Gate)
            {
                // One visit to the gate per message: the last one's buffer goes back as the next one comes out.
                if (finished is not null)
                {
                    Pool.TakeBack(finished);
                    finished = null;
                }

                if (!queue.TryDequeue(out item))
                {
                    return;
                }
            }

            if (AutoRecycle && item.Reader is { } reader)
            {
                finished = reader;
                reader.IsTakenBackByManager = true;
            }

            Fire(item);
        }
    }

    /// <summary>One thread at a time, so that a peer's messages stay in order.</summary>
    private void FireUnsynced()
    {
        while (_unsyncedEvents.Count > 0 && Interlocked.CompareExchange(ref _isFiringUnsynced, 1, 0) == 0)
        {
            try
            {
                FireEvents(_unsyncedEvents);
            }
            finally
            {
                Volatile.Write(ref _isFiringUnsynced, 0);
            }
        }
    }

    private void ClearEvents()
    {
        while (_events.TryDequeue(out NetEvent item) || _unsyncedEvents.TryDequeue(out item))
        {
            item.Reader?.Recycle();
        }
    }
}
