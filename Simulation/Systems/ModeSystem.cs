using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>The two verbs of a game's own rules, as stages of the tick like all others: what a mode does in them is timed, hashed and named.</summary>
internal static class ModeSystem
{
    public static void Direct(GameWorld world)
    {
        using var stage = world.Enter(TickStage.Direct);
        world.Mode.Direct(world);
    }

    public static void Judge(GameWorld world)
    {
        using var stage = world.Enter(TickStage.Judge);
        world.Mode.Judge(world);
    }
}
