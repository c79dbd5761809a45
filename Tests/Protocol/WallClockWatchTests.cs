using Ecs.Protocol.LiteNet;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Protocol;

public sealed class WallClockWatchTests
{
    private readonly TwoClocks _clocks = new();

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    [InlineData(-2.1)]
    [InlineData(86_400)]
    public void A_step_is_noticed_once(double seconds)
    {
        var watch = new WallClockWatch(_clocks);
        _clocks.Pass(0.016);
        Assert.False(watch.HasStepped());

        _clocks.Set(seconds);
        _clocks.Pass(0.016);

        Assert.True(watch.HasStepped());
        _clocks.Pass(0.016);
        Assert.False(watch.HasStepped());
    }

    [Fact]
    public void Time_that_passes_is_no_step_however_long_nobody_looked()
    {
        var watch = new WallClockWatch(_clocks);
        foreach (var seconds in (double[])[0, 0.016, 10, 86_400 * 12])
        {
            _clocks.Pass(seconds);
            Assert.False(watch.HasStepped());
        }
    }

    [Fact]
    public void Small_corrections_are_no_step_however_many()
    {
        var watch = new WallClockWatch(_clocks);
        for (var look = 0; look < 1_000; look++)
        {
            _clocks.Set(-0.001);
            _clocks.Pass(0.016);
            Assert.False(watch.HasStepped());
        }
    }
}
