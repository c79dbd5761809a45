using Ecs.Client;
using Ecs.Scenes.Field;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Tests.Faults;
using Ecs.Tests.Server.Doors.Native.Udp.Gate;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>
/// Clients on real sockets in a crowd that their budgets have no room for, on a clock of the test's. <c>BUDGET_SECONDS=600
/// BUDGET_CLIENTS=200</c> is the whole of it; the others of the two hundred are bots.
/// </summary>
[Collection(AloneLane.Name)]
public sealed class BudgetStoryTests(ITestOutputHelper output)
{
    private const int TickRate = 60;
    private const int Players = 200;
    private const int Bullets = 1_800;
    private const int Budget = 16 * 1024;
    private const int Judged = 8;             // clients whose views are compared with the world
    private const int LastStale = 2 * TickRate;
    private const int LastNearStale = TickRate / 10;

    private static readonly GameTable Games = new GameTable().Add<FieldMode>("field");

    [Fact]
    public void Nobody_in_a_crowd_gets_more_than_the_budget_and_nothing_in_sight_is_old()
    {
        var clients = DeepRun.Or("BUDGET_CLIENTS", 24);
        var ticks = DeepRun.Or("BUDGET_SECONDS", 6) * TickRate;
        using var rig = NewRig(Budget, Players - clients);
        GateRig.Passage[] people = [.. Enumerable.Range(0, clients).Select(number => rig.Join($"one-{number}"))];
        for (var tick = 0; tick < 3 * TickRate; tick++)
            rig.Turn(GateRig.Step);

        SecondWindow[] windows = [.. people.Select(static one => new SecondWindow(one.BytesDown, TickRate))];
        StaleWatch[] watches = [.. people.Take(Judged).Select(one => new StaleWatch(one.Client))];
        var truths = new SentStates();
        var (over, most) = (0, 0L);
        for (var tick = 0; tick < ticks; tick++)
        {
            rig.Turn(GateRig.Step);
            truths.Keep(rig.Room.View);
            for (var number = 0; number < people.Length; number++)
            {
                var sent = windows[number].Add(people[number].BytesDown);
                most = Math.Max(most, sent);
                over += sent > Budget ? 1 : 0;
                people[number].Sent.Clear();
            }

            foreach (var watch in watches)
                watch.Look(rig.Room.View, truths);
        }

        var near = watches.SelectMany(static watch => watch.NearAges).Order().ToArray();
        output.WriteLine($"{people.Length} clients, {ticks / TickRate} s: {over} seconds over the budget, the fullest {most} of {Budget} bytes");
        output.WriteLine($"the oldest in sight {watches.Max(static watch => watch.Oldest)} ticks, own avatar and nearest eight {near[near.Length / 2]} at p50, {near[near.Length * 99 / 100]} at p99");
        Assert.Equal(0, over);
        Assert.InRange(watches.Max(static watch => watch.Oldest), 0, LastStale);
        Assert.InRange(near[near.Length * 99 / 100], 0, LastNearStale);
        Assert.True(most > Budget / 2, "the crowd has room enough: nothing was shown");
    }

    /// <summary>What the link does not carry is lost; the server has only the client's acknowledgements to tell.</summary>
    [Fact]
    public void A_link_that_becomes_narrow_is_not_flooded_for_longer_than_two_seconds()
    {
        const int Narrow = 4 * 1024;
        using var rig = NewRig(Budget, Players - 1);
        var one = rig.Join("one");
        for (var tick = 0; tick < 4 * TickRate; tick++)
            rig.Turn(GateRig.Step);

        one.Rate = Narrow;
        for (var tick = 0; tick < 2 * TickRate; tick++)
            rig.Turn(GateRig.Step);

        var (before, got) = (one.BytesDown, one.Client.Figures.Snapshots);
        const int Seconds = 6;
        var oldest = 0;
        for (var tick = 0; tick < Seconds * TickRate; tick++)
        {
            rig.Turn(GateRig.Step);
            oldest = Math.Max(oldest, rig.Room.View.Tick.Since(one.Client.Picture.Tick));
        }

        var (rate, snapshots) = ((one.BytesDown - before) / Seconds, (one.Client.Figures.Snapshots - got) / Seconds);
        output.WriteLine($"{rate} bytes a second are sent on a link of {Narrow}, {snapshots} snapshots a second arrive, the oldest is {oldest} ticks old");
        Assert.InRange(rate, Narrow / 4, Narrow * 5 / 4);
        Assert.InRange(oldest, 0, TickRate);
        Assert.True(one.Client.IsInRoom);
    }

