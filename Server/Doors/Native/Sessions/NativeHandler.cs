using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>
/// Hears what native clients say and decides what it means: the order of docs/protocol.md, one message at a time. Nothing
/// here trusts a byte, and nothing that is refused has an effect but a counter.
/// </summary>
public sealed class NativeHandler
{
    /// <summary>
    /// Silence after which a connection may be the ghost of one that its player has closed: clients of ours speak every tick, and any client of
    /// the carrier once a second.
    /// </summary>
    internal static readonly TimeSpan GhostSilence = TimeSpan.FromSeconds(2);

    private readonly NativeOptions _options;
    private readonly ServerClock _clock;
    private readonly ServerMetrics _metrics;
    private readonly DoorContext _context;
    private readonly SessionNumbers _numbers;
    private readonly ILogger _logger;
    private readonly PacketBuffer _buffer = new();
    private readonly Handshake _handshake;
    private readonly AccountLogin _logins;
    private readonly NativeRoomHandler _inRoom;
    private int _named;

    public NativeHandler(NativeOptions options, DoorContext context, ILogger logger, AccountClient? accounts = null)
    {
        _options = options;
        _clock = context.Clock;
        _metrics = context.Metrics;
        _context = context;
        _numbers = new SessionNumbers(options.FirstSessionNumber);
        _logger = logger;
        Resumable = new ResumeTokens(options.NewResumeToken);
        _handshake = new Handshake(this, options, context.Admission.Guesses, context.Names, context.Rooms);
        _logins = new AccountLogin(this, _handshake, accounts);
        _inRoom = new NativeRoomHandler(this, context.Metrics, context.Operators);
        Maps = new MapSender(context.Clock);
        Traffic = new TrafficCount(context.Metrics.Meter);
    }

    /// <summary>Of all its sessions.</summary>
    internal ConnectionCount Connections { get; } = new();

    /// <summary>What was sent to all of them.</summary>
    internal TrafficCount Traffic { get; }

    /// <summary>The tokens that are out.</summary>
    internal ResumeTokens Resumable { get; }

    /// <summary>The maps that are on their way.</summary>
    internal MapSender Maps { get; }

    /// <summary>Whether as many have a session as may, those who are away included: only who comes back for one makes no new one.</summary>
    internal bool IsFull => _named >= _options.ConnectionLimit;

    public NativeGuest Greet(Peer peer)
    {
        var session = new NativeGuest(_context, this, peer, _numbers.Take(), _options);
        peer.Owner = session;
        Connections.All++;
        return session;
    }

    /// <summary>Sessions that proved an account, or did not, hear so.</summary>
    public void TakeLogins() => _logins.TakeAnswers();

    /// <summary>One message of a living session, any bytes.</summary>
    public void Hear(NativeGuest session, Lane lane, ReadOnlyMemory<byte> message)
    {
        if (!session.IsConnected)
            return;

        if (!session.Meter.TryPass(message.Length, _clock.Now))
        {
            _metrics.CountDrop(DropCause.Rate);
            if (session.Meter.IsFlood)
                session.Drop(Reason.Rate);

            return;
        }

        var fault = MessageCodec.TryPeekId(message.Span, Side.Client, lane, out var id);
        if (fault != ReadFault.None)
        {
            Count(session, fault);
            return;
        }

        var refusal = SessionOrder.Judge(session.State, id);
        if (refusal == Reason.None)
        {
            Obey(session, id, message);
        }
        else if (id == MessageId.Input)
        {
            _metrics.CountDrop(DropCause.InputBeforeEntering);
        }
        else
        {
            _metrics.CountDrop(DropCause.OutOfOrder);
            session.Refuse(id, refusal);
        }
    }

    /// <summary>Ends what has lasted too long: connections that prove nothing, and those that take nothing in.</summary>
    public void Watch(NativeGuest session)
    {
        if (session.State == NativeState.Connected
            && _clock.Now - session.ConnectedAt > TimeSpan.FromSeconds(_options.AuthenticationSeconds))
        {
            _metrics.CountDrop(DropCause.Timeout);
            session.Drop(Reason.Timeout);
        }
        else if (session.State == NativeState.Away)
        {
            if (_clock.Now - session.AwaySince > TimeSpan.FromSeconds(Limits.ResumeSeconds))
                session.Leave(Reason.ConnectionLost);
        }
        else if (IsTurnOf(session) && session.Peer.Unacknowledged > _options.UnacknowledgedLimit)
        {
            _metrics.CountDrop(DropCause.QueueFull);
            session.Drop(Reason.ConnectionLost);
        }
    }

