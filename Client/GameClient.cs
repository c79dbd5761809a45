using Ecs.Client.Inputs;
using Ecs.Client.Snapshots;
using Ecs.Client.Timing;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Client;

/// <summary>
/// A player without graphics: connects, enters a room, sends one command per tick and keeps the newest view of the world.
/// It has no thread of its own: call <see cref="Update"/> as often as frames are drawn, and take from the queues what came.
/// Warm, it allocates only for texts. One client is one session, which outlives its connection.
/// </summary>
public sealed partial class GameClient : IPlayerView, IDisposable
{
    /// <summary>Longer than so much between two updates is not believed: the program stood still, not the server.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    /// <summary>Commands made up for in one update after a hitch; what is older would come too late anyway.</summary>
    private const int LongestCatchUp = 8;

    /// <summary>After so long a spectator says again what it has.</summary>
    private static readonly TimeSpan SaidAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>Of a datagram with a text in it: the transport's head, the array, the id and the text's length.</summary>
    private const int BytesBesideText = 4 + 1 + 1 + 3;

    /// <summary>A living connection carries pings once a second.</summary>
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(2);

    private readonly IClientTransport _transport;
    private readonly ClientOptions _options;
    private readonly TimeProvider _time;
    private readonly PacketBuffer _packet = new();
    private readonly PathMeter _path = new();
    private readonly InputSender _inputs = new();
    private readonly SnapshotReceiver _snapshots = new();
    private readonly MapReceiver _map = new();
    private readonly Reconnector _reconnector;
    private (string Room, PlayerRole Role, string Password)? _wish;
    private PasswordLogin? _login;
    private Buttons _pressed;
    private TimeSpan _waited;
    private int _jumps;
    private Tick _acknowledged;
    private TimeSpan _sinceAcknowledged;
    private TimeSpan _sinceSnapshot;
    private long _snapshotsSeen;
    private long _lastUpdate;

    /// <param name="transport">Used by this client alone, which disposes it.</param>
    /// <param name="options">Who connects.</param>
    /// <param name="time">Only its monotonic timestamps are read.</param>
    public GameClient(IClientTransport transport, ClientOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _transport = transport;
        _options = options;
        _time = time;
        _reconnector = new Reconnector(options.Chance);
        _listener = new(this);
    }

    public ClientState State { get; private set; }

    /// <summary>Why the client has ended; none before.</summary>
    public Reason EndReason { get; private set; }

    /// <summary>What the server said about the end; may be empty.</summary>
    public string EndText { get; private set; } = "";

    /// <summary>The name as the server cleaned it, from authentication on.</summary>
    public string Name { get; private set; } = "";

    public PlayerRole Role { get; private set; }

    /// <summary>Whether <see cref="Name"/> is that of an account, which this client has proved to be its own.</summary>
    public bool IsRegistered { get; private set; }

    /// <summary>The room as entered; default before.</summary>
    public Entered Room { get; private set; }

    public PlayerSlot Slot { get; private set; } = PlayerSlot.None;

    /// <summary>The map of the room, after <see cref="RequestMap"/>: the very one that <see cref="Room"/> names by its hash. Null before.</summary>
    public Map? ReceivedMap { get; private set; }

    public bool IsInRoom => State is ClientState.Playing or ClientState.Spectating;

    public Roster Roster { get; } = new();

    /// <summary>What the own avatar carries.</summary>
    public Belongings Belongings { get; } = new();

    public ClientFigures Figures { get; } = new();

    public DropOldestQueue<ChatReceived> Chat { get; } = new(64);

    public DropOldestQueue<TickEvent> Events { get; } = new(512);

    /// <summary>What the server refused, failures to authenticate included.</summary>
    public DropOldestQueue<Refused> Refusals { get; } = new(32);

    public DropOldestQueue<string> OperatorAnswers { get; } = new(32);

    /// <summary>Each time that the session went on after its connection was lost.</summary>
    public DropOldestQueue<Absence> Absences { get; } = new(8);

    /// <summary>What gives the session back, also to another program; null before there is one. It changes with every use.</summary>
    public ResumeToken? ResumeToken { get; private set; }

    /// <summary>What the server last told its operators; the lists in it are the three below.</summary>
    public Diagnostics Diagnostics { get; private set; }

    /// <summary>The players of <see cref="Diagnostics"/>.</summary>
    public ReadOnlySpan<DiagnosticsPlayer> DiagnosticsPeople => _people.AsSpan(0, _peopleCount);

