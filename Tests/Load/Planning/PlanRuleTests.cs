using Ecs.Load.Planning;

namespace Ecs.Tests.Load.Planning;

public sealed class PlanRuleTests
{
    private static readonly PlanRule Rule = new(TickLimitMs: 13.3, Cores: 2);
    private static readonly PlanProbe Held = new() { Clients = 100, Played = 100, TickP99Ms = 13.3, ServerCpuMs = [300, 340], GeneratorCpuMs = 500 };

    [Fact]
    public void Everybody_on_time_and_ticks_within_their_limit_hold() => Assert.Null(Rule.Judge(Held));

    [Fact]
    public void Ticks_above_their_limit_do_not() =>
        Assert.Equal((PlanResource.Tick, "ticks took 13.4 ms at p99 of the 13.3 that they may"), Rule.Judge(Held with { TickP99Ms = 13.4 }));

    [Fact]
    public void On_a_machine_that_is_full_it_is_the_cores_that_ran_out() =>
        Assert.Equal(
            (PlanResource.Cores, "ticks took 20.0 ms at p99 of the 13.3 that they may, on cores that clients and others filled"),
            Rule.Judge(Held with { TickP99Ms = 20, GeneratorCpuMs = 1_000, OthersCpuMs = 500 }));

    [Fact]
    public void A_generator_that_was_late_has_measured_itself() =>
        Assert.Equal((PlanResource.Generator, "late"), Rule.Judge(Held with { GeneratorLimit = "late" }));

    [Fact]
    public void Clients_that_did_not_come_in_are_no_players() =>
        Assert.Equal((PlanResource.Network, "3 of 100 clients did not come in, or were lost"), Rule.Judge(Held with { Played = 97 }));

    [Fact]
    public void Snapshots_that_are_lost_in_the_kernel_end_it_too() =>
        Assert.Equal((PlanResource.Network, "1.5 % of the snapshots did not come"), Rule.Judge(Held with { SnapshotsMissedPercent = 1.5 }));
}
