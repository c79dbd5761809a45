using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Inputs;

/// <summary>
/// What a player wants in one tick. <paramref name="MoveX"/> and <paramref name="MoveY"/> are a direction, 127 being
/// full speed; a longer vector is shortened to full speed, -128 counts as -127.
/// </summary>
/// <param name="Tick">The tick that applies it.</param>
/// <param name="MoveX">-127 (left) to 127 (right).</param>
/// <param name="MoveY">-127 (up) to 127 (down).</param>
/// <param name="Aim">Where the player looks; modes with a fixed barrel ignore it.</param>
/// <param name="Buttons">Held buttons.</param>
public readonly record struct PlayerCommand(Tick Tick, sbyte MoveX, sbyte MoveY, Angle Aim, Buttons Buttons)
{
    /// <summary>Parts of a tick that <see cref="SeenAge"/> counts.</summary>
    public const int SeenParts = 256;

    /// <summary>Where the player wants to be, in modes that let players say so; absent otherwise.</summary>
    public PlayerWish Wish { get; init; }

    /// <summary>
    /// By how much of a tick, in 256ths, what the player saw of others was older than <see cref="Tick"/>: the moment between two snapshots
    /// that was drawn. 0 for whoever does not say; then others are where they are.
    /// </summary>
    public ushort SeenAge { get; init; }
}
