namespace Ecs.Simulation.Worlds;

/// <summary>What has changed an avatar that its own commands and the rules of motion alone would not have changed.</summary>
public enum OutsideAct : byte
{
    /// <summary>Somebody's act: a hit or a blow that it took or was credited for, an order, somebody in its way.</summary>
    Push,

    /// <summary>The mode: a match that begins or ends, a return by chance, a rare act that its player asked for.</summary>
    ModeEvent,
}
