namespace Ecs.Simulation.Replication;

/// <summary>What both ends take a field to do while nothing is said of it.</summary>
public enum Predictor : byte
{
    /// <summary>It stays as it is.</summary>
    Stays,

    /// <summary>It grows by another field of the same entity in each tick (<see cref="ReplicatedAttribute.By"/>).</summary>
    Flies,

    /// <summary>It falls by one in each tick, as far as zero.</summary>
    CountsDown,
}
