using Arch.Core;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>A game with hand weapons: what <see cref="MeleeSystem"/> asks it.</summary>
public interface IMeleeMode : IGameMode
{
    MeleeRules Melee { get; }

    /// <summary>Which weapon the avatar strokes with, for those who draw it.</summary>
    int HeldWeapon(GameWorld world, Entity avatar);

    /// <summary>The avatar has struck a piece of scenery.</summary>
    /// <param name="world">The avatar's world.</param>
    /// <param name="avatar">Who struck.</param>
    /// <param name="index">Which of <see cref="GameRules.Obstacles"/>.</param>
    /// <param name="direction">From the avatar to the scenery.</param>
    void Gather(GameWorld world, Entity avatar, int index, Angle direction);
}
