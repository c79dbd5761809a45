using System.Buffers.Binary;
using System.Net.Sockets;
using LiteNetLib.Admission;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <content>Beginning and end of a connection. Called under the gate.</content>
public abstract partial class LiteNetPeer
{
    private const long ShutdownRepeat = 300_000;
    private const int MaxCookieAnswers = 3;

    private (DisconnectReason Reason, SocketError Error)? _failure;
    private byte[]? _request;
    private byte[]? _disconnect;
    private int _attempts;
    private int _cookieAnswers;
    private long _sentHandshakeAt;
    private long _shutdownAt;
    private long _moveProofAt = long.MinValue;

    /// <summary>Bytes that may still be repeated to an address which never proved itself; long.MaxValue when it did.</summary>
    private long _repeatAllowance = long.MaxValue;

    /// <summary>Dials: sends the request now and repeats it until answered.</summary>
    internal void Dial(long connectTime, int number, ReadOnlySpan<byte> connectData)
    {
        ConnectionState = ConnectionState.Outgoing;
        IsAnnounced = true;
        ConnectTime = connectTime;
        Number = number;
        _request = ConnectRequestLayout.Build(Dialect, number, connectTime, Id, AddressBlob(), connectData);
        SendRequest();
    }

    /// <summary>Takes a stranger's request: connected at once.</summary>
    internal void Accept(long connectTime, int number, int remoteId)
    {
        ConnectTime = connectTime;
        Number = number;
        RemoteId = remoteId;
        IsAnnounced = true;
        SendAccept();
        EnterConnected();
    }

    /// <summary>Refuses a stranger's request: a goodbye that is repeated, but never more bytes than the stranger sent.</summary>
    internal void Refuse(long connectTime, int number, int remoteId, ReadOnlySpan<byte> data, int requestSize)
    {
        ConnectTime = connectTime;
        Number = number;
        RemoteId = remoteId;
        _repeatAllowance = requestSize;
        EnterShutdown(data);
    }

    internal void SendAccept()
    {
        Span<byte> packet = stackalloc byte[WireLimits.AcceptSize];
        new ConnectAcceptLayout(ConnectTime, Number, false, Id).Write(packet, Dialect);
        NetManager.SendToPeer(this, packet);
    }

    /// <summary>The answer to our request; anything that does not fit it is dropped.</summary>
    internal bool TakeAccept(ReadOnlySpan<byte> packet)
    {
        if (ConnectionState != ConnectionState.Outgoing || !ConnectAcceptLayout.TryRead(packet, out ConnectAcceptLayout accept)
            || accept.Time != ConnectTime)
        {
            Drop(DropCause.WrongHandshake);
            return false;
        }

        Number = accept.Number;
        RemoteId = accept.PeerId;
        LastPacketAt = NetManager.Now;
        EnterConnected();
        return true;
    }

    /// <summary>Whether a Disconnect is about this connection; time and number must both be right.</summary>
    internal bool IsMyDisconnect(ReadOnlySpan<byte> packet)
        => ConnectionState is ConnectionState.Connected or ConnectionState.Outgoing
            && Header.ConnectionNumber(packet[0]) == Number
            && BinaryPrimitives.ReadInt64LittleEndian(packet[1..]) == ConnectTime;

    /// <summary>
    /// A refusal that carries a cookie asks us to prove our address: dial again with the cookie behind the application's data.
    /// </summary>
    internal bool TryAnswerCookie(ReadOnlySpan<byte> data)
    {
        if (ConnectionState != ConnectionState.Outgoing || data.Length != CookieMint.Size || !CookieMint.LooksLikeOne(data)
            || _cookieAnswers == MaxCookieAnswers)
        {
            return false;
        }

        ReadOnlySpan<byte> own = _request.AsSpan(WireLimits.RequestHeader + _request![17]);
        if (_cookieAnswers > 0)
        {
            own = own[..^CookieMint.Size];
        }

        _cookieAnswers++;
        byte[] dataWithCookie = [.. own, .. data];
        _attempts = 0;
        Dial(NetManager.NextConnectTime(), Number, dataWithCookie);
        return true;
    }

    /// <summary>Says goodbye and repeats it until the other side confirms or the timeout passes.</summary>
    internal void EnterShutdown(ReadOnlySpan<byte> data)
    {
        _disconnect = BuildDisconnect(data);
        ConnectionState = ConnectionState.ShutdownRequested;
        _shutdownAt = NetManager.Now;
        ReleaseBuffers();
        SendDisconnect();
        Wake();
    }

