using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Client.Prediction;

/// <summary>Prediction in the warm frames of a client.</summary>
[Collection(AloneLane.Name)]
public sealed class PredictionAllocationTests
{
    private const int Seed = 16;

    [Fact]
    public void A_warm_client_that_predicts_allocates_nothing()
    {
        using var run = new PredictionRun("arena", clients: 1, bots: 8, Seed);
        run.Run(1_800);

        var meter = new AllocationMeter();
        for (var tick = 0; tick < 300; tick++)
            run.Measure(meter);

        Assert.Equal(0, meter.Bytes);
        Assert.True(run.Client(0).Prediction!.Hits > 200);
    }
}
