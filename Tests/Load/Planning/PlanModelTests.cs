using Ecs.Load.Planning;

namespace Ecs.Tests.Load.Planning;

public sealed class PlanModelTests
{
    private static readonly PlanRule Rule = new(TickLimitMs: 10, Cores: 4);

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.6)]
    [InlineData(2.0)]
    public void Ticks_that_grow_with_a_power_of_the_clients_end_where_they_do(double exponent)
    {
        var model = new PlanModel(Rule, [.. new[] { 30, 80, 140 }.Select(clients => Tick(clients, 10 * Math.Pow(clients / 200.0, exponent)))], 4_000);

        Assert.Equal(PlanResource.Tick, model.Predict().RunsOutFirst);
        Assert.InRange(model.Predict().Clients, 199, 201);
        Assert.InRange(model.ClientsAt(0.5), 200 * Math.Pow(0.5, 1 / exponent) - 2, 200 * Math.Pow(0.5, 1 / exponent) + 2);
    }

    [Fact]
    public void Probes_near_the_limit_count_more_than_what_an_empty_server_costs()
    {
        // A tick of 1 ms and the square of its clients: 200 fill it. The line through the first and the last probe ends at 318.
        var model = new PlanModel(Rule, [.. new[] { 10, 60, 150 }.Select(static clients => Tick(clients, 1 + (9 * Math.Pow(clients / 200.0, 2))))], 4_000);

        Assert.InRange(model.Predict().Clients, 190, 255);
    }

    [Fact]
    public void A_process_of_clients_that_is_nearly_full_runs_out_before_the_tick()
    {
        PlanProbe[] probes = [Tick(100, 1) with { BusiestCpuMs = 225 }, Tick(200, 2) with { BusiestCpuMs = 450 }];

        Assert.Equal((400, PlanResource.Generator), Near(new PlanModel(Rule, probes, 4_000).Predict()));
    }

    [Fact]
    public void Cores_that_server_and_clients_share_run_out_before_the_tick()
    {
        PlanProbe[] probes = [Tick(100, 1) with { ServerCpuMs = [450, 500], GeneratorCpuMs = 475 }, Tick(200, 2) with { ServerCpuMs = [950], GeneratorCpuMs = 950 }];

        Assert.Equal((400, PlanResource.Cores), Near(new PlanModel(Rule, probes, 4_000).Predict()));
    }

    [Fact]
    public void A_server_with_time_to_spare_is_full_at_its_last_seat() =>
        Assert.Equal((90, PlanResource.Seats), new PlanModel(Rule, [Tick(30, 0.1), Tick(60, 0.2)], 90).Predict());

    [Fact]
    public void Probes_in_which_somebody_did_not_play_say_nothing_of_ticks()
    {
        PlanProbe[] probes = [Tick(100, 2.5), Tick(300, 1) with { Played = 40 }, Tick(300, double.PositiveInfinity)];

        Assert.InRange(new PlanModel(Rule, probes, 4_000).Predict().Clients, 200, 290);
    }

    [Fact]
    public void As_many_as_have_been_lost_are_never_predicted()
    {
        PlanProbe[] probes = [Tick(100, 1), Tick(200, 2), Tick(470, 11) with { Played = 460 }];

        Assert.Equal((469, PlanResource.Network), new PlanModel(Rule, probes, 4_000).Predict());
    }

    [Fact]
    public void Probe_that_other_programs_disturbed_hardly_bends_the_line()
    {
        PlanProbe[] probes = [Tick(50, 5), Tick(80, 3.2), Tick(140, 5.6)];
        var (disturbed, known) = (new PlanModel(Rule, probes, 4_000).Predict().Clients, new PlanModel(Rule, [probes[0] with { OthersCpuMs = 1_400 }, .. probes[1..]], 4_000).Predict().Clients);

        Assert.InRange(disturbed, 200, 235);
        Assert.InRange(known, 245, 265);
    }

    [Fact]
    public void What_hangs_on_one_probe_shows_in_the_range()
    {
        var straight = new PlanModel(Rule, [Tick(50, 2.5), Tick(100, 5), Tick(150, 7.5)], 4_000).Range();
        var bent = new PlanModel(Rule, [Tick(50, 2.5), Tick(100, 5), Tick(150, 9.5)], 4_000).Range();

        Assert.InRange(straight.High - straight.Low, 0, 1);
        Assert.InRange(bent.High - bent.Low, 10, 200);
    }

    private static (int, PlanResource) Near((int Clients, PlanResource Resource) predicted) => ((int)Math.Round(predicted.Clients / 10.0) * 10, predicted.Resource);

    private static PlanProbe Tick(int clients, double milliseconds) => new() { Clients = clients, Played = clients, TickP99Ms = milliseconds };
}
