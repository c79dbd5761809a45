using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Faults.Relay;

/// <summary>
/// Somebody who wants to play and to talk, whatever becomes of the connection. A session that has ended is followed by a new one, under a new
/// name, because the ghost of the old one may still stand in the room.
/// </summary>
/// <remarks>
/// LiteNetLib has no checksum of its own. A flipped bit in the head of a reliable datagram makes a lane deaf or puts its content elsewhere, in
/// its body it makes another text of one that was said: what a damaged connection hears is not judged, and when the network has healed it is
/// given up for a new one.
/// </remarks>
internal sealed class RelayClient(RelayRun run, int number) : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);

    private readonly List<RelayPassage> _passages = [];
    private readonly List<string> _said = [];
    private ChatRecord _heard = new();
    private TimeSpan _dialsAt = run.Plan.Comings[number];
    private TimeSpan _speaksAt;
    private Stay _stay;
    private int _lines;
    private string _wellSaid = "";
    private int _wellSaidTo;

    public GameClient? Game { get; private set; }

    /// <summary>Connections that were dialled.</summary>
    public int Sessions { get; private set; }

    public RelayPassage? Passage => _passages.Count == 0 ? null : _passages[^1];

    /// <summary>The line that is said when the network has healed and all are there; empty before.</summary>
    public string WellSaid => _wellSaid;

    /// <summary>Grows whenever the room is entered or left.</summary>
    public int Moves { get; private set; }

    public bool IsPresent => Game is { IsInRoom: true } && IsJudged;

    private bool IsJudged => Passage is { IsDamaged: false };

    public void Shape(TimeSpan now)
    {
        var (up, down) = (RelayLine.Perfect, RelayLine.Perfect);
        foreach (var trouble in run.Plan.Troubles)
        {
            if (trouble.Client == number && trouble.IsOn(now))
            {
                up = trouble.Up ? trouble.Worsen(up) : up;
                down = trouble.Down ? trouble.Worsen(down) : down;
            }
        }

        foreach (var passage in _passages)
            (passage.Up.Line, passage.Down.Line) = (up, down);
    }

    /// <summary>Everything that was handed to the sockets so far moves on.</summary>
    public void Carry(TimeSpan now)
    {
        foreach (var passage in _passages)
            passage.Carry(now);
    }

    public void Turn(TimeSpan now)
    {
        if (Game is null)
        {
            if (now >= _dialsAt)
                Dial(now);

            return;
        }

        Game.Update();
        FollowStay(Game);
        Hear(Game);
        Look(Game);
        Speak(Game, now);
        if (Game.State == ClientState.Ended || (run.IsHealed && !IsJudged))
            HangUp(now);
    }

    /// <summary>Null when this client is in the room, sees the server's world and has heard everything; else what is missing.</summary>
    public string? Missing(ChatRecord all, IEnumerable<string> wellSaid)
    {
        if (Game is not { IsInRoom: true } game)
            return $"c{number}: is {Game?.State.ToString() ?? "away"}, {Game?.EndReason}";

        if (!run.IsRosterOf(game))
            return $"c{number}: believes in others: {string.Join(", ", game.Roster.Players.ToArray())}";

        return !wellSaid.All(text => text.Length != 0 && _heard.Contains(text)) ? $"c{number}: heard only {_heard}, not {string.Join(" | ", wellSaid)} of {all}"
            : !_heard.IsPieceOf(all, toItsEnd: true) ? $"c{number}: heard {_heard} instead of {all}"
            : !all.HasInOrder(_said) ? $"c{number}: said {string.Join(" | ", _said)}, heard was {all}"
            : game.View.Tick != run.Room.View.Tick || run.States.Difference(game.View).Length > 0
                ? $"c{number}: shows tick {game.View.Tick}, the server's is {run.Room.View.Tick}"
            : null;
    }

    public void Dispose()
    {
        Game?.Dispose();
        _passages.ForEach(static passage => passage.Dispose());
    }

    private void Dial(TimeSpan now)
    {
        var passage = new RelayPassage(run.Address, run.Random, run.Counts);
        _passages.Add(passage);
        Shape(now);
        Game = new GameClient(new UdpTransport(passage.Front), new ClientOptions { Name = $"c{number}-{Sessions++}" }, run.Time)
        {
            Pilot = new BotPilot(TestGames.Shipped, (ulong)number),
        };
        _stay = default;
        _heard = new ChatRecord();
        _said.Clear();
        _wellSaid = "";
        Game.Connect();
    }

    private void HangUp(TimeSpan now)
    {
        EndStay();
        Game?.Dispose();
        Game = null;
        _dialsAt = now + Retry;
    }

    /// <summary>A client that comes back into its session begins to hear anew: what was said while it was away is not told again.</summary>
    private void FollowStay(GameClient game)
    {
        if (game.IsInRoom == _stay.IsInRoom)
            return;

        EndStay();
        Moves++;
        _stay = new Stay(game.IsInRoom, default);
        _heard = new ChatRecord();
        _said.Clear();
        _wellSaid = "";
    }

    private void EndStay()
    {
        if (_stay.IsInRoom && IsJudged)
            run.Remember(_heard);
    }

    private void Hear(GameClient game)
    {
        while (game.Chat.TryTake(out var line))
            _heard.Add(in line);
    }

    private void Look(GameClient game)
    {
        var shown = game.Snapshot.Tick;
        if (!game.IsInRoom || shown == _stay.Shown)
            return;

        if (IsJudged)
        {
            if (_stay.Shown.Value != 0 && !shown.IsNewerThan(_stay.Shown))
                throw new FaultException("snapshot-order", $"{game.Name} shows {shown} after {_stay.Shown}");

            if (game.View.Tick == shown && run.States.Difference(game.View, orMore: true) is { Length: > 0 } difference)
                throw new FaultException("snapshot-state", $"{game.Name}: {difference}");
        }

        _stay = _stay with { Shown = shown };
    }

    private void Speak(GameClient game, TimeSpan now)
    {
        var isWell = run.IsHealed && run.ArePresent;
        if (isWell ? _wellSaidTo == run.Moves : !game.IsInRoom || run.IsHealed || now < _speaksAt)
            return;

        _speaksAt = now + TimeSpan.FromSeconds(1.6);
        var text = $"{game.Name} {(isWell ? "is well" : "line")} {_lines++}";
        game.Say(text);
        _said.Add(text);
        if (isWell)
            (_wellSaid, _wellSaidTo) = (text, run.Moves);
    }

    private readonly record struct Stay(bool IsInRoom, Ecs.Simulation.Values.Tick Shown);
}
