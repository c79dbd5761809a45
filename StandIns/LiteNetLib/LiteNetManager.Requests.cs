using System.Net;
using LiteNetLib.Admission;
using LiteNetLib.Transport;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <content>Connection requests: from the datagram to the application's answer.</content>
public abstract partial class LiteNetManager
{
    private readonly Dictionary<EndpointKey, ConnectionRequest> _pending = [];
    private readonly List<EndpointKey> _stale = [];
    private readonly CookieMint _cookies;
    private readonly FloodGauge _flood = new();
    private readonly ReplyBucket _strangerReplies = new();
    private readonly ReplyBucket _cookieReplies = new();
    private long _nextPendingScan;

    internal int PendingCount => _pending.Count;

    /// <summary>The application took the request; null when it is no longer there to take.</summary>
    internal NetPeer? AcceptRequest(ConnectionRequest request)
    {
        lock (Gate)
        {
            if (!Withdraw(request))
            {
                return null;
            }

            NetPeer peer = AddPeer(request.Key, request.RemoteEndPoint, request.Dialect, false);
            peer.Accept(request.Time, request.Number, request.PeerId);
            _connectedCount++;
            QueueConnected(peer);
            return peer;
        }
    }

    internal void RefuseRequest(ConnectionRequest request, ReadOnlySpan<byte> data, bool isForced)
    {
        lock (Gate)
        {
            if (!Withdraw(request))
            {
                return;
            }

            if (!isForced)
            {
                NetPeer peer = AddPeer(request.Key, request.RemoteEndPoint, request.Dialect, false);
                peer.Refuse(request.Time, request.Number, request.PeerId, data, request.Size);
            }
            else if (data.Length > 0)
            {
                SendRefusal(request.Dialect, request.Number, request.Time, data, request.Target);
            }
        }
    }

    private bool Withdraw(ConnectionRequest request)
        => _isRunning && _pending.TryGetValue(request.Key, out ConnectionRequest? pending) && ReferenceEquals(pending, request)
            && _pending.Remove(request.Key);

    private void TakeRequest(NetPeer? peer, ReadOnlySpan<byte> bytes, Dialect dialect, in EndpointKey key, SocketAddress from)
    {
        if (!ConnectRequestLayout.HasRightProtocol(bytes))
        {
            Drops.Count(DropCause.WrongProtocol);
            ReplyToStranger([Header.Make(dialect, PacketType.InvalidProtocol, 0)], from);
            return;
        }

        if (!ConnectRequestLayout.TryRead(bytes, dialect, out ConnectRequestLayout request) || request.PeerId < 0)
        {
            Drops.Count(DropCause.BadRequest);
            return;
        }

        if (peer is null && _pending.TryGetValue(key, out ConnectionRequest? pending))
        {
            pending.Update(request, bytes.Length, Now);
            return;
        }

        int number = request.Number;
        if (peer is not null && !IsWelcomeFrom(peer, request, ref number))
        {
            return;
        }

        if (IsProven(request, key, from, number, out int dataLength))
        {
            Replace(peer);
            AddPending(request, number, request.Data[..dataLength], bytes.Length, key, from);
        }
    }

    /// <summary>Whether a request from an endpoint that has a peer begins a new connection. Nothing is changed yet.</summary>
    private bool IsWelcomeFrom(NetPeer peer, in ConnectRequestLayout request, ref int number)
    {
        switch (peer.ConnectionState)
        {
            case ConnectionState.Connected when request.Time == peer.ConnectTime:
                // Who still asks is alive. The original lets the peer time out here, and a late copy of the request then begins a second
                // connection that looks like the first but starts its sequences anew.
                peer.LastPacketAt = Now;
                peer.SendAccept();
                return false;
            case ConnectionState.Connected when request.Time > peer.ConnectTime:
            case ConnectionState.ShutdownRequested or ConnectionState.Disconnected when request.Time >= peer.ConnectTime:
                number = (peer.Number + 1) % WireLimits.ConnectionNumbers;
                return true;
            case ConnectionState.Outgoing:
                return peer.YieldsTo(request);
            default:
                Drops.Count(DropCause.WrongHandshake);
                return false;
        }
    }

