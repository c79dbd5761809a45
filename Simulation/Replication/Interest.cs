namespace Ecs.Simulation.Replication;

/// <summary>Who is told of an entity where not everybody sees everything.</summary>
public enum Interest : byte
{
    /// <summary>Whose avatar is near.</summary>
    Near,

    /// <summary>Everybody, wherever it is.</summary>
    Always,

    /// <summary>Its team wherever it is, others when near.</summary>
    Team,

    /// <summary>Nobody but its owner.</summary>
    Never,
}
