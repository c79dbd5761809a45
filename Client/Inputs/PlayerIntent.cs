using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Client.Inputs;

/// <summary>What a player wants, before it has a tick: the fields of <see cref="PlayerCommand"/>.</summary>
public readonly record struct PlayerIntent(sbyte MoveX, sbyte MoveY, Angle Aim, Buttons Buttons)
{
    /// <summary>Where the player wants to be, in games that let players say so.</summary>
    public PlayerWish Wish { get; init; }

    public PlayerCommand At(Tick tick) => new(tick, MoveX, MoveY, Aim, Buttons) { Wish = Wish };
}
