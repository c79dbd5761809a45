using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Inputs;

/// <summary>A place that a player asks for; the mode decides how much of it happens.</summary>
/// <param name="IsPresent">Whether there is a wish at all; the rest is zero when not.</param>
/// <param name="X">World units.</param>
/// <param name="Y">World units.</param>
/// <param name="Z">World units above the ground; no rule but the mode's looks at it.</param>
/// <param name="Facing">Where the player looks.</param>
public readonly record struct PlayerWish(bool IsPresent, Fixed X, Fixed Y, Fixed Z, Angle Facing);