    /// <summary>The old peer of the endpoint makes way.</summary>
    private void Replace(NetPeer? peer)
    {
        if (peer is null)
        {
            return;
        }

        if (peer.ConnectionState is ConnectionState.Connected)
        {
            EndPeer(peer, DisconnectReason.Reconnect);
        }
        else if (peer.ConnectionState is ConnectionState.Outgoing)
        {
            EndPeer(peer, DisconnectReason.PeerToPeerConnection);
        }

        Forget(peer);
    }

    /// <summary>
    /// Whether the sender proved its address, or need not. A good cookie is cut off; without one, while cookies are wanted, the request is
    /// answered by a refusal that carries a cookie and is smaller than the request. No state is kept.
    /// </summary>
    private bool IsProven(in ConnectRequestLayout request, in EndpointKey key, SocketAddress from, int number, out int dataLength)
    {
        dataLength = request.Data.Length;
        bool hasCookie = CookieMint.LooksLikeOne(request.Data);
        if (hasCookie && Limits.Cookies != ConnectCookies.Never && _cookies.IsGood(request.Data[^CookieMint.Size..], key, Now))
        {
            dataLength -= CookieMint.Size;
            return true;
        }

        bool isWanted = Limits.Cookies switch
        {
            ConnectCookies.Always => true,
            ConnectCookies.WhenFlooded => _flood.IsFlooded(Now, Limits.RequestsPerSecondBeforeCookies),
            _ => false,
        };
        if (!isWanted)
        {
            return true;
        }

        Drops.Count(hasCookie ? DropCause.CookieRefused : DropCause.CookieDemanded);
        if (_cookieReplies.TryTake(Now, Limits.CookieRepliesPerSecond))
        {
            Span<byte> cookie = stackalloc byte[CookieMint.Size];
            _cookies.Make(key, Now, cookie);
            SendRefusal(request.Dialect, request.Number, request.Time, cookie, from);
        }
        else
        {
            Drops.Count(DropCause.StrangerReplyLimit);
        }

        return false;
    }

    private void AddPending(in ConnectRequestLayout request, int number, ReadOnlySpan<byte> data, int size, in EndpointKey key, SocketAddress from)
    {
        if (_pending.Count >= Limits.PendingRequests || EventsAreFull)
        {
            Drops.Count(DropCause.PendingRequestsFull);
            return;
        }

        IPEndPoint remote = ToEndPoint(from);
        var pending = new ConnectionRequest(this, remote, key, request, number, data.ToArray(), size, Now);
        _pending.Add(key, pending);
        QueueRequest(pending);
    }

    private void SendRefusal(Dialect dialect, int number, long time, ReadOnlySpan<byte> data, SocketAddress to)
    {
        Span<byte> packet = stackalloc byte[WireLimits.MaxDatagram];
        int length = Math.Min(WireLimits.DisconnectHeader + data.Length, WireLimits.InitialMtu - ExtraPacketSizeForLayer);
        packet[0] = Header.Make(dialect, PacketType.Disconnect, number);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(packet[1..], time);
        data[..(length - WireLimits.DisconnectHeader)].CopyTo(packet[WireLimits.DisconnectHeader..]);
        SendTo(packet[..length], to, null);
    }

    /// <summary>Once a second: requests that nobody repeats and the application never answered.</summary>
    private void ForgetStaleRequests()
    {
        const long Second = 1_000_000;
        if (Now < _nextPendingScan)
        {
            return;
        }

        _nextPendingScan = Now + Second;
        long before = Now - (Limits.PendingRequestLifeMilliseconds * 1000L);
        foreach ((EndpointKey key, ConnectionRequest request) in _pending)
        {
            if (request.LastSeen < before)
            {
                _stale.Add(key);
            }
        }

        foreach (EndpointKey key in _stale)
        {
            Drops.Count(DropCause.PendingRequestExpired);
            _pending.Remove(key);
        }

        _stale.Clear();
    }
}