    /// <summary>Bits by cause of <see cref="Diagnostics"/>.</summary>
    public ReadOnlySpan<ulong> DiagnosticsCauses => _causes.AsSpan(0, _causesCount);

    /// <summary>Bits of those by component, as <see cref="Components"/> names them.</summary>
    public ReadOnlySpan<ulong> DiagnosticsComponents => _components.AsSpan(0, _componentsCount);

    /// <summary>Grows with every <see cref="Diagnostics"/>; 0 before the first.</summary>
    public int DiagnosticsCount { get; private set; }

    /// <summary>
    /// The answer to the last <see cref="RequestRooms"/>, or what the server said since: who is in no room hears when one opens, closes or changes its map.
    /// </summary>
    public IReadOnlyList<RoomEntry> Rooms { get; private set; } = [];

    /// <summary>
    /// The world by the newest snapshot. Where no other comes because nothing happens but what it foretells, the view goes on by that, for
    /// half a second at most. Another object takes its place each time.
    /// </summary>
    public WorldView View => _snapshots.View;

    /// <summary>The same by components and fields, as the server's game names them. Another object takes its place with the next one.</summary>
    public ReplicaPicture Picture => _snapshots.Picture;

    /// <summary>What <see cref="Picture"/> has of each kind of entity; null as long as the server has not said.</summary>
    public ReplicaSchema? Schema => _snapshots.Codes?.Schema;

    /// <summary>The components of <see cref="Schema"/>, in the order in which it first names them; none as long as the server has not said.</summary>
    public IReadOnlyList<string> Components => _snapshots.Codes?.Components ?? [];

    /// <summary>Bits that each of <see cref="Components"/> took in snapshots so far, in this room and over this connection.</summary>
    public ReadOnlySpan<long> ComponentBits => _snapshots.ComponentBits;

    /// <summary>What the newest snapshot says to this client alone.</summary>
    public SnapshotHeader Snapshot => _snapshots.Header;

    /// <summary>Null outside a room and for spectators.</summary>
    public ClientClock? Clock { get; private set; }

    /// <summary>The tick of the newest command; default before the first.</summary>
    public Tick CommandTick { get; private set; }

    /// <summary>Sent with every tick until it changes; not used while a <see cref="Pilot"/> decides.</summary>
    public PlayerIntent Intent { get; set; }

    public IPilot? Pilot { get; set; }

    /// <summary>Begins to connect. Does nothing a second time.</summary>
    public void Connect()
    {
        if (State == ClientState.Disconnected)
        {
            State = ClientState.Connecting;
            ResumeToken = _options.Resume;
            _lastUpdate = _time.GetTimestamp();
            _transport.Connect();
        }
    }

    /// <summary>Receives, lets time pass and sends. Never blocks.</summary>
    public void Update()
    {
        if (State == ClientState.Disconnected)
            return;

        // Time first: what arrives is measured against now.
        var elapsed = Elapse();
        _waited += elapsed;
        Clock?.Advance(elapsed);
        AdvanceOthers(elapsed);
        _transport.Receive(_listener);
        Foretell(elapsed);
        ProvePassword();
        WatchHandshake();
        MeasurePath(elapsed);
        WatchReturn(elapsed);
        if (Clock is { } clock)
            SendDueCommands(clock);
        else
            AcknowledgeWatched(elapsed);

        _transport.Update(elapsed);
    }

    /// <summary>Asks again after a failure, or for the first time when the options' name will not do.</summary>
    public bool Authenticate(string name, string token)
    {
        if (State != ClientState.Connected)
            return false;

        _login = null;
        Send(new RequestAuth(Limits.Version, name, token));
        Await(ClientState.Authenticating);
        return true;
    }

    /// <summary>Asks again, or for the first time, as the owner of an account. The password is proved and not sent.</summary>
    public bool LogIn(string name, string password)
    {
        if (State != ClientState.Connected)
            return false;

        BeginLogin(name, password);
        return true;
    }

    /// <summary>Asks for a room: its name or a mode's, empty for the default one. False when not in a state to ask.</summary>
    /// <param name="room">As <see cref="ClientOptions.Room"/>.</param>
    /// <param name="role">As <see cref="ClientOptions.Role"/>.</param>
    /// <param name="password">Of a room that is locked.</param>
    public bool Enter(string room, PlayerRole role, string password = "")
    {
        if (State != ClientState.Authenticated)
            return false;

        _wish = (room, role, password);
        Send(new RequestEnter(room, role, password));
        Await(ClientState.Entering);
        return true;
    }