    /// <summary>One goodbye, not repeated: the socket closes.</summary>
    internal void SayGoodbyeOnce()
    {
        if (ConnectionState is ConnectionState.Connected or ConnectionState.Outgoing)
        {
            NetManager.SendToPeer(this, BuildDisconnect([]));
        }
    }

    /// <summary>The end. The peer lingers in the table until the timeout, so that late packets are swallowed.</summary>
    internal void EnterDisconnected()
    {
        ConnectionState = ConnectionState.Disconnected;
        ReleaseBuffers();
        Wake();
    }

    /// <summary>
    /// The socket says the other side cannot be reached. This comes from the middle of an update or of an answer, so the end is left to the
    /// next update.
    /// </summary>
    internal void EndAfterSend(DisconnectReason reason, SocketError error)
    {
        _failure ??= (reason, error);
        Wake();
    }

    /// <summary>
    /// The other side says it knows no such peer. Either it lost us, or our address changed on the way: show our proof. Genuine peers take the
    /// second form at any time; we take it only as an answer to our proof.
    /// </summary>
    internal void TakePeerNotFound(ReadOnlySpan<byte> packet)
    {
        const long ProofInterval = 100_000;
        if (ConnectionState != ConnectionState.Connected)
        {
            Drop(DropCause.WrongState);
            return;
        }

        long sinceProof = _moveProofAt == long.MinValue ? long.MaxValue : NetManager.Now - _moveProofAt;
        if (packet.Length == 1 && sinceProof >= ProofInterval)
        {
            _moveProofAt = NetManager.Now;
            _mtu.Restart(NetManager.MtuDiscovery);
            Span<byte> proof = stackalloc byte[WireLimits.AcceptSize];
            new ConnectAcceptLayout(ConnectTime, Number, true, RemoteId).Write(proof, Dialect);
            NetManager.SendToPeer(this, proof);
        }
        else if (packet.Length == 2 && packet[1] == 1 && sinceProof <= NetManager.DisconnectTimeout * 1000L)
        {
            NetManager.EndPeer(this, DisconnectReason.PeerNotFound);
        }
        else
        {
            Drop(DropCause.WrongHandshake);
        }
    }

    /// <summary>
    /// Both dialled at the same time: whether the other's attempt wins. The earlier connection time does; on a tie the side whose view of the
    /// other's address has a smaller byte yields.
    /// </summary>
    internal bool YieldsTo(in ConnectRequestLayout request)
    {
        if (request.Time != ConnectTime)
        {
            return request.Time < ConnectTime;
        }

        ReadOnlySpan<byte> own = AddressBlob();
        int length = Math.Min(own.Length, request.Address.Length);
        for (int i = 0; i < length; i++)
        {
            if (own[i] < request.Address[i])
            {
                return true;
            }
        }

        return false;
    }

    internal void ReleaseBuffers()
    {
        foreach (Channels.Channel channel in _usedChannels)
        {
            channel.Release();
        }

        _unreliable.ReleaseAll(NetManager.Pool);
        Fragments.Release();
        _heldBytes = 0;
    }

    private ReadOnlySpan<byte> AddressBlob() => Target.Buffer.Span[..Target.Size];

    private void EnterConnected()
    {
        ConnectionState = ConnectionState.Connected;
        _request = null;
        StartTimers();
        Wake();
    }

    private void FinishShutdown()
    {
        if (ConnectionState == ConnectionState.ShutdownRequested)
        {
            EnterDisconnected();
            return;
        }

        Drop(DropCause.WrongState);
    }

    private byte[] BuildDisconnect(ReadOnlySpan<byte> data)
    {
        if (WireLimits.DisconnectHeader + data.Length >= Mtu)
        {
            NetDebug.Write(NetLogLevel.Error, "[NM] Disconnect data of {0} bytes does not fit a datagram and was left out.", data.Length);
            data = [];
        }

        byte[] packet = new byte[WireLimits.DisconnectHeader + data.Length];
        packet[0] = MakeHeader(PacketType.Disconnect);
        BinaryPrimitives.WriteInt64LittleEndian(packet.AsSpan(1), ConnectTime);
        data.CopyTo(packet.AsSpan(WireLimits.DisconnectHeader));
        return packet;
    }

    private void SendRequest()
    {
        _sentHandshakeAt = NetManager.Now;
        NetManager.SendToPeer(this, _request);
        Wake();
    }

    private void SendDisconnect()
    {
        _sentHandshakeAt = NetManager.Now;
        _repeatAllowance -= _disconnect!.Length;
        NetManager.SendToPeer(this, _disconnect);
    }
}
