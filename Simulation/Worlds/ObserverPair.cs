namespace Ecs.Simulation.Worlds;

/// <summary>Two observers of one world. The second lies inside the first, so that neither measures the other's work twice.</summary>
internal sealed class ObserverPair(ITickObserver outer, ITickObserver inner) : ITickObserver
{
    public void StageBegins(TickStage stage, GameWorld world)
    {
        outer.StageBegins(stage, world);
        inner.StageBegins(stage, world);
    }

    public void StageEnds(TickStage stage, GameWorld world)
    {
        inner.StageEnds(stage, world);
        outer.StageEnds(stage, world);
    }
}
