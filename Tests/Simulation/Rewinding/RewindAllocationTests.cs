using Ecs.Simulation.Inputs;
using Ecs.Tests.Simulation.Games;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>A world that looks back allocates no more than one that does not.</summary>
[Collection(AloneLane.Name)]
public sealed class RewindAllocationTests
{
    [Fact]
    public void A_warm_tick_that_looks_back_allocates_nothing()
    {
        using var world = Skirmish.Create("arena", AnyGame.LoadMap("arena"));
        var (random, input) = (new Random(5), new TickInputBuffer());
        Skirmish.Join(input);
        for (var tick = 0; tick < 1_200; tick++)
            Step();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var tick = 0; tick < 240; tick++)
            Step();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Step()
        {
            Skirmish.Step(world, input, random);
            input.Clear();
        }
    }
}
