using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Spatial;

/// <summary>A round obstacle that stands where it is, in world units.</summary>
public readonly record struct Circle(FixedVector Centre, Fixed Radius);
