using Ecs.Client.Interpolation;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Client.Interpolation;

/// <summary>What is drawn of scripted snapshots, of which one comes every two ticks of sixty a second.</summary>
public class InterpolatorTests
{
    private const int TickRate = 60;
    private const int Interval = 2;
    private const uint FirstTick = uint.MaxValue - 400; // wraps on the way

    private static readonly TimeSpan TickLength = TimeSpan.FromSeconds(1.0 / TickRate);

    /// <summary>A runner: half a unit a tick to the right.</summary>
    private static EntityState Runner(int tick) => Avatar(1, tick * 0.5, 0) with { VelocityX = Of(0.5), Speed = Of(0.5) };

    [Fact]
    public void A_runner_on_a_perfect_wire_is_drawn_in_even_steps_one_interval_behind()
    {
        var line = new Line();
        var last = double.NaN;
        for (var tick = 0; tick < 300; tick++)
        {
            line.Turn(tick, Runner(tick));
            var drawn = line.Drawn(1);
            if (tick > 60)
            {
                Assert.InRange(drawn - last, 0.49, 0.51);
                Assert.InRange((tick * 0.5) - drawn, 0, Interval * 0.5 + 0.51);
            }

            last = drawn;
        }
    }

    [Fact]
    public void Who_respawns_stands_until_that_moment_and_then_is_elsewhere()
    {
        var line = new Line();
        var seen = new HashSet<double>();
        for (var tick = 0; tick < 200; tick++)
        {
            var isBack = tick >= 101;
            line.Turn(tick, Avatar(1, isBack ? 40 : 0, 0) with { Deaths = (ushort)(isBack ? 1 : 0), Speed = Of(0.5) });
            seen.Add(line.Drawn(1));
        }

        Assert.Equal([0.0, 40.0], seen.Order());
    }

    [Fact]
    public void Who_is_put_farther_than_speed_allows_jumps_and_who_is_corrected_by_little_walks()
    {
        Assert.Equal(0, PlacesBetween(jump: 20));
        Assert.InRange(PlacesBetween(jump: 2), 2, 30);
    }

    [Fact]
    public void Who_comes_or_goes_does_so_at_its_moment()
    {
        var line = new Line();
        for (var tick = 0; tick < 200; tick++)
        {
            if (tick is >= 101 and < 141)
                line.Turn(tick, Runner(tick), Avatar(2, 7, 7));
            else
                line.Turn(tick, Runner(tick));

            var moment = line.Others.Moment.Tick.Since(new Tick(FirstTick));
            var isThere = line.Others.Draw().TryFindAvatar(new PlayerSlot(2), out _);
            if (tick > 60)
                Assert.Equal(moment is >= 102 and < 142, isThere);
        }
    }

    [Fact]
    public void Angles_turn_the_shorter_way_round()
    {
        var line = new Line();
        for (var tick = 0; tick < 200; tick++)
        {
            line.Turn(tick, Avatar(1, 0, 0) with { Aim = new Angle((ushort)(tick % 4 < 2 ? 65_000 : 500)) });
            line.Others.Draw().TryFindAvatar(new PlayerSlot(1), out var drawn);
            if (tick > 10)
                Assert.True(drawn.Aim.Raw is >= 65_000 or <= 500, $"{drawn.Aim} at {tick}");
        }
    }

    [Fact]
    public void Without_snapshots_a_runner_goes_on_for_100_ms_and_then_stands()
    {
        var line = new Line();
        for (var tick = 0; tick <= 200; tick++)
            line.Turn(tick, Runner(tick));

        var farthest = 0.0;
        for (var tick = 201; tick < 300; tick++)
        {
            line.Wait();
            farthest = line.Drawn(1);
        }

        Assert.Equal((200 * 0.5) + (0.1 * TickRate * 0.5), farthest, 1);
        Assert.Equal(new SeenMoment(new Tick(unchecked(FirstTick + 200)), 0), line.Others.Moment);
    }

    [Fact]
    public void Where_a_silence_has_turned_out_to_be_a_quiet_room_a_runner_runs_on()
    {
        var line = new Line();
        for (var tick = 0; tick <= 600; tick++)
        {
            if (tick < 100 || tick % 30 == 0)
                line.Turn(tick, Runner(tick));
            else
                line.Wait();
            if (tick > 200)
                Assert.InRange((tick * 0.5) - line.Drawn(1), 0, 4.5);
        }
    }

    [Fact]
    public void After_a_freeze_of_30_seconds_it_draws_the_present_again_at_once()
    {
        var line = new Line();
        for (var tick = 0; tick <= 200; tick++)
            line.Turn(tick, Runner(tick));
        for (var tick = 2_000; tick <= 2_060; tick++)
            line.Turn(tick, Runner(tick));

        Assert.InRange(1_030 - line.Drawn(1), 0, 5);
    }

    [Fact]
    public void After_the_server_gave_time_up_nothing_is_drawn_backwards()
    {
        var line = new Line();
        for (var tick = 0; tick <= 200; tick++)
            line.Turn(tick, Runner(tick));
        for (var wait = 0; wait < 300; wait++)
            line.Wait();

        var last = line.Drawn(1);
        for (var tick = 201; tick <= 500; tick++)
        {
            line.Turn(tick, Runner(tick));
            var drawn = line.Drawn(1);
            Assert.True(drawn >= last, $"{drawn} after {last}");
            last = drawn;
        }

        Assert.InRange(250 - last, 0, 5);
    }

    private static int PlacesBetween(double jump)
    {
        var line = new Line();
        var seen = new HashSet<double>();
        for (var tick = 0; tick < 300; tick++)
        {
            line.Turn(tick, Avatar(1, tick < 201 ? 0 : jump, 0) with { Speed = Of(0.5) });
            seen.Add(line.Drawn(1));
        }

        Assert.Contains(jump, seen);
        return seen.Count - 2;
    }

    private static EntityState Avatar(ushort number, double x, double y) => new()
    {
        Id = new EntityId(number),
        Kind = EntityKind.Avatar,
        Slot = new PlayerSlot(number),
        Flags = EntityFlags.Alive,
        X = Of(x),
        Y = Of(y),
    };

    private static Fixed Of(double value) => new((int)Math.Round(value * Fixed.RawPerUnit));

    /// <summary>A wire that delays nothing.</summary>
    private sealed class Line
    {
        private readonly WorldView _told = new();

        public Interpolator Others { get; } = new(TickRate, Interval);

        /// <summary>A tick passes, and where one is due a snapshot comes.</summary>
        public void Turn(int tick, params ReadOnlySpan<EntityState> states)
        {
            Wait();
            if (tick % Interval != 0)
                return;

            _told.Clear();
            _told.Tick = new Tick(unchecked(FirstTick + (uint)tick));
            foreach (ref readonly var state in states)
                _told.Add(in state);
            Others.Add(_told);
        }

        public void Wait() => Others.Advance(TickLength);

        /// <summary>Where an avatar is drawn, in world units.</summary>
        public double Drawn(ushort slot)
        {
            Others.Draw().TryFindAvatar(new PlayerSlot(slot), out var state);
            return (double)state.X.Raw / Fixed.RawPerUnit;
        }
    }
}
