using System.Diagnostics.CodeAnalysis;
using System.Net;
using LiteNetLib.Buffers;
using LiteNetLib.Channels;
using LiteNetLib.Fragments;
using LiteNetLib.Peers;
using LiteNetLib.Transport;
using LiteNetLib.Utils;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <summary>
/// One connection. It is the remote endpoint itself (address, port). All state is guarded by the manager's gate; every public method may be
/// called from any thread.
/// </summary>
public abstract partial class LiteNetPeer : IPEndPoint
{
    /// <summary>Number of this connection within its manager: small, from 0 up, used again after the connection is forgotten.</summary>
    public readonly int Id;

    public readonly LiteNetManager NetManager;

    /// <summary>Traffic of this peer; counted only while the manager's <c>EnableStatistics</c> is set.</summary>
    public readonly NetStatistics Statistics = new();

    /// <summary>Whatever the application wants to find here again.</summary>
    [AllowNull]
    public object Tag = null!;

    /// <summary>Milliseconds before an unacknowledged packet is repeated, on top of the share of the round trip.</summary>
    public float ResendFixedDelay = 25f;

    /// <summary>Share of the average round trip in the resend delay.</summary>
    public float ResendRttMultiplier = 2.1f;

    private readonly Channel?[] _channels;
    private readonly List<Channel> _usedChannels = new(2);
    private readonly RoundTrip _roundTrip;
    private readonly MtuDiscovery _mtu;
    private PacketQueue _unreliable;
    private int _heldBytes;
    private ushort _fragmentId;
    private readonly int _hash;

    internal LiteNetPeer(LiteNetManager manager, int id, EndpointKey key, IPEndPoint remote, SocketAddress target, Dialect dialect, bool isDialled)
        : base(remote.Address, remote.Port)
    {
        Id = id;
        NetManager = manager;
        Key = key;
        Target = target;
        Dialect = dialect;
        _hash = base.GetHashCode();
        _channels = new Channel?[manager.ChannelCount * WireLimits.MethodsPerChannel];
        _roundTrip = new RoundTrip(manager.Clock);
        _mtu = new MtuDiscovery(manager.ExtraPacketSizeForLayer, manager.MtuOverride, manager.MtuDiscovery);
        int memory = isDialled ? manager.Limits.FragmentBytesPerDialledPeer : manager.Limits.FragmentBytesPerAcceptedPeer;
        int groups = WireLimits.Window / 2 * 2 * manager.ChannelCount;
        Fragments = new FragmentAssembler(memory, groups, manager.MaxFragmentsCount, manager.Drops);
        LastPacketAt = manager.Now;
        CreatedAt = manager.Now;
    }

    /// <summary>The number the other side gave this connection; 0 until it is known.</summary>
    public int RemoteId { get; internal set; }

    public ConnectionState ConnectionState { get; internal set; }

    /// <summary>Half of the average round trip in milliseconds.</summary>
    public int Ping => RoundTripTime / 2;

    /// <summary>Average round trip in milliseconds; 0 before the first answer.</summary>
    public int RoundTripTime => _roundTrip.Average;

    /// <summary>The largest datagram this side sends now, in bytes.</summary>
    public int Mtu => _mtu.Mtu;

    /// <summary>Milliseconds since something of this connection arrived.</summary>
    public float TimeSinceLastPacket => (NetManager.Now - LastPacketAt) / 1000f;

    /// <summary>How far the other side's UTC clock is ahead of ours, in ticks of 100 ns.</summary>
    public long RemoteTimeDelta { get; private set; }

    public DateTime RemoteUtcTime => new(NetManager.UtcTicks + RemoteTimeDelta, DateTimeKind.Utc);

    internal LiteNetManager Owner => NetManager;

    internal EndpointKey Key { get; private set; }

    internal SocketAddress Target { get; private set; }

    internal Dialect Dialect { get; }

    /// <summary>UTC ticks of the request; with the number it names the connection.</summary>
    internal long ConnectTime { get; set; }

    internal int Number { get; set; }

    internal FragmentAssembler Fragments { get; }

    /// <summary>When <see cref="Update"/> has something to do, in microseconds of the manager's time.</summary>
    internal long WakeAt { get; private set; }

