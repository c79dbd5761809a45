using Ecs.Server.Metrics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Metrics;

public sealed class MeterTests
{
    [Fact]
    public void A_listener_reads_every_figure_and_causes_are_a_fixed_set_of_labels()
    {
        using var metrics = new ServerMetrics();
        metrics.Players = 5;
        metrics.CountIn(3, 300);
        metrics.CountDrop(DropCause.Malformed, 4);
        metrics.Tick.AddTick(2000, 100, 0);

        var read = MeterReading.Of(metrics);

        Assert.Equal(5, read["ecs.players"]);
        Assert.Equal(300, read["ecs.net.bytes/in"]);
        Assert.Equal(4, read["ecs.drops/malformed"]);
        Assert.Equal(0.002, read["ecs.tick.duration/1"]);
        Assert.Equal(1, read["ecs.tick.count"]);
        Assert.Equal(DropCauses.Count, read.Keys.Count(static series => series.StartsWith("ecs.drops/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_cause_has_a_name_of_its_own()
    {
        string[] names = [.. Enum.GetValues<DropCause>().Select(DropCauses.NameOf)];
        Assert.Equal(DropCauses.Count, names.Distinct().Count());
        Assert.DoesNotContain("other", names);
    }
}
