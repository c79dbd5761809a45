namespace Ecs.Simulation.Worlds;

/// <summary>What the bearer of a thing can do with it.</summary>
public enum CarriedUse : byte
{
    None = 0,

    /// <summary><see cref="Inputs.PlayerActionCode.UseItem"/> uses one of it up.</summary>
    UsedUp = 1,

    /// <summary><see cref="Inputs.PlayerActionCode.EquipItem"/> puts it on or takes it into the hand, and the other way round.</summary>
    PutOn = 2,
}
