using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Faults;

/// <summary>What must hold after every tick, and what must hold again when everything has healed.</summary>
internal sealed class RunRecords(FaultRun run)
{
    /// <summary>Silence after which a peer counts as lost, and what may still be on the way when it begins.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMilliseconds(Limits.SilenceMilliseconds + 2_000);

    /// <summary>Ticks in which commands must arrive again.</summary>
    private const int LastTicks = 60;

    /// <summary>Snapshots that may be on their way at an end.</summary>
    private const int UnderWay = 4;

    /// <summary>Ticks in which everybody hears of who has left or come into view.</summary>
    private const int News = 30;

    private readonly HashSet<ushort> _slots = [];
    private readonly int[] _takenAt = new int[PlayerSlot.Limit];
    private readonly Dictionary<(FaultClient Client, EntityId Avatar), int> _seenAt = [];
    private readonly long[] _snapshotsBefore = new long[run.Clients.Count];
    private readonly long[] _writtenBefore = new long[run.Clients.Count];
    private readonly long[] _appliedBefore = new long[run.Clients.Count];
    private bool _noted;

    public void CheckTick()
    {
        CheckSeats();
        CheckCommands();
        CheckAvatars();
        CheckEnds();
        Hold("queues", run.Metrics.DropsOf(DropCause.QueueFull) == 0, "a queue of the server ran over");
        if (run.Tick < FaultPlan.Ticks - LastTicks)
            return;

        if (!_noted)
            Note();
        NoteSeen();
    }

    public void CheckEnd()
    {
        foreach (var client in run.Clients)
            CheckPresence(client);

        foreach (var session in run.Door.Sessions)
            Hold("leave", session.Peer is WatchedPeer { Connection.LeftAt: null }, $"{session.Name} said goodbye and is still here");

        // Whoever meant harm and fell silent may still come back; the rule for ends says for how long.
        var awaited = run.Door.Sessions.Count(static session => session is { IsAway: true, Peer: WatchedPeer { Connection: { Client: null, CutAt: not null } } });
        var present = run.Door.SessionCount - awaited;
        Hold("sessions", present == run.Clients.Count, $"{present} sessions of {run.Clients.Count} clients, and {awaited} strangers are waited for");
        Hold("peers", run.Wires.Carrier.PeerCount == run.Clients.Count, $"{run.Wires.Carrier.PeerCount} peers of {run.Clients.Count} clients");
    }

    private static void Hold(string rule, bool holds, string text)
    {
        if (!holds)
            throw new FaultException(rule, text);
    }

    private void CheckSeats()
    {
        var (seats, playing, waiting) = (0, 0, 0);
        for (var number = 0; number < run.Room.SeatLimit; number++)
        {
            if (run.Room.SeatAt(number) is { } seat)
            {
                seats++;
                _takenAt[number] = run.Tick;
                playing += seat.State != SeatState.Joining ? 1 : 0;
                waiting = Math.Max(waiting, seat.Inputs.Waiting);
            }
        }

        var (seated, watching, named) = (0, 0, 0);
        foreach (var session in run.Door.Sessions)
        {
            seated += session.Seat is not null ? 1 : 0;
            watching += session.Seat is null && session.Room is not null ? 1 : 0;
            named += session.Name.Length != 0 ? 1 : 0;
        }

        // Who leaves a paused room has its seat until the world runs again.
        var holds = run.Room.IsPaused ? seats >= seated + run.Room.BotCount : seats == seated + run.Room.BotCount;
        Hold("seats", holds, $"{seats} seats, {seated} sessions have one, {run.Room.BotCount} bots");
        Hold("seats", seats == run.Room.PlayerCount, $"{seats} seats, counted {run.Room.PlayerCount}");
        Hold("spectators", watching == run.Room.SpectatorCount, $"{watching} watch, counted {run.Room.SpectatorCount}");
        Hold("names", named + run.Room.BotCount == run.Server.Names.Count, $"{named} and bots have names, {run.Server.Names.Count} are taken");
        Hold("avatars", playing == run.Room.World.PlayerCount, $"{playing} play, {run.Room.World.PlayerCount} avatars");
        Hold("queues", waiting <= InputBuffer.Depth, $"{waiting} commands wait");
    }

    /// <summary>Every command that the world took is one that this player made for this very tick, and there is one per player.</summary>
    private void CheckCommands()
    {
        _slots.Clear();
        var input = run.Room.LastInput;
        foreach (ref readonly var taken in input.Commands)
        {
            Hold("commands", _slots.Add(taken.Slot.Value), $"two commands of seat {taken.Slot.Value} in tick {input.Tick}");
            if (run.Room.SeatAt(taken.Slot.Value) is not { IsBot: false } seat || FindClient(seat.Name) is not { } client)
                continue;

            Hold("commands", taken.Command.Tick == input.Tick, $"{client.Name}: tick {input.Tick} took the command of {taken.Command.Tick}");
            if (run.Tick >= client.DamagedUntil)
                Hold("commands", client.Made.Contains(taken.Command), $"{client.Name} never made {taken.Command}");
        }
    }

