using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Maps;

/// <summary>Where avatars of a team come into the world.</summary>
public readonly record struct SpawnPoint(Fixed X, Fixed Y, byte Team);
