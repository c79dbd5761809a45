using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing.Games;

namespace Ecs.Tests.Faults;

/// <summary>
/// Somebody who wants to play, through one connection after another: a bot steers, now and then there is a line of chat or a
/// rare act, and whatever ends the connection, a new one is tried.
/// </summary>
internal sealed class FaultClient(FaultRun run, int number, bool watches)
{
    private const int RetryTicks = 45;

    private readonly Random _random = new((run.Plan.Seed * 31) + number);
    private readonly Dictionary<string, int> _lastLine = [];
    private int _lines;
    private int _nextTry;
    private Tick _shown;
    private long _malformed;
    private long _baseless;
    private EntityId _avatar;
    private bool _hasLeft;

    public string Name { get; } = $"c{number}";

    public bool Watches => watches;

    public ClientTime Time { get; } = new(run.Time);

    public MadeCommands Made { get; } = new();

    /// <summary>Null while away.</summary>
    public Connection? Connection { get; private set; }

    public GameClient? Game => Connection?.Game;

    public bool IsStalled { get; set; }

    /// <summary>Does not want to be there before this tick.</summary>
    public int AwayUntil { get; private set; }

    /// <summary>Until this tick what this client believes may be damaged, and is not judged.</summary>
    public int DamagedUntil { get; set; }

    public LineState Line { get; private set; } = LineState.Perfect;

    /// <summary>Snapshots shown on this connection and those before it.</summary>
    public long Snapshots { get; private set; }

    public void Shape(in LineState state)
    {
        if (Line != state)
        {
            Line = state;
            Connection?.Line.Shape(state);
        }
    }

    public void Turn(int tick)
    {
        if (IsStalled)
            return;

        if (Game is not { } game)
        {
            if (tick >= AwayUntil && tick >= _nextTry)
                Dial();

            return;
        }

        Connection!.Inputs.SentInThisTurn = 0;
        game.Update();
        Return(game);
        Live(game, tick);
        Drain(game);
        Look(game, tick);
        if (game.State == ClientState.Ended)
        {
            JudgeEnd(game);
            game.Dispose();
            Connection = null;
            _nextTry = tick + RetryTicks;
        }
    }

    public void Crash(int tick, int away)
    {
        AwayUntil = tick + away;
        if (Connection is { } connection)
        {
            connection.Line.Vanish();
            connection.CutAt = run.Server.Clock.Now;
            Connection = null;
        }
    }

    /// <summary>The connection is lost under a program that lives on.</summary>
    /// <param name="isTold">Whether its carrier finds out at once, and not by the silence.</param>
    public void LoseLine(bool isTold)
    {
        if (Connection is not { } connection)
            return;

        if (isTold)
            connection.Line.Fail();
        else
            connection.Line.Vanish();

        connection.CutAt ??= run.Server.Clock.Now;
    }

    public void Leave(int tick, int away)
    {
        AwayUntil = tick + away;
        if (Connection is { Game: { } game } connection && game.State >= ClientState.Authenticated)
        {
            game.Leave();
            connection.LeftAt ??= run.Server.Clock.Now;
            _hasLeft = true;
        }
    }

    private void Dial()
    {
        var line = run.Wires.NewLine(Line, number);
        Connection = new Connection(run.NextNumber(), this, line);
        var options = new ClientOptions
        {
            Name = Name,
            Role = watches ? PlayerRole.Spectator : PlayerRole.Player,
            Chance = new Random(run.Plan.Seed + number),
        };
        var game = new GameClient(new WatchedTransport(run, Connection, line.Transport, () => NextOn(line)), options, run.Mutant.TimeOf(Time));
        Connection.Game = game;
        game.Pilot = new BotPilot(LookoutMode.Table, (ulong)number);
        _shown = default;
        (_malformed, _baseless) = (0, 0);
        _avatar = default;
        _hasLeft = false;
        _lastLine.Clear();
        game.Connect();
    }

    /// <summary>The same program connects anew.</summary>
    private Connection NextOn(Line line) => Connection = new Connection(run.NextNumber(), this, line) { Game = Connection!.Game };