    private void CheckAvatars()
    {
        _slots.Clear();
        foreach (ref readonly var entity in run.Room.View.Entities)
        {
            if (entity.Kind == EntityKind.Avatar)
            {
                Hold("avatars", _slots.Add(entity.Slot.Value), $"two avatars of seat {entity.Slot.Value}");
                Hold("avatars", run.Room.SeatAt(entity.Slot.Value) is not null, $"avatar {entity.Id.Value} without a seat");
            }
        }
    }

    /// <summary>Who is gone is noticed in time, and who was let go holds nothing.</summary>
    private void CheckEnds()
    {
        var now = run.Server.Clock.Now;
        foreach (var session in run.Door.Sessions)
        {
            if (session.IsAway)
            {
                Hold("away", (now - session.AwaySince).TotalSeconds <= Limits.ResumeSeconds + 1, $"{session.Name} is away for longer than that");
                continue;
            }

            if (session.Peer is WatchedPeer { Connection: { CutAt: { } cut } connection })
            {
                var silent = now - (cut > connection.HeardAt ? cut : connection.HeardAt);
                Hold("timeout", silent < LongestSilence, $"connection {connection.Number} was cut, is silent for {silent.TotalSeconds:F1} s and lives");
            }
        }
    }

    private void Note()
    {
        _noted = true;
        foreach (var client in run.Clients)
        {
            var number = run.Clients.IndexOf(client);
            _snapshotsBefore[number] = client.Snapshots;
            _writtenBefore[number] = WrittenFor(client);
            _appliedBefore[number] = run.Server.FindSeat(client.Name)?.Inputs.Applied ?? 0;
        }
    }

    private void CheckPresence(FaultClient client)
    {
        var number = run.Clients.IndexOf(client);
        var game = client.Game;
        var wanted = client.Watches ? ClientState.Spectating : ClientState.Playing;
        Hold("presence", game?.State == wanted, $"{client.Name} is {game?.State.ToString() ?? "away"} ({game?.EndReason}) at the end");
        var age = run.Room.World.Tick.Since(game!.Snapshot.Tick);
        Hold("stale-view", age <= 34, $"{client.Name} sees a world {age} ticks old");
        var snapshots = client.Snapshots - _snapshotsBefore[number];
        // Where nothing happens, one in thirty ticks says so.
        var least = (LastTicks / 30) - 1;
        Hold("snapshot-rate", snapshots >= least, $"{client.Name} was shown {snapshots} snapshots in the last {LastTicks} ticks");
        var written = WrittenFor(client) - _writtenBefore[number];
        Hold("snapshot-rate", snapshots >= written - UnderWay, $"{client.Name} was shown {snapshots} of {written} snapshots of the last {LastTicks} ticks");
        CheckRoster(client, game);
        if (!client.Watches)
            CheckSeat(client, game, number);
    }

    private void CheckSeat(FaultClient client, GameClient game, int number)
    {
        var seat = run.Server.FindSeat(client.Name);
        Hold("own-seat", seat is not null && seat.Slot == game.Slot, $"{client.Name} believes to sit on {game.Slot.Value}, sits on {seat?.Slot.Value}");
        var applied = seat!.Inputs.Applied - _appliedBefore[number];
        Hold("arriving", applied >= LastTicks - 6, $"{applied} commands of {client.Name} arrived for the last {LastTicks} ticks");
    }

    private void CheckRoster(FaultClient client, GameClient game)
    {
        // Where one sees only what is near, who was never seen may be unknown.
        for (var number = 0; number < run.Room.SeatLimit; number++)
        {
            if (run.Room.SeatAt(number) is { } seat && (run.Room.World.Rules.SightRadius is null || IsSeen(client, game, seat.Avatar)))
                Hold("roster", game.Roster.TryGet(seat.Slot, out _), $"{client.Name} does not know {seat.Name} on seat {seat.Slot.Value}");
        }

        foreach (ref readonly var info in game.Roster.Players)
        {
            var seat = run.Room.SeatAt(info.Slot.Value);
            if (seat is null && run.Tick - _takenAt[info.Slot.Value] <= News)
                continue;

            Hold("roster", seat?.Name == info.Name && seat.Avatar == info.Avatar, $"{client.Name} believes that {info.Name} is on seat {info.Slot.Value}, where {seat?.Name ?? "nobody"} is");
        }
    }

    /// <summary>Whether an avatar is in view, and has been for long enough that its name has come.</summary>
    private bool IsSeen(FaultClient client, GameClient game, EntityId avatar)
    {
        foreach (ref readonly var entity in game.Picture.Entities)
        {
            if (entity.Id == avatar)
                return run.Tick - _seenAt.GetValueOrDefault((client, avatar), run.Tick) > News;
        }

        return false;
    }

    /// <summary>In the last ticks, what everybody has in view, and since when.</summary>
    private void NoteSeen()
    {
        foreach (var client in run.Clients)
        {
            foreach (ref readonly var entity in client.Game is { } game ? game.Picture.Entities : default)
            {
                if (entity.Kind == EntityKind.Avatar)
                    _seenAt.TryAdd((client, entity.Id), run.Tick);
            }
        }
    }

    private static long WrittenFor(FaultClient client) => client.Connection?.Session?.Snapshots?.Snapshots ?? 0;

    private FaultClient? FindClient(string name) =>
        name[0] == 'c' && int.TryParse(name.AsSpan(1), out var number) && number < run.Clients.Count ? run.Clients[number] : null;
}
