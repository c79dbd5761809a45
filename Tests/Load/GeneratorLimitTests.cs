using Ecs.Load;

namespace Ecs.Tests.Load;

public sealed class GeneratorLimitTests
{
    private static readonly LatencyFigures Punctual = new(0.1, 0.3, 1, 4, 9);

    [Fact]
    public void A_generator_with_time_to_spare_is_no_limit() =>
        Assert.Null(GeneratorLimit.Find([Worker(600), Worker(500)], Punctual, serverCpu: 400, cores: 2));

    [Fact]
    public void A_process_that_fills_its_core_is() =>
        Assert.Equal("a process of clients took 912 of the 1,000 ms per second that one core has", GeneratorLimit.Find([Worker(20), Worker(912)], Punctual, 100, 8));

    [Fact]
    public void Inputs_that_were_not_sent_are() =>
        Assert.Equal("11 of 1000 inputs could not be sent on time", GeneratorLimit.Find([Worker(20) with { InputsSent = 989, InputsMissed = 11 }], Punctual, 100, 8));

    [Fact]
    public void Inputs_later_than_half_a_tick_are() =>
        Assert.Equal("inputs left up to 8.4 ms late (p99), which is more than half a tick", GeneratorLimit.Find([Worker(20)], Punctual with { P99 = 8.4 }, 100, 8));

    [Fact]
    public void A_machine_that_both_fill_is() =>
        Assert.Equal("server and clients together took 1950 of the 2000 ms per second that this machine has", GeneratorLimit.Find([Worker(850)], Punctual, 1_100, 2));

    [Fact]
    public void Of_a_server_elsewhere_only_the_clients_count() => Assert.Null(GeneratorLimit.Find([Worker(850)], Punctual, null, 1));

    private static WorkerFigures Worker(double cpu) => new() { TickRate = 60, InputsSent = 10_000, CpuMsPerSecond = cpu };
}