    /// <summary>The list arrives in <see cref="Rooms"/>.</summary>
    public bool RequestRooms() => State >= ClientState.Authenticated && TrySend(new RequestRooms());

    /// <summary>
    /// The room's map comes in <see cref="ReceivedMap"/>, within seconds; a connection that is lost meanwhile is no reason to ask again.
    /// False outside a room, and while it is on its way or there. A server that does not tell it says so in <see cref="Refusals"/>.
    /// </summary>
    public bool RequestMap()
    {
        if (!IsInRoom || _map.IsReceiving || ReceivedMap is not null)
            return false;

        _map.Begin(Room.MapHash);
        return TrySend(new RequestMap(Room.MapHash));
    }

    /// <summary>A text that is longer than the path's datagrams is cut: clients send no message in parts.</summary>
    public bool Say(string text) => IsInRoom && TrySend(new ChatSend(FitToPath(text)));

    public bool Act(PlayerAction action) => State == ClientState.Playing && TrySend(new ActionRequest(action));

    public bool SendOperatorLine(string line) => IsInRoom && TrySend(new OperatorLine(FitToPath(line)));

    /// <summary>Holds buttons down for exactly one command, however short the press was.</summary>
    public void Press(Buttons buttons) => _pressed |= buttons;

    /// <summary>Says goodbye; the client ends when the server has answered, or when it is disposed.</summary>
    public void Leave()
    {
        if (State >= ClientState.Authenticated)
        {
            TrySend(new Leave());
        }
        else if (State is not ClientState.Disconnected)
        {
            // While the connection is lost too: nobody is there to answer.
            End(Reason.Left, "");
        }
    }

    /// <summary>Ends the connection if there is one and lets the transport go.</summary>
    public void Dispose()
    {
        End(Reason.Left, "");
        _transport.Dispose();
    }

    /// <summary>Time since the last update: never negative, never more than a second.</summary>
    private TimeSpan Elapse()
    {
        var now = _time.GetTimestamp();
        var elapsed = _time.GetElapsedTime(_lastUpdate, now);
        _lastUpdate = now;
        if (elapsed.TotalMilliseconds > Limits.SilenceMilliseconds)
            LeaveLostConnection();
        return elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed > LongestStep ? LongestStep : elapsed;
    }

    /// <summary>Who watches has no commands to say with them what it has: once for each snapshot, and now and then again, because it may be lost.</summary>
    private void AcknowledgeWatched(TimeSpan elapsed)
    {
        _sinceAcknowledged += elapsed;
        if (State != ClientState.Spectating || (_snapshots.Newest == _acknowledged && _sinceAcknowledged < SaidAgain))
            return;

        (_acknowledged, _sinceAcknowledged) = (_snapshots.Newest, TimeSpan.Zero);
        Send(_inputs.Acknowledge(_acknowledged));
    }

    /// <summary>Half an interval after a snapshot would have come, it was none. A view goes on for no longer than a server may be silent.</summary>
    private void Foretell(TimeSpan elapsed)
    {
        if (!IsInRoom || Snapshot.Tick == default)
            return;

        _sinceSnapshot = Figures.Snapshots == _snapshotsSeen ? _sinceSnapshot + elapsed : TimeSpan.Zero;
        _snapshotsSeen = Figures.Snapshots;
        var ticks = (_sinceSnapshot.TotalSeconds * Room.TickRate) - (Room.SnapshotDivisor / 2.0);
        var ahead = (int)Math.Clamp(ticks / Room.SnapshotDivisor, 0, Room.TickRate) * Room.SnapshotDivisor;
        if (ahead > 0 && ahead <= Math.Max(Limits.LongestPause, (int)Room.SnapshotDivisor))
            _snapshots.Foretell(Snapshot.Tick + ahead);
    }

    private void SendDueCommands(ClientClock clock)
    {
        if (clock.Jumps != _jumps)
            FollowJump(clock);

        var behind = clock.Due.Since(CommandTick);
        if (behind <= 0)
            return;

        // After a long hitch the ticks between are given up.
        var tick = behind > LongestCatchUp ? clock.Due : CommandTick.Next;
        for (; !tick.IsNewerThan(clock.Due); tick = tick.Next)
            Command(clock, tick);

        if (_inputs.TryPack(_snapshots.Newest, out var input))
            Send(in input);
    }