    [Fact]
    public void Who_sees_nothing_move_costs_next_to_nothing()
    {
        using var rig = new GateRig(games: Games, room: RoomOf(0, Budget), map: FieldMap.Of(40, 0));
        var one = rig.Join("one");
        one.Client.Pilot = null;
        for (var tick = 0; tick < 3 * TickRate; tick++)
            rig.Turn(GateRig.Step);

        var before = one.BytesDown;
        const int Seconds = 10;
        for (var tick = 0; tick < Seconds * TickRate; tick++)
            rig.Turn(GateRig.Step);

        output.WriteLine($"{(one.BytesDown - before) / Seconds} bytes a second");
        Assert.InRange((one.BytesDown - before) / Seconds, 1, 150);
    }

    private static GateRig NewRig(int budget, int bots) =>
        new(Players + 8, games: Games, room: RoomOf(bots, budget), map: FieldMap.Of(12, Bullets));

    private static RoomOptions RoomOf(int bots, int budget) =>
        new() { Name = "field", Mode = "field", TickRate = TickRate, SnapshotDivisor = 2, PlayerLimit = Players + 8, Bots = bots, SnapshotBudget = budget };

    /// <summary>For how long a client has not known where things in its sight are.</summary>
    private sealed class StaleWatch(GameClient client)
    {
        private const int Apart = Fixed.RawPerUnit / 4;
        private const long Sight = 20L * Fixed.RawPerUnit;

        private readonly Dictionary<EntityId, (Tick Known, Tick Seen)> _known = [];
        private readonly List<(long Distance, int Age)> _ages = [];

        public int Oldest { get; private set; }

        /// <summary>Ticks, of the own avatar and the nearest eight.</summary>
        public List<int> NearAges { get; } = [];

        public void Look(Ecs.Simulation.Views.WorldView world, SentStates truths)
        {
            var view = client.View;
            if (truths.At(view.Tick) is not { } then || truths.At(world.Tick) is not { } now || !now.TryGetValue(client.Room.Avatar, out var own))
                return;

            foreach (ref readonly var entity in view.Entities)
            {
                if (then.TryGetValue(entity.Id, out var place) && Math.Abs(place.X.Raw - entity.X.Raw) <= Apart && Math.Abs(place.Y.Raw - entity.Y.Raw) <= Apart)
                    _known[entity.Id] = (view.Tick, world.Tick);
            }

            _ages.Clear();
            foreach (var (id, place) in now)
            {
                var (dx, dy) = ((long)place.X.Raw - own.X.Raw, (long)place.Y.Raw - own.Y.Raw);
                var distance = (dx * dx) + (dy * dy);
                if (distance > Sight * Sight)
                {
                    _known.Remove(id);
                    continue;
                }

                // Who comes into sight is known a moment later.
                if (!_known.TryGetValue(id, out var known))
                    _known[id] = known = (world.Tick, world.Tick);
                _known[id] = known with { Seen = world.Tick };
                _ages.Add((distance, world.Tick.Since(known.Known)));
            }

            _ages.Sort();
            NearAges.AddRange(_ages.Take(9).Select(static one => one.Age));
            Oldest = Math.Max(Oldest, _ages.Max(static one => one.Age));
            foreach (var (id, known) in _known)
            {
                if (known.Seen != world.Tick)
                    _known.Remove(id);
            }
        }
    }
}
