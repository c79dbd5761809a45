using Ecs.DebugView.Model;

namespace Ecs.Tests.DebugView;

/// <summary>Pictures are made between the ticks of a server in the same process.</summary>
public sealed class TickRhythmTests
{
    private const double Interval = 1 / 60.0;

    [Theory]
    [InlineData(0.0005, 0.006, 0)]
    [InlineData(0.005, 0.006, 0)]
    [InlineData(0.0001, 0.006, 0.0004)]
    [InlineData(0.010, 0.006, Interval - 0.010 + 0.0005)]
    [InlineData(0.016, 0.001, Interval - 0.016 + 0.0005)]
    public void A_picture_that_would_meet_the_next_tick_waits_until_after_it(double sinceTick, double picture, double pause)
    {
        var rhythm = new TickRhythm();
        rhythm.Took(picture);

        Assert.Equal(pause, rhythm.PauseFor(sinceTick, Interval), 6);
    }

    [Theory]
    [InlineData(0.016, 0.012)]
    [InlineData(0.5, 0.002)]
    public void One_that_is_too_long_anyway_or_without_ticks_to_meet_does_not_wait(double sinceTick, double picture)
    {
        var rhythm = new TickRhythm();
        rhythm.Took(picture);

        Assert.Equal(0, rhythm.PauseFor(sinceTick, Interval));
    }

    [Fact]
    public void One_long_picture_is_forgotten()
    {
        var rhythm = new TickRhythm();
        rhythm.Took(0.1);
        Assert.Equal(0, rhythm.PauseFor(0.015, Interval));
        for (var picture = 0; picture < 60; picture++)
            rhythm.Took(0.003);

        Assert.InRange(rhythm.PauseFor(0.015, Interval), 0.001, 0.003);
    }
}
