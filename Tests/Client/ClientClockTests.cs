using Ecs.Protocol.Snapshots;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Client;

/// <summary>The client's clock and its repeated commands on bad wires and with bad clocks, in virtual time.</summary>
public class ClientClockTests
{
    private const double TenMinutes = 600;

    /// <summary>Both directions lose, delay and jitter alike; the jitter lies around the middle of the delay.</summary>
    private static ClockStory Wire(int seed, double roundTrip, double loss, double jitter)
    {
        var oneWay = new LinkConditions
        {
            Delay = TimeSpan.FromMilliseconds(roundTrip / 2 - jitter / 2),
            Jitter = TimeSpan.FromMilliseconds(jitter),
            Loss = loss,
        };
        return new() { Seed = seed, Up = oneWay, Down = oneWay };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void At_200_ms_with_5_percent_loss_and_20_ms_jitter_at_most_one_command_in_a_thousand_is_lost(int seed)
    {
        var rig = new ClockRig(Wire(seed, 200, 0.05, 20));
        rig.Run(TenMinutes);

        Assert.InRange(rig.Commands.Count, 35_800, 36_100);
        Assert.True(rig.Lost <= rig.Commands.Count / 1_000, rig.What);
        Assert.True(rig.Client.Clock!.Jumps == 0, rig.What);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void On_a_clean_wire_nothing_is_lost_and_the_margin_settles_at_one(int seed)
    {
        foreach (var roundTrip in (double[])[0, 1, 30, 90, 200, 450])
        {
            var rig = new ClockRig(Wire(seed, roundTrip, 0, 0));
            rig.Run(60);

            Assert.True(rig.Lost == 0 && rig.Server.Early == 0, $"{roundTrip} ms {rig.What}");
            var settled = rig.Server.Margins[300..];
            Assert.True(settled.Count(margin => margin == 1) > settled.Count * 0.8, $"{roundTrip} ms {rig.What}");
            Assert.All(settled, margin => Assert.InRange(margin, 0, 2));
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void On_loopback_a_command_shows_within_two_ticks_and_a_snapshot_interval_at_the_median(int seed)
    {
        foreach (var frame in (double[])[1, 5, 1000.0 / 60])
        {
            var rig = new ClockRig(new ClockStory { Seed = seed, FrameMilliseconds = frame });
            rig.Run(30);
            rig.EffectTimes.RemoveRange(0, 300);
            rig.EffectTimes.Sort();

            var median = rig.EffectTimes[rig.EffectTimes.Count / 2];
            Assert.True(median.TotalMilliseconds <= 4 * 1000.0 / 60, $"{median.TotalMilliseconds} ms at {frame} ms a frame, {rig.What}");
        }
    }

    [Theory]
    [InlineData(31, 0)]
    [InlineData(32, 40)]
    [InlineData(33, 200)]
    public void Frames_that_come_in_bursts_of_30_ms_lose_nothing(int seed, double roundTrip)
    {
        var rig = new ClockRig(Wire(seed, roundTrip, 0, 0) with { FrameMilliseconds = 5, FrameJitterMilliseconds = 25 });
        rig.Run(120);

        Assert.True(rig.Lost == 0, rig.What);
    }

    [Theory]
    [InlineData(41, 0)]
    [InlineData(42, 40)]
    [InlineData(43, 200)]
    public void A_wire_that_holds_packets_for_up_to_30_ms_loses_nothing(int seed, double roundTrip)
    {
        var rig = new ClockRig(Wire(seed, roundTrip + 30, 0, 30));
        rig.Run(120);

        Assert.True(rig.Lost == 0, rig.What);
    }

    [Theory]
    [InlineData(51, 20)]
    [InlineData(52, 30)]
    [InlineData(53, 128)]
    [InlineData(54, 240)]
    public void Other_tick_rates_lose_nothing_either(int seed, int tickRate)
    {
        var rig = new ClockRig(Wire(seed, 100, 0, 10) with { TickRate = tickRate, FrameMilliseconds = 7 });
        rig.Run(60);

        Assert.True(rig.Lost == 0, rig.What);
        Assert.InRange(rig.Commands.Count, tickRate * 59, tickRate * 60 + 32);
    }

    [Theory]
    [InlineData(61, 1.0005)]
    [InlineData(62, 0.9995)]
    [InlineData(63, 1.01)]
    [InlineData(64, 0.99)]
    public void A_clock_that_drifts_is_followed_without_a_jump(int seed, double rate)
    {
        var rig = new ClockRig(Wire(seed, 80, 0, 5) with { ClientRate = rate });
        rig.Run(TenMinutes);

        Assert.True(rig.Lost == 0 && rig.Client.Clock!.Jumps == 0, rig.What);
        Assert.InRange(rig.Server.Margins[^1], 0, 12);
    }

    [Theory]
    [InlineData(71, 100)]
    [InlineData(72, 3_600_000)]
    [InlineData(73, -100)]
    [InlineData(74, -3_600_000)]
    public void After_a_jump_of_the_clients_clock_commands_arrive_again_within_two_seconds(int seed, double milliseconds)
    {
        var rig = new ClockRig(Wire(seed, 100, 0, 5));
        rig.Run(10);
        rig.ClientTime.Jump(TimeSpan.FromMilliseconds(milliseconds));
        rig.Run(2);

        AssertHealed(rig);
    }

    [Theory]
    [InlineData(81, 500)]
    [InlineData(82, 5_000)]
    public void After_a_stall_of_the_server_that_gives_the_time_up_commands_arrive_just_early_again(int seed, double milliseconds)
    {
        var rig = new ClockRig(Wire(seed, 60, 0, 5));
        rig.Run(10);
        rig.StallServer(TimeSpan.FromMilliseconds(milliseconds));
        rig.Run(milliseconds / 1_000 + 5);

        AssertHealed(rig);
        Assert.True(rig.Server.Margins[^1] <= 12, $"margin {rig.Server.Margins[^1]}, {rig.What}");
    }

    [Theory]
    [InlineData(91, 100)]
    [InlineData(92, 700)]
    [InlineData(93, 10_000)]
    [InlineData(94, 30_000)]
    public void After_a_stall_of_the_client_commands_arrive_again(int seed, double milliseconds)
    {
        var rig = new ClockRig(Wire(seed, 60, 0, 5));
        rig.Run(10);
        rig.StallClient(TimeSpan.FromMilliseconds(milliseconds));
        rig.Run(milliseconds / 1_000 + 2);

        AssertHealed(rig);
    }

    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    public void A_way_that_grows_longer_costs_few_commands_and_one_that_grows_shorter_none(int seed)
    {
        var rig = new ClockRig(Wire(seed, 60, 0, 5));
        rig.Run(20);
        var longer = Wire(seed, 160, 0, 5);
        (rig.Transport.Socket!.Up.Conditions, rig.Transport.Socket.Down.Conditions) = (longer.Up, longer.Down);
        rig.Run(20);
        var lost = rig.Lost;
        Assert.True(lost < 60, rig.What);

        var shorter = Wire(seed, 20, 0, 5);
        (rig.Transport.Socket.Up.Conditions, rig.Transport.Socket.Down.Conditions) = (shorter.Up, shorter.Down);
        rig.Run(60);
        Assert.Equal(lost, rig.Lost);
        Assert.InRange(rig.Server.Margins[^1], 0, 2);
    }

    [Theory]
    [InlineData(151, 1_000)]
    [InlineData(152, 2_000)]
    public void A_way_that_becomes_longer_than_a_second_is_found(int seed, double roundTrip)
    {
        var rig = new ClockRig(Wire(seed, 30, 0, 5));
        rig.Run(10);
        var longer = Wire(seed, roundTrip, 0.05, 50);
        (rig.Transport.Socket!.Up.Conditions, rig.Transport.Socket.Down.Conditions) = (longer.Up, longer.Down);
        rig.Run(30);

        AssertHealed(rig, allowed: 2);
        Assert.InRange(rig.Client.Clock!.RoundTrip.TotalMilliseconds, roundTrip - 200, roundTrip + 300);
    }

    [Theory]
    [InlineData(161, 1_600)]
    [InlineData(162, 2_600)]
    [InlineData(163, 2_800)]
    public void A_way_that_becomes_short_again_is_found_as_soon_as_the_last_of_the_long_one_has_come(int seed, double roundTrip)
    {
        var rig = new ClockRig(Wire(seed, roundTrip, 0.1, 100));
        rig.Run(40);
        var shorter = Wire(seed, 30, 0, 5);
        (rig.Transport.Socket!.Up.Conditions, rig.Transport.Socket.Down.Conditions) = (shorter.Up, shorter.Down);
        rig.Run(roundTrip / 2_000 + 0.3);
        rig.Run(1);

        AssertHealed(rig);
    }

    [Theory]
    [InlineData(171)]
    [InlineData(172)]
    public void A_silence_about_commands_that_is_shorter_than_the_way_allows_changes_nothing(int seed)
    {
        var rig = new ClockRig(Wire(seed, 2_000, 0, 5));
        rig.Run(30);
        var (jumps, lead) = (rig.Client.Clock!.Jumps, rig.Client.Clock.Due.Since(rig.Server.Tick));
        rig.Transport.Socket!.Up.IsCut = true;
        rig.Run(2 + 2.9);

        Assert.True(rig.Client.Clock.Jumps == jumps, rig.What);
        Assert.InRange(rig.Client.Clock.Due.Since(rig.Server.Tick), lead - 4, lead + 4);
    }

    [Theory]
    [InlineData(111)]
    [InlineData(112)]
    public void A_cut_wire_that_comes_back_is_used_again(int seed)
    {
        var rig = new ClockRig(Wire(seed, 100, 0.02, 10));
        rig.Run(10);
        rig.Transport.Socket!.Up.IsCut = true;
        rig.Run(3);
        rig.Transport.Socket.Up.IsCut = false;
        rig.Run(2);

        AssertHealed(rig, allowed: 1);
    }

    [Fact]
    public void Tick_numbers_that_wrap_change_nothing()
    {
        var rig = new ClockRig(Wire(121, 100, 0, 5) with { FirstTick = uint.MaxValue - 600 });
        rig.Run(30);

        Assert.True(rig.Client.Clock!.Jumps == 0, rig.What);
        AssertHealed(rig);
    }

    [Theory]
    [InlineData(131)]
    [InlineData(132)]
    public void Commands_have_consecutive_stamps_and_no_tick_has_two(int seed)
    {
        var rig = new ClockRig(Wire(seed, 150, 0.1, 40));
        rig.Run(120);

        Assert.True(rig.Client.Clock!.Jumps == 0, rig.What);
        for (var index = 1; index < rig.Commands.Count; index++)
            Assert.Equal(rig.Commands[index - 1] + 1, rig.Commands[index]);
    }

    [Theory]
    [InlineData(141, 100, 0.10, 50)]
    [InlineData(142, 250, 0.05, 250)]
    [InlineData(143, 1_000, 0.25, 100)]
    public void On_the_worst_wires_most_commands_still_arrive(int seed, double roundTrip, double loss, double jitter)
    {
        var rig = new ClockRig(Wire(seed, Math.Max(roundTrip, jitter), loss, jitter));
        rig.Run(120);

        Assert.True(rig.Lost < rig.Commands.Count / 20, rig.What);
    }

    /// <summary>The last second of ticks had their commands.</summary>
    private static void AssertHealed(ClockRig rig, int allowed = 0)
    {
        var last = rig.Server.Tick.Value;
        var missing = Enumerable.Range(0, 60).Count(back => !rig.Server.Applied.Contains(unchecked(last - (uint)back)));
        Assert.True(missing <= allowed, $"{missing} of the last 60 ticks without a command, margin {rig.Server.Margins[^1]}, {rig.What}");
        Assert.NotEqual(SnapshotHeader.NoMargin, rig.Server.Margins[^1]);
    }

}
