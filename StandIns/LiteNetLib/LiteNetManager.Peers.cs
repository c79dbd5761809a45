using System.Net;
using System.Net.Sockets;
using LiteNetLib.Transport;
using LiteNetLib.Utils;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <content>The table of peers, their updates and their ends.</content>
public abstract partial class LiteNetManager
{
    private const int PooledPacketsPerPeer = 8;

    private readonly Dictionary<EndpointKey, NetPeer> _peersByEndpoint = [];
    private readonly Stack<int> _freeIds = new();
    private NetPeer?[] _peersById = new NetPeer?[16];
    private int _nextId;
    private LiteNetPeer? _firstPeer;
    private int _connectedCount;
    private int _version1Peers;
    private long _lastConnectTime;

    /// <summary>Connected peers; those that linger after their end do not count.</summary>
    public int ConnectedPeersCount => Volatile.Read(ref _connectedCount);

    public int GetPeersCount(ConnectionState peerState)
    {
        lock (Gate)
        {
            int count = 0;
            for (LiteNetPeer? peer = _firstPeer; peer is not null; peer = peer.NextPeer)
            {
                count += (peer.ConnectionState & peerState) != 0 ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>The peer with this number; throws when there is none.</summary>
    public LiteNetPeer GetPeerById(int id)
        => TryGetPeerById(id, out LiteNetPeer peer) ? peer : throw new ArgumentOutOfRangeException(nameof(id), id, "No peer has this id.");

    public bool TryGetPeerById(int id, out LiteNetPeer peer)
    {
        lock (Gate)
        {
            peer = FindPeer(id)!;
            return peer is not null;
        }
    }

    public void DisconnectPeer(LiteNetPeer peer) => DisconnectPeer(peer, ReadOnlySpan<byte>.Empty);

    public void DisconnectPeer(LiteNetPeer peer, byte[] data) => DisconnectPeer(peer, data.AsSpan());

    public void DisconnectPeer(LiteNetPeer peer, byte[] data, int start, int count) => DisconnectPeer(peer, data.AsSpan(start, count));

    public void DisconnectPeer(LiteNetPeer peer, NetDataWriter writer) => DisconnectPeer(peer, writer.AsReadOnlySpan());

    /// <summary>Ends the connection on this side only; nothing is sent.</summary>
    public void DisconnectPeerForce(LiteNetPeer peer)
    {
        lock (Gate)
        {
            if (peer.ConnectionState is ConnectionState.Connected or ConnectionState.Outgoing)
            {
                EndPeer(peer, DisconnectReason.DisconnectPeerCalled);
            }
        }
    }

    public void DisconnectAll() => DisconnectAll([], 0, 0);

    public void DisconnectAll(byte[] data, int start, int count)
    {
        lock (Gate)
        {
            for (LiteNetPeer? peer = _firstPeer; peer is not null; peer = peer.NextPeer)
            {
                DisconnectPeer(peer, data.AsSpan(start, count));
            }
        }
    }

    internal LiteNetPeer? First => _firstPeer;

    /// <summary>UTC ticks, and later than every one given before: the time names a connection.</summary>
    internal long NextConnectTime() => _lastConnectTime = Math.Max(_lastConnectTime + 1, UtcTicks);

    /// <summary>The end of a peer: the application hears of it if it knew the peer.</summary>
    internal void EndPeer(LiteNetPeer peer, DisconnectReason reason, SocketError error = SocketError.Success, NetPacketReader? data = null)
    {
        if (peer.ConnectionState == ConnectionState.Connected)
        {
            _connectedCount--;
        }

        peer.EnterDisconnected();
        Announce(peer, reason, error, data);
    }

    /// <summary>A peer whose reliable queue passed its bound will not catch up; promises to it cannot be kept.</summary>
    internal void DropSlowPeer(LiteNetPeer peer) => EndPeer(peer, DisconnectReason.Timeout);

    /// <summary>Removes a peer from the table; its number may be given again.</summary>
    internal void Forget(LiteNetPeer peer)
    {
        if (!ReferenceEquals(FindPeer(peer.Id), peer))
        {
            return;
        }

        _peersByEndpoint.Remove(peer.Key);
        _peersById[peer.Id] = null;
        _freeIds.Push(peer.Id);
        _version1Peers -= peer.Dialect == Dialect.V1 ? 1 : 0;
        peer.ReleaseBuffers();
        if (peer.PreviousPeer is null)
        {
            _firstPeer = peer.NextPeer;
        }
        else
        {
            peer.PreviousPeer.NextPeer = peer.NextPeer;
        }

        if (peer.NextPeer is not null)
        {
            // The forgotten peer keeps its own link, so that a walk standing on it goes on.
            peer.NextPeer.PreviousPeer = peer.PreviousPeer;
        }
    }

    /// <summary>Dials, or returns the peer that the endpoint has already.</summary>
    private protected NetPeer Dial(IPEndPoint target, ReadOnlySpan<byte> connectData)
    {
        SocketAddress address = target.Serialize();
        EndpointKey key = EndpointKey.From(address);
        lock (Gate)
        {
            if (!_isRunning)
            {
                throw new InvalidOperationException("The manager is not running.");
            }

            if (_pending.ContainsKey(key))
            {
                return null!;
            }

            int number = 0;
            if (_peersByEndpoint.TryGetValue(key, out NetPeer? old))
            {
                if (old.ConnectionState is ConnectionState.Connected or ConnectionState.Outgoing)
                {
                    return old;
                }

                number = (old.Number + 1) % WireLimits.ConnectionNumbers;
                Forget(old);
            }

            NetPeer peer = AddPeer(key, target, DialDialect, true);
            peer.Dial(NextConnectTime(), number, connectData);
            return peer;
        }
    }

    private NetPeer? FindPeer(int id) => (uint)id < (uint)_peersById.Length ? _peersById[id] : null;

    private NetPeer AddPeer(in EndpointKey key, IPEndPoint remote, Dialect dialect, bool isDialled)
    {
        if (!_freeIds.TryPop(out int id))
        {
            id = _nextId++;
        }

        if (id >= _peersById.Length)
        {
            Array.Resize(ref _peersById, _peersById.Length * 2);
        }

        var peer = new NetPeer(this, id, key, remote, remote.Serialize(), dialect, isDialled);
        _peersById[id] = peer;
        _peersByEndpoint[key] = peer;
        _version1Peers += dialect == Dialect.V1 ? 1 : 0;
        peer.NextPeer = _firstPeer;
        if (_firstPeer is not null)
        {
            _firstPeer.PreviousPeer = peer;
        }

        _firstPeer = peer;
        Pool.Capacity = Math.Max(PacketPoolSize, _peersByEndpoint.Count * PooledPacketsPerPeer);
        return peer;
    }

    private void MovePeer(NetPeer peer, in EndpointKey key, SocketAddress from)
    {
        var previous = new IPEndPoint(peer.Address, peer.Port);
        IPEndPoint remote = ToEndPoint(from);
        _peersByEndpoint.Remove(peer.Key);
        peer.MoveTo(key, remote, remote.Serialize());
        _peersByEndpoint[key] = peer;
        peer.LastPacketAt = Now;
        QueueAddressChanged(peer, previous);
    }

    private void DisconnectPeer(LiteNetPeer peer, ReadOnlySpan<byte> data)
    {
        lock (Gate)
        {
            if (peer.ConnectionState is not (ConnectionState.Connected or ConnectionState.Outgoing))
            {
                return;
            }

            if (peer.ConnectionState == ConnectionState.Connected)
            {
                _connectedCount--;
            }

            peer.EnterShutdown(data);
            Announce(peer, DisconnectReason.DisconnectPeerCalled, SocketError.Success, null);
        }
    }

    private void Announce(LiteNetPeer peer, DisconnectReason reason, SocketError error, NetPacketReader? data)
    {
        if (peer.IsAnnounced)
        {
            peer.IsAnnounced = false;
            QueueDisconnected((NetPeer)peer, reason, error, data);
        }
        else
        {
            data?.Recycle();
        }
    }

    /// <summary>Lets time pass for every peer. The gate is given up between peers, so that senders on other threads never wait for all of them.</summary>
    private void UpdateAll(double elapsedMilliseconds)
    {
        LiteNetPeer? peer;
        lock (Gate)
        {
            Now += (long)(elapsedMilliseconds * 1000);
            ForgetStaleRequests();
            peer = _firstPeer;
        }

        while (peer is not null)
        {
            // A sleeping peer is passed without the gate; whoever wakes it meanwhile is served at the next update.
            if (peer.WakeAt <= Now)
            {
                lock (Gate)
                {
                    if (_isRunning)
                    {
                        peer.Update(Now);
                    }
                }
            }

            peer = peer.NextPeer;
        }
    }

    private void StopPeers(bool sendDisconnectMessages)
    {
        for (LiteNetPeer? peer = _firstPeer; peer is not null; peer = peer.NextPeer)
        {
            if (sendDisconnectMessages)
            {
                peer.SayGoodbyeOnce();
            }

            peer.EnterDisconnected();
        }

        _firstPeer = null;
        _version1Peers = 0;
        _connectedCount = 0;
        _peersByEndpoint.Clear();
        _pending.Clear();
        _freeIds.Clear();
        _nextId = 0;
        Array.Clear(_peersById);
    }
}
