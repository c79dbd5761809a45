using System.Diagnostics;
using System.Net;
using Ecs.Client;
using Ecs.Protocol.Messages;
using Ecs.Server;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Faults.Relay;

/// <summary>
/// A server behind its real carrier, clients with theirs, and between them a relay on loopback sockets that mistreats what passes. LiteNetLib
/// stamps resends by the wall clock, so a run goes in about real time; its own clock follows the real one and stands still while the process
/// has no processor, so that a loaded machine makes a run longer and not another one.
/// </summary>
internal sealed class RelayRun : IDisposable
{
    private const int CatchUp = 5;

    private static readonly TimeSpan TickLength = TimeSpan.FromSeconds(1.0 / 60);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);

    private readonly ManualTime _time = new();
    private readonly ServerMetrics _metrics = new();
    private readonly GameServer _server;
    private readonly GameClient _witness;
    private readonly List<RelayClient> _clients = [];
    private readonly List<ChatRecord> _stays = [];
    private readonly ChatRecord _all = new();
    private readonly List<PlayerInfo> _present = [];
    private readonly Trouble[] _ordered;
    private long _turnedAt = Stopwatch.GetTimestamp();
    private TimeSpan _owed;
    private TimeSpan _now;
    private int _begun;

    public RelayRun(RelayPlan plan)
    {
        Plan = plan;
        _ordered = [.. plan.Troubles.OrderBy(static trouble => trouble.Start)];
        Random = new Random(plan.Seed);
        _server = new GameServer(_metrics, TestGames.Shipped);
        Room = _server.OpenRoom(new RoomOptions { PlayerLimit = 64, Bots = 3, Seed = (ulong)plan.Seed }, TestMaps.Arena);
        if (!UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, _metrics, out var carrier, out var fault))
            throw new InvalidOperationException($"no socket: {fault}");

        _server.OpenNativeDoor(carrier);
        Address = new IPEndPoint(IPAddress.Loopback, carrier.Port);
        _witness = new GameClient(new UdpTransport(Address), new ClientOptions { Name = "witness" }, _time);
        _witness.Connect();
        for (var number = 0; number < RelayPlan.Clients; number++)
            _clients.Add(new RelayClient(this, number));
    }

    public RelayPlan Plan { get; }

    public Random Random { get; }

    public RelayCounts Counts { get; } = new();

    public TimeProvider Time => _time;

    public IPEndPoint Address { get; }

    public Room Room { get; }

    /// <summary>What the world looked like, tick by tick.</summary>
    public SentStates States { get; } = new();

    public IReadOnlyList<RelayClient> Clients => _clients;

    /// <summary>Since the witness came into the room; the plan's time.</summary>
    public TimeSpan Now => _now;

    /// <summary>Whether all clients are in the room, on connections that are to be believed.</summary>
    public bool ArePresent => _clients.TrueForAll(static client => client.IsPresent);

    /// <summary>Grows whenever a client enters or leaves.</summary>
    public int Moves => _clients.Sum(static client => client.Moves);

    public bool IsHealed => _now >= Plan.HealsAt;

    /// <summary>Runs to the moment in which everybody is well again, or to the first thing that does not hold.</summary>
    public RelayOutcome Run()
    {
        try
        {
            Until(() => _witness.IsInRoom, isBefore: true);
            var missing = "the network has not healed";
            var last = "";
            Until(() => IsHealed && IsNothing(missing = Missing(), ref last), isBefore: false);
            if (missing is null && _stays.Find(stay => !stay.IsPieceOf(_all, toItsEnd: false)) is { } odd)
                missing = $"somebody heard {odd} instead of a piece of {_all}";

            return new(Plan, missing ?? "", _now - Plan.HealsAt, last, Counts, _clients.Sum(static client => client.Sessions));
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return new(Plan, broken.ToString(), default, "", Counts, 0);
        }
    }

    /// <summary>What somebody heard in a stay that is over; judged at the end, when it is known what was said.</summary>
    public void Remember(ChatRecord stay) => _stays.Add(stay);

    /// <summary>Turns until the condition holds or the plan's patience is at its end.</summary>
    public void Until(Func<bool> condition, bool isBefore)
    {
        while (!condition() && _now < Plan.HealsAt + Plan.Patience)
        {
            Thread.Sleep(Pause);
            Turn(isBefore);
        }
    }

    public bool IsRosterOf(GameClient client)
    {
        _present.Clear();
        for (var number = 0; number < Room.SeatLimit; number++)
        {
            if (Room.SeatAt(number) is { State: SeatState.Playing } seat)
                _present.Add(new PlayerInfo(seat.Slot, seat.Avatar, Room.TeamOf(seat.Slot), seat.IsBot, seat.Name));
        }

        return client.Roster.Players.ToArray().OrderBy(static player => player.Slot.Value).SequenceEqual(_present);
    }

    public void Dispose()
    {
        _clients.ForEach(static client => client.Dispose());
        _witness.Dispose();
        _server.Dispose();
        _metrics.Dispose();
    }

    private void Turn(bool isBefore)
    {
        var turnedAt = _turnedAt;
        _turnedAt = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(turnedAt, _turnedAt);
        elapsed = elapsed < LongestTurn ? elapsed : LongestTurn;
        _time.Advance(elapsed);
        if (!isBefore)
        {
            _now += elapsed;
            BeginTroubles();
        }

        Carry();
        _witness.Update();
        while (_witness.Chat.TryTake(out var line))
            _all.Add(in line);

        if (!isBefore)
        {
            foreach (var client in _clients)
                client.Turn(_now);
        }

        Carry();
        RunServer(elapsed);
        Carry();
    }

    private void Carry()
    {
        foreach (var client in _clients)
            client.Carry(_now);
    }

    private void BeginTroubles()
    {
        foreach (var client in _clients)
            client.Shape(_now);

        for (; _begun < _ordered.Length && _ordered[_begun].Start <= _now; _begun++)
        {
            if (_ordered[_begun].Kind == TroubleKind.Rebind)
                _clients[_ordered[_begun].Client].Passage?.Rebind();
        }
    }

    private void RunServer(TimeSpan elapsed)
    {
        _owed += elapsed;
        for (var left = CatchUp; left > 0 && _owed >= TickLength; left--)
        {
            _owed -= TickLength;
            _server.Tick.Run(TickLength);
            States.Keep(Room.View);
        }
    }

    private bool IsNothing(string? missing, ref string last)
    {
        // That snapshots are a tick behind is nothing that anybody is missing.
        if (missing is not null && !missing.Contains("shows tick", StringComparison.Ordinal))
            last = $"{(_now - Plan.HealsAt).TotalSeconds:F2} s: {missing}";

        return missing is null;
    }

    private string? Missing()
    {
        var wellSaid = _clients.Select(static client => client.WellSaid).ToArray();
        var missing = _clients.Select(client => client.Missing(_all, wellSaid)).Where(static text => text is not null).ToArray();
        return missing.Length != 0 ? string.Join("\n  ", missing)
            : _witness.View.Tick == Room.View.Tick && IsRosterOf(_witness) ? null
            : "the witness lags behind";
    }
}
