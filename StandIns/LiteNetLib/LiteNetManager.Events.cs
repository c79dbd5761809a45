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

    internal void QueueReceived(LiteNetPeer peer, ref Incoming packet, int start, int length, bool isLastUse, byte channel, DeliveryMethod method)
    {
        NetPacketReader reader = KeepForReader(ref packet, start, length, isLastUse);
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

    private NetPacketReader KeepForReader(ref Incoming packet, int start, int length, bool isLastUse)
    {
        Packet kept = packet.Keep(Pool, start, length, isLastUse, out int position);
        NetPacketReader reader = Pool.RentReader();
        reader.Hold(kept, position, length);
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
        while (queue.Count > 0)
        {
            NetEvent item;
            lock (Gate)
            {
                if (!queue.TryDequeue(out item))
                {
                    return;
                }
            }

            Fire(item);
            if (AutoRecycle && item.Reader is { } reader)
            {
                reader.Recycle();
            }
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