    internal long LastPacketAt { get; set; }

    internal long CreatedAt { get; }

    /// <summary>Resend delay in microseconds.</summary>
    internal long ResendDelay { get; private set; } = 27_000;

    /// <summary>Whether the application was told about this peer, so that it must hear of its end.</summary>
    internal bool IsAnnounced { get; set; }

    internal LiteNetPeer? PreviousPeer { get; set; }

    internal LiteNetPeer? NextPeer { get; set; }

    /// <summary>Stays the same when the peer moves, so that it is found again where it is a key.</summary>
    public override int GetHashCode() => _hash;

    public override bool Equals(object? comparand) => base.Equals(comparand);

    /// <summary>The largest message that is not fragmented.</summary>
    public int GetMaxSinglePacketSize(DeliveryMethod options)
        => Mtu - (options == DeliveryMethod.Unreliable ? WireLimits.UnreliableHeader : WireLimits.ChanneledHeader);

    /// <summary>Packets of the first channel that wait for room in the send window.</summary>
    public int GetPacketsCountInReliableQueue(bool ordered) => CountQueued(0, ordered);

    public void Send(byte[] data, DeliveryMethod deliveryMethod) => SendInternal(data, 0, deliveryMethod, false, null);

    public void Send(byte[] data, int start, int length, DeliveryMethod options)
        => SendInternal(data.AsSpan(start, length), 0, options, false, null);

    public void Send(NetDataWriter dataWriter, DeliveryMethod deliveryMethod)
        => SendInternal(dataWriter.AsReadOnlySpan(), 0, deliveryMethod, false, null);

    public void Send(ReadOnlySpan<byte> data, DeliveryMethod deliveryMethod) => SendInternal(data, 0, deliveryMethod, false, null);

    public void SendWithDeliveryEvent(byte[] data, DeliveryMethod deliveryMethod, object? userData)
        => SendReliable(data, 0, deliveryMethod, userData);

    public void SendWithDeliveryEvent(byte[] data, int start, int length, DeliveryMethod deliveryMethod, object? userData)
        => SendReliable(data.AsSpan(start, length), 0, deliveryMethod, userData);

    public void SendWithDeliveryEvent(NetDataWriter dataWriter, DeliveryMethod deliveryMethod, object? userData)
        => SendReliable(dataWriter.AsReadOnlySpan(), 0, deliveryMethod, userData);

    public void SendWithDeliveryEvent(ReadOnlySpan<byte> data, DeliveryMethod deliveryMethod, object? userData)
        => SendReliable(data, 0, deliveryMethod, userData);

    public PooledPacket CreatePacketFromPool(DeliveryMethod deliveryMethod) => CreatePooled(deliveryMethod, 0);

    /// <summary><c>userDataSize</c>: Bytes written from the packet's <c>UserDataOffset</c> on.</summary>
    public void SendPooledPacket(PooledPacket packet, int userDataSize)
    {
        try
        {
            SendInternal(packet.Data.AsSpan(packet.UserDataOffset, userDataSize), packet.ChannelNumber, packet.Method, false, null);
        }
        finally
        {
            lock (NetManager.Gate)
            {
                NetManager.Pool.Return(packet.Packet);
            }
        }
    }

    public void Disconnect() => NetManager.DisconnectPeer(this);

    public void Disconnect(byte[] data) => NetManager.DisconnectPeer(this, data);

    public void Disconnect(NetDataWriter writer) => NetManager.DisconnectPeer(this, writer);

    public void Disconnect(byte[] data, int start, int count) => NetManager.DisconnectPeer(this, data, start, count);

    /// <summary>Where the channels' sequences begin. Tests raise it on both ends to see them pass their end.</summary>
    internal int FirstSequence { get; set; }

    internal byte MakeHeader(PacketType type) => Header.Make(Dialect, type, Number);

    internal void Wake() => WakeAt = 0;

    internal ushort NextFragmentId() => ++_fragmentId;

    internal void Transmit(ReadOnlySpan<byte> packet) => NetManager.Builder.Add(this, packet);

    internal void CountLoss(int packets)
    {
        if (NetManager.EnableStatistics)
        {
            Statistics.CountLoss(packets);
            NetManager.Statistics.CountLoss(packets);
        }
    }

