using System.Diagnostics;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Metrics;

/// <summary>Which ticks are traced, and how many at most.</summary>
public sealed class LateTickTests
{
    [Fact]
    public void A_tick_that_is_late_or_long_is_traced_and_one_a_second_at_most()
    {
        var figures = new TickFigures();
        var late = new LateTicks(figures, new ManualTime(), tickRate: 50);
        List<Activity> told = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ServerTraces.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == "late tick")
                    told.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);

        Run(late, figures, 10, duration: 19_999, lateness: 19_999);
        Assert.Empty(told);
        Run(late, figures, 1, duration: 20_000, lateness: 0);
        var slow = Assert.Single(told);
        Assert.Equal((11L, 20_000L), (slow.GetTagItem("ecs.tick.number"), slow.GetTagItem("ecs.tick.duration_us")));
        Assert.Equal(TimeSpan.FromMilliseconds(20), slow.Duration);
        Run(late, figures, 100, duration: 5, lateness: 30_000);
        Assert.Equal(3, told.Count);
    }

    private static void Run(LateTicks late, TickFigures figures, int ticks, long duration, long lateness)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            figures.AddTick(duration, lateness, 0);
            late.Look();
        }
    }
}