    /// <summary>Whoever comes back is who they were.</summary>
    private void Return(GameClient game)
    {
        while (game.Absences.TryTake(out _))
        {
            _shown = default;
            if (game.IsInRoom && _avatar != default && game.Room.Avatar != _avatar)
                throw new FaultException("resume", $"{Name} was {_avatar} and comes back as {game.Room.Avatar}");
        }

        _avatar = game.IsInRoom ? game.Room.Avatar : _avatar;
    }

    /// <summary>A connection may be lost, a session not: no fault lasts for longer than a server waits.</summary>
    private void JudgeEnd(GameClient game)
    {
        if (_avatar != default && !_hasLeft && game.EndReason is Reason.ConnectionLost or Reason.Timeout)
            throw new FaultException("resume", $"{Name} was {_avatar} and has ended: {game.EndReason}");
    }

    private void Live(GameClient game, int tick)
    {
        if (game.State == ClientState.Connected && tick >= _nextTry)
        {
            game.Authenticate(Name, "");
            _nextTry = tick + RetryTicks;
        }
        else if (game.State == ClientState.Authenticated && tick >= _nextTry)
        {
            game.Enter("", watches ? PlayerRole.Spectator : PlayerRole.Player);
            _nextTry = tick + RetryTicks;
        }
        else if (game.IsInRoom)
        {
            switch (_random.Next(240))
            {
                case 0 or 1:
                    game.Say($"{Name} {_lines++}");
                    break;
                case 2:
                    game.Act(new PlayerAction((PlayerActionCode)_random.Next(4), _random.Next(3), _random.Next(3)));
                    break;
                default:
                    break;
            }
        }
    }

    private void Drain(GameClient game)
    {
        while (game.Chat.TryTake(out var line))
        {
            // Others may say anything; only these number their lines.
            if (line.Kind == ChatKind.Player && line.Name.StartsWith('c') && line.Text.Split(' ') is [var speaker, var number] && int.TryParse(number, out var value))
            {
                if (speaker != line.Name || (_lastLine.TryGetValue(speaker, out var last) && value <= last))
                    throw new FaultException("chat", $"{Name} hears '{line.Text}' of {line.Name} after line {_lastLine.GetValueOrDefault(speaker)}");

                _lastLine[speaker] = value;
            }
        }

        while (game.Events.TryTake(out _))
        {
        }

        while (game.Refusals.TryTake(out _))
            _nextTry = Math.Max(_nextTry, run.Tick + RetryTicks);
    }

    /// <summary>What is shown must be something that was sent, and newer than what was shown before.</summary>
    private void Look(GameClient game, int tick)
    {
        JudgeUseless(game, tick);
        var shown = game.Snapshot.Tick;
        if (!game.IsInRoom || shown == _shown)
            return;

        if (tick >= DamagedUntil)
            Judge(game, shown);

        _shown = shown;
        Snapshots++;
    }

    /// <summary>What a client cannot use was damaged on its way, or made from damage: the server starts from nothing else than what is there.</summary>
    private void JudgeUseless(GameClient game, int tick)
    {
        var (malformed, baseless) = (game.Figures.MalformedSnapshots, game.Figures.BaselessSnapshots);
        if (tick >= DamagedUntil && malformed != _malformed)
            throw new FaultException("malformed", $"{Name} cannot use a snapshot after that of tick {_shown}");
        if (tick >= DamagedUntil && baseless != _baseless)
            throw new FaultException("baseless", $"{Name} is told a difference from what it does not have, after tick {_shown}");

        (_malformed, _baseless) = (malformed, baseless);
    }

    private void Judge(GameClient game, Tick shown)
    {
        if (_shown.Value != 0 && !shown.IsNewerThan(_shown))
            throw new FaultException("snapshot-order", $"{Name} shows {shown} after {_shown}");

        if (Connection!.Told(shown) is not { } told)
            throw new FaultException("snapshot-tick", $"{Name} shows a world of tick {shown} that it was never told of");

        if (!told.Equals(game.Picture, out var difference))
            throw new FaultException("snapshot-state", $"{Name} at tick {shown}: {difference}");

        if (game.Snapshot.OwnEntity != game.Room.Avatar)
            throw new FaultException("own-avatar", $"{Name} entered as {game.Room.Avatar} and is shown {game.Snapshot.OwnEntity}");
    }
}
