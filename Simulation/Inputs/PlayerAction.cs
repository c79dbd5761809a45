namespace Ecs.Simulation.Inputs;

/// <summary>A rare act with two arguments whose meaning the code gives.</summary>
public readonly record struct PlayerAction(PlayerActionCode Code, int A, int B)
{
    /// <summary>More than so many of one player in one tick wait for the next.</summary>
    public const int PerTickLimit = 4;
}
