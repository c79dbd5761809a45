using LiteNetLib.Admission;
using LiteNetLib.Buffers;
using LiteNetLib.Events;
using LiteNetLib.Layers;
using LiteNetLib.Transport;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <summary>
/// One UDP port and the connections on it. Options are plain fields, read when they matter; set them before <c>Start</c>. One gate guards
/// everything inside; it is held for one datagram or one peer's update at a time and never while the application is called.
/// </summary>
public abstract partial class LiteNetManager
{
    /// <summary>Deliver messages that have no connection.</summary>
    public bool UnconnectedMessagesEnabled;

    /// <summary>Accepted for compatibility; NAT punching is not part of this library and its packets are dropped.</summary>
    public bool NatPunchEnabled;

    /// <summary>Milliseconds between updates of the library's own thread.</summary>
    public int UpdateTime = 15;

    /// <summary>Milliseconds between pings of a connected peer.</summary>
    public int PingInterval = 1000;

    /// <summary>Milliseconds of silence after which a peer is gone; also how long a goodbye is repeated and a dead peer lingers.</summary>
    public int DisconnectTimeout = 5000;

    /// <summary>Has no effect, as in the package's release build. So have the other simulation options.</summary>
    public bool SimulatePacketLoss;

    public bool SimulateLatency;

    public int SimulationPacketLossChance = 10;

    public int SimulationMinLatency = 30;

    public int SimulationMaxLatency = 100;

    /// <summary>Call the listener from the library's threads instead of <c>PollEvents</c>. No effect in manual mode.</summary>
    public bool UnsyncedEvents;

    public bool UnsyncedReceiveEvent;

    public bool UnsyncedDeliveryEvent;

    public bool BroadcastReceiveEnabled;

    /// <summary>Milliseconds between repeated connection requests.</summary>
    public int ReconnectDelay = 500;

    /// <summary>Repeats of a connection request before it counts as failed.</summary>
    public int MaxConnectAttempts = 10;

    public bool ReuseAddress;

    public bool DontRoute;

    public bool EnableStatistics;

    /// <summary>Largest number of parts of one message, sending and receiving.</summary>
    public ushort MaxFragmentsCount = ushort.MaxValue;

    /// <summary>Take a reader's buffer back when the receive handler returns.</summary>
    public bool AutoRecycle;

    public bool IPv6Enabled = true;

    /// <summary>Fixes the datagram size and stops discovery when above 0.</summary>
    public int MtuOverride;

    public bool MtuDiscovery;

    /// <summary>Accepted for compatibility without effect: receiving and sending allocate nothing either way.</summary>
    public bool UseNativeSockets;

    public bool DisconnectOnUnreachable;

    /// <summary>Let a peer that proves who it is go on from another address.</summary>
    public bool AllowPeerAddressChange;

    /// <summary>Datagrams taken per socket and <c>PollEvents</c> in manual mode; 0 takes all that wait.</summary>
    public int MaxPacketPerManualReceive = 256;

    /// <summary>Packets kept for reuse. More are kept while many peers are connected.</summary>
    public int PacketPoolSize = 1000;

    /// <summary>Microseconds that a receive thread waits at a time.</summary>
    public int ReceivePollingTime = 50_000;

    /// <summary>Traffic of all peers together; counted only with <see cref="EnableStatistics"/>.</summary>
    public readonly NetStatistics Statistics = new();

    private readonly EventQueue _events = new();
    private readonly EventQueue _unsyncedEvents = new();
    private readonly NetSeam _seam;
    private readonly PacketLayerBase? _layer;

    private protected LiteNetManager(PacketLayerBase? extraPacketLayer, NetSeam seam)
    {
        _seam = seam;
        _layer = extraPacketLayer;
        _layerScratch = new byte[WireLimits.MaxDatagram + ExtraPacketSizeForLayer + 1];
        _cookies = new CookieMint(seam.Random);
        Pool = new PacketPool(Gate) { Capacity = PacketPoolSize };
    }

    /// <summary>Bounds that the original package does not have.</summary>
    public NetLimits Limits { get; } = new();

    /// <summary>What was dropped, by cause. Not in the original package.</summary>
    public NetDrops Drops { get; } = new();

    /// <summary>Bytes that the packet layer adds to every datagram.</summary>
    public int ExtraPacketSizeForLayer => _layer?.ExtraPacketSizeForLayer ?? 0;

    /// <summary>Packets waiting in the pool.</summary>
    public int PoolCount => Pool.Count;

    /// <summary>Time to live of IPv4 datagrams; takes effect at the next start.</summary>
    public short Ttl { get; set; } = 255;

    internal Lock Gate { get; } = new();

    internal PacketPool Pool { get; }

    internal DatagramBuilder Builder { get; } = new();

    internal TimeProvider Clock => _seam.Clock;

    /// <summary>Microseconds of the manager's own time: what updates were told has passed.</summary>
    internal long Now { get; private set; }

    internal long UtcTicks => _seam.Clock.GetUtcNow().Ticks;

    /// <summary>Channels per peer.</summary>
    internal byte ChannelCount { get; private protected set; } = 1;
}
