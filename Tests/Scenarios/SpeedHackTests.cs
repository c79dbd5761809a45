using Ecs.Client.Inputs;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;
using Xunit.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>Nobody moves faster than time, and nobody honest is taken for one who tries.</summary>
public sealed class SpeedHackTests(ITestOutputHelper output)
{
    private static readonly PlayerCommand[] Batch = new PlayerCommand[48];

    /// <summary>What a cheat sends in one tick of the server: the world's tick, its own count of turns, its pace.</summary>
    private delegate void Cheat(RawClient client, Pace pace, Tick now, int turn);

    [Fact]
    public void Cheats_of_every_kind_move_at_most_1_02_times_as_far_as_an_honest_player_in_ten_minutes()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Mode = "arena", LagCompensation = true });
        var honest = Join(rig, "honest", Honest);
        var cheats = new Dictionary<string, Pace>
        {
            ["four times the rate"] = Join(rig, "fast", static (client, pace, now, turn) => Rush(client, pace, turn, 4)),
            ["from the future"] = Join(rig, "future", static (client, pace, now, turn) => Burst(client, pace, now + 60, 4)),
            ["into the whole window"] = Join(rig, "window", static (client, pace, now, turn) => Burst(client, pace, now + 33, 40)),
            ["from the past"] = Join(rig, "past", static (client, pace, now, turn) => Burst(client, pace, now, 20)),
            ["duplicated"] = Join(rig, "twice", Duplicate),
            ["out of order"] = Join(rig, "mixed", Shuffle),
        };

        RunMeasured(rig, [honest, .. cheats.Values], seconds: 600);

        Assert.True(honest.Walked > 0);
        Assert.All(cheats, cheat =>
        {
            var figure = $"{cheat.Key}: {(double)cheat.Value.Walked / honest.Walked:0.0000} of the honest way";
            output.WriteLine(figure);
            Assert.True(cheat.Value.Walked <= honest.Walked * 1.02, figure);
            Assert.Equal(SeatState.Playing, cheat.Value.Seat.State);
        });
        Assert.True(rig.Drops(DropCause.InputEarly) > 0 && rig.Drops(DropCause.InputLate) > 0 && rig.Drops(DropCause.InputDuplicate) > 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(10)]
    public void Player_at_many_times_the_rate_gains_nothing_and_is_flagged_within_five_seconds(int times)
    {
        using var rig = new ServerRig();
        var honest = Join(rig, "honest", Honest);
        var fast = Join(rig, "fast", (client, pace, now, turn) => Rush(client, pace, turn, times));

        RunMeasured(rig, [honest, fast], seconds: 5);
        Assert.True(fast.Seat.Inputs.IsTooFast);
        Assert.False(honest.Seat.Inputs.IsTooFast);
        RunMeasured(rig, [honest, fast], seconds: 25);

        output.WriteLine($"{times} times the rate: {(double)fast.Walked / honest.Walked:0.0000} of the honest way");
        Assert.True(fast.Walked <= honest.Walked * 1.02, $"{fast.Walked} against {honest.Walked}");
        Assert.True(fast.MostWaiting <= InputBuffer.Depth);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Honest_player_on_a_bad_line_loses_at_most_a_thousandth_of_the_commands_in_ten_minutes(int seed)
    {
        var line = new LinkConditions { Delay = TimeSpan.FromMilliseconds(90), Jitter = TimeSpan.FromMilliseconds(20), Loss = 0.05 };
        using var rig = new ServerRig(seed);
        var ana = rig.Seat("ana", line, line);
        ana.Client.Intent = new PlayerIntent(0, 0, default, Buttons.None);
        rig.RunUntil(() => rig.SeatOf("ana").Inputs.Applied > 0, seconds: 5);
        var inputs = rig.SeatOf("ana").Inputs;
        var (missedBefore, appliedBefore) = (inputs.Missed, inputs.Applied);

        rig.RunSeconds(600);

        var missed = inputs.Missed - missedBefore;
        var applied = inputs.Applied - appliedBefore;
        output.WriteLine($"seed {seed}: {missed} of {missed + applied} ticks ran without their command");
        Assert.Equal(36_000, missed + applied);
        Assert.True(missed <= 36, $"{missed} of 36,000 ticks ran without their command, seed {seed}");
        Assert.False(inputs.IsTooFast);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Honest_player_on_a_line_with_bursts_of_a_quarter_second_is_never_flagged(int seed)
    {
        var line = new LinkConditions { Delay = TimeSpan.FromMilliseconds(40), Jitter = TimeSpan.FromMilliseconds(250), Loss = 0.05 };
        using var rig = new ServerRig(seed);
        rig.Seat("ana", line, line);
        var inputs = rig.SeatOf("ana").Inputs;

        rig.RunSeconds(600);

        Assert.False(inputs.IsTooFast);
        Assert.True(inputs.Applied > 34_000, $"{inputs.Applied} applied, seed {seed}");
    }

    [Fact]
    public void Server_that_stalls_half_a_second_every_five_flags_nobody()
    {
        var line = LinkConditions.RoundTrip(TimeSpan.FromMilliseconds(200));
        using var rig = new ServerRig();
        var ana = rig.Seat("ana", line, line);
        for (var round = 0; round < 24; round++)
        {
            rig.RunSeconds(4.5);

            // The client goes on while the server stands still; the ticks it missed never come.
            for (var tick = 0; tick < 30; tick++)
            {
                rig.Time.Advance(rig.TickLength);
                ana.Turn();
            }
        }

        Assert.False(rig.SeatOf("ana").Inputs.IsTooFast);
        Assert.True(ana.Client.IsInRoom);
    }

    private static Pace Join(ServerRig rig, string name, Cheat cheat)
    {
        var client = rig.Enter(name);
        var pace = new Pace(rig.Room, rig.SeatOf(name));
        var turn = 0;
        var start = rig.Room.World.Tick;
        client.EachTick = () => cheat(client, pace, rig.Room.World.Tick, turn == 0 ? Begin(ref turn, start) : ++turn);
        return pace;
    }

    private static int Begin(ref int turn, Tick start) => turn = (int)start.Value;

    private static void RunMeasured(ServerRig rig, IReadOnlyList<Pace> paces, int seconds)
    {
        for (var tick = 0; tick < seconds * rig.Room.Options.TickRate; tick++)
        {
            rig.Run(1);
            foreach (var pace in paces)
                pace.Measure();
        }
    }

    private static void Honest(RawClient client, Pace pace, Tick now, int turn) => client.SendCommands(pace.Command(now + 2));

    /// <summary>A clock that runs so many times too fast: its stamps leave the world's further behind with every tick.</summary>
    private static void Rush(RawClient client, Pace pace, int turn, int times) =>
        Burst(client, pace, new Tick((uint)(turn * times)), times);

    /// <summary>So many commands in one packet, the newest for the given tick.</summary>
    private static void Burst(RawClient client, Pace pace, Tick newest, int count)
    {
        for (var index = 0; index < count; index++)
            Batch[index] = pace.Command(newest + -index);

        client.SendCommands(Batch.AsSpan(0, count));
    }

    private static void Duplicate(RawClient client, Pace pace, Tick now, int turn)
    {
        for (var copy = 0; copy < 4; copy++)
            client.SendCommands(pace.Command(now + 1), pace.Command(now));
    }

    private static void Shuffle(RawClient client, Pace pace, Tick now, int turn)
    {
        int[] order = [3, 1, 4, 2];
        foreach (var ahead in order)
            client.SendCommands(pace.Command(now + ahead));
    }
}