    /// <summary>
    /// The connection is gone. A session that has a name waits for its player, unless the player said goodbye.
    /// </summary>
    public void Lose(NativeGuest session, Reason reason)
    {
        if (!session.IsConnected)
            return;

        if (reason != Reason.ConnectionLost || session.State == NativeState.Connected)
        {
            session.Leave(reason);
            return;
        }

        session.State = NativeState.Away;
        session.AwaySince = _clock.Now;
        SessionLog.Lost(_logger, session.Number, session.Name, Limits.ResumeSeconds);
    }

    /// <summary>The session goes on over the connection of <paramref name="greeting"/>, which was made for it and ends.</summary>
    internal void Continue(NativeGuest session, NativeGuest greeting)
    {
        if (session.State != NativeState.Away)
            session.Peer.Close(Farewells.Of(Reason.Resumed));

        session.TakeConnection(greeting);
        session.IsSilent = false;
        session.PathProbes = greeting.PathProbes;
        session.AcknowledgedSnapshot = default;
        session.Seat?.Inputs.DropWaiting();
        session.State = session.Room is null ? NativeState.Authenticated : NativeState.Entering;
        greeting.Leave(Reason.Resumed);
        SessionLog.Resumed(_logger, session.Number, session.Name, session.Address);
    }

    /// <summary>The session is over: its number is free, its token gives nothing.</summary>
    internal void Forget(NativeGuest session, Reason reason)
    {
        if (session.Name.Length != 0)
        {
            // Nothing is logged of those who never had a name: a flood of connections is no flood of lines.
            SessionLog.Ended(_logger, session.Number, session.Name, reason);
            _named--;
        }

        Resumable.Forget(session);
        _numbers.Return(session.Number);
        session.State = NativeState.Closed;
    }

    internal ReadOnlySpan<byte> Encode<T>(in T message)
        where T : struct, IMessage<T>
    {
        MessageCodec.Encode(message, _buffer);
        return _buffer.Span;
    }

    internal void CountBadToken() => _metrics.CountDrop(DropCause.BadToken);

    /// <summary>The session has a name from now on.</summary>
    internal void LogIn(NativeGuest session)
    {
        _named++;
        SessionLog.Authenticated(_logger, session.Number, session.Name, session.Address, session.Role);
    }

    /// <summary>Reads a message whose id is known; a fault is counted and costs the session its patience.</summary>
    internal bool TryRead<T>(NativeGuest session, ReadOnlyMemory<byte> packet, out T message)
        where T : struct, IMessage<T>
    {
        var fault = MessageCodec.TryDecode(packet, out message);
        if (fault != ReadFault.None)
            Count(session, fault);

        return fault == ReadFault.None;
    }

    internal void CountRate() => _metrics.CountDrop(DropCause.Rate);

    internal void Count(NativeGuest session, ReadFault fault)
    {
        _metrics.CountDrop(DropCauses.Of(fault));
        if (!session.ForgivesFault(_clock.Now))
            session.Drop(Reason.MalformedTraffic);
    }

    /// <summary>About once per second, a few sessions in each tick.</summary>
    private bool IsTurnOf(NativeGuest session) => (_clock.Ticks + session.Number) % _options.TickRate == 0;

    private void Obey(NativeGuest session, MessageId id, ReadOnlyMemory<byte> packet)
    {
        switch (id)
        {
            case MessageId.Input:
                _inRoom.TakeInput(session, packet);
                break;
            case MessageId.RequestSchema:
                _inRoom.TellSchema(session, packet);
                break;
            case MessageId.ActionRequest:
                _inRoom.Act(session, packet);
                break;
            case MessageId.ChatSend:
                _inRoom.Chat(session, packet);
                break;
            case MessageId.OperatorLine:
                _inRoom.Order(session, packet);
                break;
            case MessageId.RequestMap:
                _inRoom.SendMap(session, packet, _clock.Now);
                break;
            case MessageId.PathProbe:
                _handshake.TryPath(session, packet);
                break;
            case MessageId.PathFound:
                _handshake.SetPath(session, packet);
                break;
            case MessageId.RequestAuth:
                _handshake.Authenticate(session, packet, _logins);
                break;
            case MessageId.AuthProof:
                _logins.Prove(session, packet);
                break;
            case MessageId.RequestRooms:
                _handshake.ListRooms(session, packet);
                break;
            case MessageId.RequestEnter:
                _handshake.Enter(session, packet);
                break;
            case MessageId.Leave:
                _handshake.Leave(session, packet);
                break;
            default:
                break;
        }
    }
}
