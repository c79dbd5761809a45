namespace Ecs.Simulation.Worlds;

/// <summary>The verbs of a tick, in the order of <see cref="WorldTick.Step"/>. Births are sorted by the stage that asked for them.</summary>
public enum TickStage : byte
{
    Commands,
    Direct,
    Movement,
    Weapons,
    Bullets,
    Collision,
    Damage,
    Judge,
    PlayBack,
}

/// <summary>
/// Is told when a stage begins and ends, for timing and for hashes between systems. Must not change the world, nor
/// allocate when the tick may not.
/// </summary>
public interface ITickObserver
{
    void StageBegins(TickStage stage, GameWorld world);

    void StageEnds(TickStage stage, GameWorld world);
}
