namespace Ecs.Simulation.Replication;

/// <summary>Whose clients are told of a field.</summary>
public enum Audience : byte
{
    Everybody,

    /// <summary>Players of the entity's team, its owner included.</summary>
    Team,

    /// <summary>The player whose avatar, or whose bullet, it is.</summary>
    Owner,
}
