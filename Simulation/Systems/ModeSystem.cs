using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>The two verbs of a game's own rules, as stages of the tick like all others: what a mode does in them is timed, hashed and named.</summary>
internal static class ModeSystem
{
    public static void Direct(GameWorld world)
    {
        using var stage = world.Enter(TickStage.Direct);
        world.BeginWatch();
        world.Mode.Direct(world);
        world.EndWatch(OutsideAct.ModeEvent);
        world.Mode.DirectAvatars(world);
    }

    public static void Judge(GameWorld world)
    {
        using var stage = world.Enter(TickStage.Judge);
        world.Mode.JudgeAvatars(world);
        world.BeginWatch();
        world.Mode.Judge(world);
        world.EndWatch(OutsideAct.ModeEvent);
    }

    /// <summary>The part of <see cref="Direct"/> that players predict.</summary>
    public static void PredictDirect(GameWorld world)
    {
        using var stage = world.Enter(TickStage.Direct);
        world.Mode.DirectAvatars(world);
    }

    /// <summary>The part of <see cref="Judge"/> that players predict.</summary>
    public static void PredictJudge(GameWorld world)
    {
        using var stage = world.Enter(TickStage.Judge);
        world.Mode.JudgeAvatars(world);
    }
}
