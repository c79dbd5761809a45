using Ecs.Protocol;
using Ecs.Server.Rooms;
using Ecs.Tests.Faults;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>A peer that falls silent is never given up.</summary>
internal sealed class TimeoutNeverFires : Mutant
{
    public override bool LearnsOfEnd(Connection of, Reason reason) => reason != Reason.ConnectionLost;
}

/// <summary>A name is free again as soon as its bearer's line is gone, while the session lives on.</summary>
internal sealed class NameFreedTooEarly : Mutant
{
    public override void BeforeServer(FaultRun run)
    {
        foreach (var session in run.Door.Sessions)
        {
            if (session.Name.Length != 0 && session.Peer is WatchedPeer { Connection.CutAt: not null })
                run.Server.Names.Release(session.Name);
        }
    }
}

/// <summary>A name is never free again.</summary>
internal sealed class NameKept : Mutant
{
    public override void AfterServer(FaultRun run)
    {
        foreach (var connection in run.Connections)
        {
            if ((connection.CutAt ?? connection.LeftAt) is not null && connection.Client is { } client)
                run.Server.Names.TryTake(client.Name, null);
        }
    }
}

/// <summary>A player takes two seats.</summary>
internal sealed class JoinTakenTwice : Mutant
{
    private readonly HashSet<int> _seen = [];

    public override void BeforeServer(FaultRun run)
    {
        foreach (var connection in run.Connections)
        {
            if (connection.Session?.Seat is { State: SeatState.Playing } seat && connection.Number % 5 == 3 && _seen.Add(connection.Number))
                run.Room.TryJoin(seat.Name, isBot: false, out _);
        }
    }
}

/// <summary>The seat is not given back when a connection ends.</summary>
internal sealed class SeatKept : Mutant
{
    private readonly Dictionary<int, Seat> _seats = [];

    public override void BeforeServer(FaultRun run)
    {
        foreach (var connection in run.Connections)
        {
            if (connection.Session?.Seat is { } seat)
                _seats[connection.Number] = seat;
            else if (_seats.Remove(connection.Number, out var gone))
                run.Room.TryJoin(gone.Name, isBot: false, out _);
        }
    }
}

/// <summary>Somebody who has watched is counted for ever.</summary>
internal sealed class WatcherKept : Mutant
{
    private readonly HashSet<int> _watching = [];

    public override void BeforeServer(FaultRun run)
    {
        foreach (var connection in run.Connections)
        {
            if (connection.Session is { Seat: null, Room: not null })
                _watching.Add(connection.Number);
            else if (_watching.Remove(connection.Number))
                run.Room.TryWatch();
        }
    }
}

/// <summary>A lost connection takes the session with it.</summary>
internal sealed class SessionEndsWithConnection : Mutant
{
    public override void AfterServer(FaultRun run)
    {
        foreach (var session in run.Door.Sessions)
        {
            if (session.IsAway)
                session.Drop(Reason.ConnectionLost, "");
        }
    }
}