    /// <summary>Room for one more packet that waits for a missing one.</summary>
    internal bool TryHold()
    {
        if (_heldBytes + WireLimits.MaxDatagram > NetManager.Limits.HeldBytesPerPeer)
        {
            NetManager.Drops.Count(DropCause.HeldMemory);
            return false;
        }

        _heldBytes += WireLimits.MaxDatagram;
        return true;
    }

    internal void StopHolding() => _heldBytes -= WireLimits.MaxDatagram;

    /// <summary>Moves the peer to an address it proved to own. The manager changes its table.</summary>
    internal void MoveTo(EndpointKey key, IPEndPoint remote, SocketAddress target)
    {
        Key = key;
        Target = target;
        Address = remote.Address;
        Port = remote.Port;
    }

    private protected int CountQueued(byte channelNumber, bool ordered)
    {
        DeliveryMethod method = ordered ? DeliveryMethod.ReliableOrdered : DeliveryMethod.ReliableUnordered;
        lock (NetManager.Gate)
        {
            int id = ChannelId.Of(channelNumber, method);
            return (uint)id < (uint)_channels.Length ? _channels[id]?.QueuedPackets ?? 0 : 0;
        }
    }

    private protected PooledPacket CreatePooled(DeliveryMethod method, byte channelNumber)
    {
        Packet packet;
        lock (NetManager.Gate)
        {
            packet = NetManager.Pool.Rent();
        }

        int offset = method == DeliveryMethod.Unreliable ? WireLimits.UnreliableHeader : WireLimits.ChanneledHeader;
        return new PooledPacket(packet, method, channelNumber, offset, Mtu - offset);
    }

    private protected void SendReliable(ReadOnlySpan<byte> data, byte channelNumber, DeliveryMethod method, object? userData)
    {
        if (method is DeliveryMethod.Unreliable or DeliveryMethod.Sequenced)
        {
            throw new ArgumentException("Only reliable messages report their delivery.", nameof(method));
        }

        SendInternal(data, channelNumber, method, true, userData);
    }

    private protected void SendInternal(ReadOnlySpan<byte> data, byte channelNumber, DeliveryMethod method, bool wantsEvent, object? userData)
    {
        lock (NetManager.Gate)
        {
            if (ConnectionState != ConnectionState.Connected)
            {
                return;
            }

            if (method == DeliveryMethod.Unreliable)
            {
                QueueUnreliable(data);
                return;
            }

            ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)method, (byte)DeliveryMethod.Unreliable, nameof(method));
            int id = ChannelId.Of(channelNumber, method);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, _channels.Length, nameof(channelNumber));
            OpenChannel(id).Enqueue(data, wantsEvent, userData);
        }
    }

    private void QueueUnreliable(ReadOnlySpan<byte> data)
    {
        if (data.Length > Mtu - WireLimits.UnreliableHeader)
        {
            throw new TooBigPacketException("Unreliable messages must fit into one datagram.");
        }

        if (_unreliable.Count >= NetManager.Limits.UnreliableQueuePackets)
        {
            NetManager.Drops.Count(DropCause.SendQueueFull);
            return;
        }

        Packet packet = NetManager.Pool.Rent();
        packet.Data[0] = MakeHeader(PacketType.Unreliable);
        data.CopyTo(packet.Data.AsSpan(WireLimits.UnreliableHeader));
        packet.Length = WireLimits.UnreliableHeader + data.Length;
        _unreliable.Enqueue(packet);
        Wake();
    }

    private Channel OpenChannel(int id) => _channels[id] ?? AddChannel(id);

    private Channel AddChannel(int id)
    {
        Channel channel = ChannelId.Method(id) switch
        {
            DeliveryMethod.ReliableOrdered => new ReliableChannel(this, id, true),
            DeliveryMethod.ReliableUnordered => new ReliableChannel(this, id, false),
            DeliveryMethod.ReliableSequenced => new SequencedChannel(this, id, true),
            _ => new SequencedChannel(this, id, false),
        };
        _channels[id] = channel;
        _usedChannels.Add(channel);
        return channel;
    }
}
