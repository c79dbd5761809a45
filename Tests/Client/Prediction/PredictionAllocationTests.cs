using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Client.Prediction;

/// <summary>Prediction in the warm frames of a client.</summary>
[Collection(AloneLane.Name)]
public sealed class PredictionAllocationTests
{
    private const int Seed = 16;

    /// <summary>The network of the tests rents a new buffer for a long message now and then, which is none of the client's: the same frames show it without a prediction.</summary>
    [Fact]
    public void A_prediction_allocates_nothing_in_a_warm_frame()
    {
        var (with, hits) = Allocated(predicts: true);
        var (without, _) = Allocated(predicts: false);

        Assert.Equal(without, with);
        Assert.True(hits > 200, $"{hits} snapshots were as predicted");
    }

    private static (long Bytes, long Hits) Allocated(bool predicts)
    {
        using var run = new PredictionRun("arena", clients: 1, bots: 8, Seed, predicts: predicts);
        while (run.Rig.Room.World.Tick.Value < 2_000)
            run.Run(1);

        var meter = new AllocationMeter();
        for (var tick = 0; tick < 300; tick++)
            run.Measure(meter);
        return (meter.Bytes, run.Client(0).Prediction?.Hits ?? 0);
    }
}
