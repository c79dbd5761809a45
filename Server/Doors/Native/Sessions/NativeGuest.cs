using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Guards;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>
/// One native player or spectator: what they have proved, what they may do and where they are. A session outlives its connection for a
/// while, and goes on over another one when its token comes back.
/// </summary>
public sealed class NativeGuest : Guest
{
    private readonly NativeHandler _handler;

    /// <summary>Bits of its connection that the server's meter has, by cause.</summary>
    private readonly long[] _counted = new long[TrafficShares.NativeCauses.Count];

    /// <summary>Maps at once, and how many a second in the long run.</summary>
    private const int Maps = 4;
    private const double MapsPerSecond = 1 / 30.0;

    private TokenBucket _faults;
    private TokenBucket _maps = new(MapsPerSecond, Maps);
    private TokenBucket _mapPace = MapTransfer.NewPace();

    internal NativeGuest(DoorContext context, NativeHandler handler, Peer peer, uint number, NativeOptions options)
        : base(context)
    {
        _handler = handler;
        _faults = new TokenBucket(1, options.MalformedLimit);
        Peer = peer;
        Number = number;
        Meter = new TrafficMeter(options.TickRate);
    }

    /// <summary>The connection that it speaks over; a dead one while the session is <see cref="NativeState.Away"/>.</summary>
    public Peer Peer { get; internal set; }

    /// <summary>Never 0 and never that of another living session.</summary>
    public uint Number { get; }

    public NativeState State
    {
        get;
        internal set
        {
            var wasConnected = IsConnected;
            field = value;
            if (IsConnected == wasConnected)
                return;
            _handler.Connections.All += IsConnected ? 1 : -1;
            IsSilent = false;
        }
    }

    public override string Address => Peer.Address;

    public override IPAddress? Source => Peer.Source;

    public override int RoundTripMilliseconds => Peer.RoundTripMilliseconds;

    public TrafficMeter Meter { get; }

    public override PeerTraffic Traffic => Peer.Traffic;

    public override bool IsAway => State == NativeState.Away;

    /// <summary>Whether it counts as a connection.</summary>
    internal bool IsConnected => State is not (NativeState.Closed or NativeState.Away);

    /// <summary>Whether its connection had fallen silent when the door last looked; never of a session without one.</summary>
    internal bool IsSilent
    {
        get;
        set
        {
            if (field == value)
                return;
            field = value;
            _handler.Connections.Silent += value ? 1 : -1;
        }
    }

    /// <summary>Since when it has been away; only of a session that is.</summary>
    public TimeSpan AwaySince { get; internal set; }

    /// <summary>Failed tries to authenticate.</summary>
    public int Failures { get; internal set; }

    /// <summary>The account that it is proving to own; null when it proves none.</summary>
    internal PasswordProof? Proof { get; set; }

    /// <summary>What its snapshots have cost over this connection; null before it is in a room.</summary>
    internal SnapshotMeter? Snapshots { get; private set; }

    /// <summary>Who writes its snapshots; null before it is in a room.</summary>
    internal SnapshotEncoder? Encoder { get; set; }

    /// <summary>What may be sent over this connection; null before it is in a room.</summary>
    internal SendBudget? Budget { get; set; }

    public override void ShareTraffic(TrafficShares shares)
    {
        Span<long> causes = stackalloc long[TrafficShares.NativeCauses.Count];
        ReadTraffic(causes);
        for (var cause = 0; cause < causes.Length; cause++)
            shares.AddCause(TrafficShares.NativeCauses[cause], causes[cause]);
        Snapshots?.ShareComponents(shares);
    }

    public override Tick CopyHeld(List<EntityId> held)
    {
        Encoder?.CopyHeld(held);
        return Encoder?.Acknowledged ?? default;
    }

    /// <summary>Adds what its connection's bits were spent on, by number.</summary>
    /// <inheritdoc cref="SnapshotMeter.Add"/>
    internal void AddTraffic(Span<long> causes, Span<long> components)
    {
        if (Snapshots is { } snapshots)
            snapshots.Add(Traffic, causes, components);
        else
            SnapshotMeter.AddRest(Traffic, causes);
    }

