using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Replication;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Server.Doors.Native;

/// <summary>
/// The door for clients that speak the native wire, over one or more carriers: carriers hand over messages, the
/// <see cref="NativeHandler"/> judges them, a feed per room tells what happens there.
/// </summary>
public sealed class NativeDoor : IDoor, IPeerListener
{
    /// <summary>From one look at what bits were spent on, for the meter, to the next.</summary>
    private const int TicksPerCount = 16;

    private readonly ICarrier[] _carriers;
    private readonly NativeOptions _options;
    private readonly NativeHandler _handler;
    private readonly RoomTable _rooms;
    private readonly ServerClock _clock;
    private readonly ServerMetrics _metrics;
    private readonly List<NativeGuest> _sessions = [];
    private readonly List<NativeGuest> _entering = [];
    private readonly List<NativeFeed> _feeds = [];
    private readonly RoomMenu _menu;
    private bool _isStopping;

    /// <param name="carriers">Disposed of with the door.</param>
    /// <param name="options">What sessions may cost.</param>
    /// <param name="context">What it shares with the other doors.</param>
    /// <param name="log">Is told who comes and goes.</param>
    /// <param name="accounts">Of this door alone; null where there are none.</param>
    public NativeDoor(IReadOnlyList<ICarrier> carriers, NativeOptions options, DoorContext context, ILogger? log = null, AccountClient? accounts = null)
    {
        _carriers = [.. carriers];
        _options = options;
        _handler = new NativeHandler(options, context, log ?? NullLogger.Instance, accounts);
        _rooms = context.Rooms;
        _menu = new RoomMenu(context.Rooms);
        _clock = context.Clock;
        _metrics = context.Metrics;
    }

    public string Label => string.Join(' ', _carriers.Select(static carrier => carrier.Label));

    public int SessionCount => _sessions.Count;

    public IReadOnlyList<NativeGuest> Sessions => _sessions;

    public bool IsDrained => _sessions.Count == 0 && Array.TrueForAll(_carriers, static carrier => carrier.PeerCount == 0);

    public bool IsFlooded => Array.Exists(_carriers, static carrier => carrier.IsFlooded);

    /// <summary>What was built up as sessions changed.</summary>
    internal ConnectionCount Connections => _handler.Connections;

    /// <summary>Clients of this wire connect anew for another room.</summary>
    public void Leave(Room room)
    {
        SendRest();
        foreach (var session in _sessions)
        {
            if (session.Room == room)
                session.Drop(Reason.NoSuchRoom, "the room has closed");
        }

        _feeds.RemoveAll(feed => feed.Room == room);
    }

    /// <summary>Sessions enter the new room as they entered the old one: with <c>Entered</c>, and everything anew.</summary>
    public void Move(Room room, Room next)
    {
        foreach (var session in _sessions)
        {
            if (session.Room != room)
                continue;

            if (!session.TryEnterAnew(next))
                session.Drop(Reason.RoomFull);
            else if (session.State == NativeState.Entering && !_entering.Contains(session))
                _entering.Add(session);
        }

        var index = _feeds.FindIndex(feed => feed.Room == room);
        if (index >= 0)
            _feeds[index] = new NativeFeed(next, index, _metrics);
    }

    public void ReceiveEarly()
    {
        foreach (var carrier in _carriers)
            carrier.ReceiveEarly(this);
    }

    public void Receive(TimeSpan elapsed)
    {
        foreach (var carrier in _carriers)
            carrier.Receive(elapsed, this);
    }

    public void Settle()
    {
        _handler.TakeLogins();
        var counts = _clock.Ticks % TicksPerCount == 0;
        foreach (var session in _sessions)
        {
            _handler.Watch(session);
            session.IsSilent = session.IsConnected && session.Peer.SilentFor > NativeHandler.GhostSilence;

            // A connection that has another owner by now is counted with that one.
            if ((counts || session.State == NativeState.Closed) && session.Peer.Owner == session)
                session.CountTraffic();
        }

        _sessions.RemoveAll(static session => session.State == NativeState.Closed);
    }

    /// <summary>Commands name their tick, and were offered as they came.</summary>
    public void Offer()
    {
    }

    public void Encode(Room room) => FeedOf(room)?.Encode(_clock.Ticks, _clock.IsBehind);

    public void Tell()
    {
        while (_feeds.Count < _rooms.All.Count)
            _feeds.Add(new NativeFeed(_rooms.All[_feeds.Count], _feeds.Count, _metrics));

        foreach (var session in _entering)
            FeedOf(session.Room)?.Expect(session);

        _entering.Clear();
        foreach (var feed in _feeds)
            feed.Replicate(_clock.Ticks, _clock.IsBehind);
        _handler.Maps.Send();
        if (_menu.HasChanged())
            TellRooms();
    }

    public void Flush(TimeSpan elapsed)
    {
        foreach (var carrier in _carriers)
            carrier.Update(elapsed);
    }

    public void BeginStop()
    {
        _isStopping = true;
        SendRest();
        foreach (var session in _sessions)
            session.Drop(Reason.ServerStopping);

        _sessions.Clear();
    }

    public void Dispose()
    {
        foreach (var carrier in _carriers)
            carrier.Dispose();
    }

    /// <summary>Connections are about to be closed, and a carrier forgets what it has not sent by then.</summary>
    private void SendRest()
    {
        foreach (var feed in _feeds)
            feed.SendRest();
        Flush(TimeSpan.Zero);
    }

    Reason IPeerListener.Judge(string connectKey)
    {
        var refusal = connectKey == Limits.ConnectKey ? JudgeLoad()
            : Limits.TryGetVersion(connectKey, out _) ? Reason.WrongVersion
            : Reason.WrongProtocol;
        if (refusal != Reason.None)
            _metrics.CountDrop(DropCause.Refused);

        return refusal;
    }

    /// <summary>
    /// Whoever comes back for a session needs a connection beside the one before it, which may not be known to be lost yet. So silent
    /// connections do not count here, nor do sessions without one; the handler sends away whoever then wants a session that is one too many.
    /// </summary>
    private Reason JudgeLoad() =>
        _isStopping ? Reason.ServerStopping
        : _handler.Connections.All - _handler.Connections.Silent >= _options.ConnectionLimit
            || _handler.Connections.All >= _options.ConnectionLimit * 2 ? Reason.ServerFull
        : Reason.None;

    void IPeerListener.OnConnected(Peer peer)
    {
        var session = _handler.Greet(peer);
        _sessions.Add(session);
        session.LeavesBanned();
    }

    void IPeerListener.OnMessage(Peer peer, Lane lane, ReadOnlyMemory<byte> message)
    {
        if (peer.Owner is not NativeGuest session)
            return;

        var before = session.State;
        _handler.Hear(session, lane, message);

        // A session that was given back has another owner now than the one that asked for it.
        if (peer.Owner is NativeGuest owner && owner.State == NativeState.Entering && (before != NativeState.Entering || owner != session))
            _entering.Add(owner);
    }

    void IPeerListener.OnDisconnected(Peer peer, Reason reason)
    {
        if (peer.Owner is NativeGuest session)
            _handler.Lose(session, reason);
    }

    /// <summary>Who is still choosing a room sees at once what there is now.</summary>
    private void TellRooms()
    {
        var list = RoomMenu.ListOf(_rooms);
        foreach (var session in _sessions)
        {
            if (session.State == NativeState.Authenticated)
                session.Send(in list);
        }
    }

    private NativeFeed? FeedOf(Room? room)
    {
        foreach (var feed in _feeds)
        {
            if (feed.Room == room)
                return feed;
        }

        return null;
    }
}