    /// <summary>
    /// Goes on where the clock is now. Ticks that the server has a command for are not sent again; those beyond its buffer
    /// were dropped there and are.
    /// </summary>
    private void FollowJump(ClientClock clock)
    {
        _jumps = clock.Jumps;
        _inputs.Clear();
        var before = clock.Due + -1;
        CommandTick = Snapshot.Confirmed.IsNewerThan(before) ? Snapshot.Confirmed : before;
    }

    private void Command(ClientClock clock, Tick tick)
    {
        var intent = Pilot is { } pilot ? pilot.Decide(this, tick) : Intent;
        var command = WithSeenAge((intent with { Buttons = intent.Buttons | _pressed }).At(tick));
        _pressed = Buttons.None;
        Predict(ref command);
        _inputs.Add(in command);
        clock.Sent(tick);
        CommandTick = tick;
        Figures.Commands++;
    }

    private string FitToPath(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[..TextCut.Fit(text, text.Length, _transport.PathBytes - BytesBesideText).Length];
    }

    private void MeasurePath(TimeSpan elapsed)
    {
        if (!_path.IsMeasuring || State == ClientState.Ended)
            return;

        foreach (var bytes in _path.Advance(elapsed))
            Send(new PathProbe(bytes));
        if (!_path.IsOver)
            return;

        if (_path.Found == 0 && _transport.SilentFor > LongestQuiet)
        {
            // Nothing comes at all: that is no narrow path but a lost one, as the transport will say, or one that is back in a moment.
            _path.Start();
            return;
        }

        _path.Stop();
        if (_path.Found == 0)
        {
            End(Reason.NarrowPath, "");
        }
        else
        {
            _transport.PathBytes = _path.Found;
            Send(new PathFound((ushort)_path.Found));
        }
    }

    private void BeginLogin(string name, string password)
    {
        _login = new(name, password);
        Send(new RequestAuth(Limits.Version, name, _login.Token));
        Await(ClientState.Authenticating);
    }

    private void ProvePassword()
    {
        if (_login is null || State != ClientState.Authenticating || !_login.TryTakeProof(out var proof))
            return;

        Send(in proof);
        Await(ClientState.Authenticating);
    }

    private void Await(ClientState state)
    {
        State = state;
        _waited = TimeSpan.Zero;
    }

    /// <summary>The connection is lost; the session, if there is one, may not be.</summary>
    private void LoseConnection(Reason reason, string text)
    {
        if (State == ClientState.Ended)
            return;

        if (!_options.Resumes || ResumeToken is null || (State < ClientState.Authenticated && !_reconnector.IsAway))
        {
            End(reason, text);
            return;
        }

        _reconnector.Lose(reason, text);
        _path.Stop();
        EndPrediction();
        Clock = null;
        State = ClientState.Returning;
    }

    /// <summary>
    /// The program stood still for longer than a server listens in vain: the connection is gone, though the transport, which stood still as
    /// well, has not noticed. Whoever has no session to go back to waits and sees.
    /// </summary>
    private void LeaveLostConnection()
    {
        if (State >= ClientState.Authenticated && _options.Resumes && ResumeToken is not null)
            LoseConnection(Reason.ConnectionLost, "");
    }

    private void WatchReturn(TimeSpan elapsed)
    {
        switch (_reconnector.Wait(elapsed))
        {
            case ReturnStep.Connect:
                _transport.Connect();
                break;
            case ReturnStep.GiveUp:
                End(_reconnector.Reason, _reconnector.Text);
                break;
            default:
                break;
        }
    }

    private void WatchHandshake()
    {
        if (State is ClientState.Authenticating or ClientState.Entering
            && _waited.TotalMilliseconds > _options.HandshakeTimeoutMilliseconds)
        {
            // The connection stands, or the transport would have said so: to ask again helps only on the way back.
            if (_reconnector.IsAway)
                LoseConnection(Reason.Timeout, "");
            else
                End(Reason.Timeout, "");
        }
    }

    private bool TrySend<T>(in T message)
        where T : struct, IMessage<T>
    {
        if (State == ClientState.Ended)
            return false;

        Send(in message);
        return true;
    }

    private void Send<T>(in T message)
        where T : struct, IMessage<T>
    {
        Figures.BytesSent += MessageCodec.Encode(in message, _packet);
        _transport.Send(T.Lane, _packet.Span);
    }

    private void End(Reason reason, string text)
    {
        if (State == ClientState.Ended)
            return;

        _reconnector.Stop();
        State = ClientState.Ended;
        EndReason = reason;
        EndText = text;
        EndPrediction();
        Clock = null;
        _transport.Close(reason);
    }
}
