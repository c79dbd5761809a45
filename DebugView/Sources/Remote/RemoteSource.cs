using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Commands;
using Ecs.DebugView.Model.Play;
using Ecs.DebugView.Model.Space;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Simulation;
using Ecs.Simulation.Maps;

namespace Ecs.DebugView.Sources.Remote;

/// <summary>
/// A server elsewhere, watched as a spectator, or as an operator with a token. Who never gets in ends with the reason; a
/// connection that is lost later leaves the last moment on the screen and is tried anew.
/// </summary>
public sealed class RemoteSource : IFrameSource
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    private readonly string _server;
    private readonly GameTable _games;
    private readonly Func<GameClient> _dial;
    private readonly TimeProvider _time;
    private readonly StopRequest _stop;
    private readonly SnapshotFrames _frames = new();
    private GameClient _client;
    private readonly RemotePlayer? _player;
    private Frame? _ready;
    private Verdict _verdict;
    private bool _wasIn;
    private bool _isLost;
    private TimeSpan _pause = FirstPause;
    private long _lostAt;
    private int _tries;

    /// <param name="server">As the user named it.</param>
    /// <param name="games">Those that this program knows.</param>
    /// <param name="dial">Makes a client that has not connected yet.</param>
    /// <param name="time">For the pauses between tries.</param>
    /// <param name="stop">Ends the window.</param>
    /// <param name="plays">Whether the clients made are players whom somebody at the window plays.</param>
    public RemoteSource(string server, GameTable games, Func<GameClient> dial, TimeProvider time, StopRequest stop, bool plays = false)
    {
        _server = server;
        _games = games;
        _dial = dial;
        _time = time;
        _stop = stop;
        Commands = new RemoteCommands(() => _client);
        _client = Dial();
        _player = plays ? new RemotePlayer(() => _client, time) : null;
    }

    public string Title => $"{_server}, {(_client.Role == PlayerRole.Operator ? "operator" : _player is null ? "spectator" : _client.Name)}";

    public WorldFacts? Facts { get; private set; }

    public string Banner => !_isLost ? (_client.IsInRoom ? "" : $"connecting to {_server}") : $"{_verdict.Text}; trying again ({_tries})";

    /// <summary>Empty, or why the window never got in.</summary>
    public string Fault => _verdict.Text ?? "";

    public FrameWishes Wishes { get; } = new();

    public bool KnowsCells => false;

    public string TrafficMissing => "net figures need an operator's --token";

    public long Missed => 0;

    public IFrameArchive? Archive => null;

    public IReadOnlyList<Mark> Marks => [];

    public ICommandLine Commands { get; }

    public IPlayed? Played => _player;

    public int RoomCount => 1;

    public int? ExitCode { get; private set; }

    /// <summary>A source that connects over UDP; null with one line of fault when there is no such host.</summary>
    public static RemoteSource? TryOpen(DnsEndPoint server, GameTable games, RemoteEntry entry, StopRequest stop, out string fault)
    {
        fault = "";
        if (!TryResolve(server, out var address))
        {
            fault = $"there is no host {server.Host}";
            return null;
        }

        // The number keeps two windows on one server apart; names are unique there.
        // Who looks on has no avatar to come back to: a new connection shows as much, and the window says at once that there is none.
        var options = new ClientOptions
        {
            Name = entry.Name ?? $"view-{Environment.ProcessId}",
            Token = entry.Token,
            Password = entry.Password,
            Room = entry.Room,
            Role = entry.Name is null ? PlayerRole.Spectator : PlayerRole.Player,
            Resumes = entry.Name is not null,
            Interpolates = entry.Name is not null,
            Games = entry.Name is null ? null : games,
        };
        var pilot = entry.HasAutopilot ? new BotPilot(games, seed: 1) : null;
        return new RemoteSource(
            $"{server.Host}:{server.Port}",
            games,
            () => new GameClient(new UdpTransport(address), options, TimeProvider.System) { Pilot = pilot },
            TimeProvider.System,
            stop,
            plays: entry.Name is not null);
    }

    public void Update()
    {
        if (_stop.IsMade)
            ExitCode = Server.Base.ExitCode.Ok;
        _client.Update();
        if (_isLost)
            TryAgain();
        if (_client.IsInRoom)
        {
            Enter();
            LearnMap();
        }
        else if (_client.Refusals.TryTake(out var refusal))
        {
            Lose(Verdict.Of(_client, refusal, _server));
        }
        else if (_client.State == ClientState.Ended && !_isLost)
        {
            Lose(Verdict.Of(_client, default, _server));
        }

        _player?.Update();
        if (_frames.TryTake(_client, out var frame))
            _ready = frame;
    }

    public bool TryRead([NotNullWhen(true)] out Frame? frame)
    {
        frame = _ready;
        return frame is not null;
    }

    public void Return() => _ready = null;

    public void Dispose() => _client.Dispose();

    private static bool TryResolve(DnsEndPoint server, [NotNullWhen(true)] out IPEndPoint? address)
    {
        address = null;
        try
        {
            var found = Dns.GetHostAddresses(server.Host);
            Array.Sort(found, static (left, right) => left.AddressFamily - right.AddressFamily);
            address = found.Length == 0 ? null : new IPEndPoint(found[0], server.Port);
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            // The name means nothing here.
        }

        return address is not null;
    }

    private GameClient Dial()
    {
        var client = _dial();
        client.Connect();
        return client;
    }

    private void Enter()
    {
        if (_isLost || !_wasIn)
            Learn(_client.Room);
        _wasIn = true;
        _isLost = false;
        _tries = 0;
        _pause = FirstPause;
    }

    /// <summary>The same room again keeps what has been seen of it. A map that is not on this machine, or another one there, is asked for.</summary>
    private void Learn(in Entered room)
    {
        var isKnown = Facts is { } known
            && (known.Room, known.Mode, known.MapName, known.TickRate) == (room.Room, room.Mode, room.Map, room.TickRate)
            && (known.Map is null || known.Map.Hash == room.MapHash);
        if (!isKnown)
        {
            var isHere = MapFiles.Load(room.Map, out var map, out _) == Server.Base.ExitCode.Ok && map!.Hash == room.MapHash;
            Facts = FactsOf(room, isHere ? map : null);
        }

        if (Facts!.Map is null && _games.Find(room.Mode) is not null)
            _client.RequestMap();
    }

    /// <summary>The map that was asked for has come.</summary>
    private void LearnMap()
    {
        if (Facts is { Map: null } && _client.ReceivedMap is { } map && map.Hash == _client.Room.MapHash)
            Facts = FactsOf(_client.Room, map);
    }

    /// <summary>Without its map, or in a game that is not known here, a room has no sizes and no walls to draw.</summary>
    private WorldFacts FactsOf(in Entered room, Map? map) => map is not null && _games.Find(room.Mode) is { } game
        ? WorldFacts.Of(room.Room, game, map, room.TickRate)
        : new WorldFacts(room.Room, room.Mode, room.Map, room.TickRate, null);

    private void Lose(Verdict verdict)
    {
        _verdict = verdict;
        if (!_wasIn || (verdict.IsFinal && !_isLost))
        {
            ExitCode = verdict.Code;
            return;
        }

        _isLost = true;
        _lostAt = _time.GetTimestamp();
    }

    private void TryAgain()
    {
        if (_client.State is not (ClientState.Ended or ClientState.Connected) || _time.GetElapsedTime(_lostAt) < _pause)
            return;
        _pause = TimeSpan.FromSeconds(Math.Min(_pause.TotalSeconds * 2, LongestPause.TotalSeconds));
        _lostAt = _time.GetTimestamp();
        _tries++;
        _client.Dispose();
        _frames.Restart();
        _client = Dial();
    }
}
