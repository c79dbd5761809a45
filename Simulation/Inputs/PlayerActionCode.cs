namespace Ecs.Simulation.Inputs;

/// <summary>Rare acts of a player, sent reliably. A mode ignores codes that it has no rule for.</summary>
public enum PlayerActionCode : ushort
{
    None = 0,
    ChangeTeam = 1,
    TakePowerUp = 2,

    /// <summary>Takes 20 hit points from oneself, without credit to anybody.</summary>
    HurtSelf = 3,
}
