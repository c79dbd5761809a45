using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Values;

public sealed class RatesTests
{
    [Theory]
    [InlineData(500, 60, 34133)]
    [InlineData(555, 60, 37888)]
    [InlineData(32_000, 20, 6_553_600)]
    [InlineData(1, 240, 17)]
    [InlineData(0, 60, 0)]
    public void Speeds_round_to_the_nearest_raw_unit_per_tick(int perSecond, int tickRate, int raw) =>
        Assert.Equal(raw, Rates.PerTick(perSecond, tickRate).Raw);

    [Fact]
    public void Every_whole_speed_comes_back_at_every_tick_rate()
    {
        for (var tickRate = 20; tickRate <= 240; tickRate++)
        {
            for (var speed = 0; speed <= Rates.SpeedLimit; speed += 37)
                Assert.Equal(speed, Rates.PerSecond(Rates.PerTick(speed, tickRate), tickRate));
        }
    }

    [Theory]
    [InlineData(3, 10, 60, 18)]
    [InlineData(3, 10, 64, 20)] // 19.2: up
    [InlineData(1, 100_000, 240, 1)]
    [InlineData(0, 1, 60, 1)]
    [InlineData(5, 1, 20, 100)]
    public void Durations_round_up_to_whole_ticks_and_last_at_least_one(long numerator, long denominator, int tickRate, int ticks) =>
        Assert.Equal(ticks, Rates.Ticks(numerator, denominator, tickRate));
}