    /// <summary>Its snapshots are counted anew: in another room, or over another connection.</summary>
    internal SnapshotMeter BeginSnapshots(SnapshotMeter meter)
    {
        CountTraffic();
        Snapshots = meter;
        ReadTraffic(_counted);
        return meter;
    }

    /// <summary>It goes on over the connection of another session, which ends.</summary>
    internal void TakeConnection(NativeGuest other)
    {
        CountTraffic();
        Peer.Owner = null;
        Peer = other.Peer;
        Peer.Owner = this;
        (Snapshots, Encoder) = (null, null);
        other._counted.CopyTo(_counted, 0);
    }

    /// <summary>Goes on in the room that took the place of its own, and nothing that was said of that one counts; false when there is no seat.</summary>
    internal bool TryEnterAnew(Room next)
    {
        if (!TryMove(next))
            return false;

        State = State == NativeState.Away ? NativeState.Away : NativeState.Entering;
        CountTraffic();
        (Snapshots, Encoder, MapTransfer) = (null, null, null);
        (AcknowledgedSnapshot, FirstSnapshot, HasNothing, SchemasSent) = (default, default, false, 0);
        ReadTraffic(_counted);
        return true;
    }

    /// <summary>Tells the server's meter what its connection's bits were spent on since the last time.</summary>
    internal void CountTraffic()
    {
        Span<long> causes = stackalloc long[_counted.Length];
        ReadTraffic(causes);
        for (var cause = 0; cause < causes.Length; cause++)
            _handler.Traffic.Add(cause, causes[cause] - _counted[cause]);
        causes.CopyTo(_counted);
    }

    private void ReadTraffic(Span<long> causes)
    {
        causes.Clear();
        AddTraffic(causes, default);
    }

    /// <summary>Whether it says that it cannot use what it got: snapshots begin anew.</summary>
    internal bool HasNothing { get; set; }

    /// <summary>The first snapshot that it said it has since snapshots last began anew.</summary>
    internal Tick FirstSnapshot { get; set; }

    /// <summary>Times that it was told what snapshots are made of.</summary>
    internal int SchemasSent { get; set; }

    /// <summary>Tries of the path that were answered.</summary>
    internal int PathProbes { get; set; }

    /// <summary>The map that is on its way to it; null when none is.</summary>
    internal MapTransfer? MapTransfer { get; set; }

    internal void Send<T>(in T message)
        where T : struct, IMessage<T>
    {
        if (IsConnected)
            Peer.Send(T.Lane, _handler.Encode(message));
    }

    /// <summary>Like the other for a message of the control lane, and <paramref name="delivery"/> says when it has arrived.</summary>
    internal void Send<T>(in T message, Delivery delivery)
        where T : struct, IMessage<T>
    {
        if (IsConnected)
            Peer.Send(_handler.Encode(message), delivery);
    }

    internal void Refuse(MessageId message, Reason reason) =>
        Send(new Refused(message, reason, ReasonText.Of(reason)));

    /// <summary>Notes a message that could not be read; false when there have been too many of them.</summary>
    internal bool ForgivesFault(TimeSpan now) => _faults.TryTake(1, now);

    /// <summary>Whether it may be sent a map, from the beginning, once more.</summary>
    internal bool MayHaveMap(TimeSpan now) => _maps.TryTake(1, now);

    /// <summary>Whether so many bytes of a map may go now.</summary>
    internal bool PaysForMap(int bytes, TimeSpan now) => Budget?.TryReserve(bytes) != false && _mapPace.TryTake(bytes, now);

    protected override void TellLine(ReadOnlySpan<char> line) =>
        Send(new ChatReceived(ChatKind.PrivateNotice, PlayerSlot.None, "", line.ToString()));

    protected override void TellRole() => Send(new RoleChanged(Role));

    protected override void Close(Reason reason, string text) =>
        Peer.Close(text == ReasonText.Of(reason) ? Farewells.Of(reason) : Farewells.Of(reason, text));

    protected override void OnLeaving(Reason reason) => _handler.Forget(this, reason);
}
