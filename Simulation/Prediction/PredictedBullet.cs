using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Prediction;

/// <summary>A bullet that its shooter has fired and not been told of yet.</summary>
/// <param name="Id">Of the predicted world alone: the server's bullet has another.</param>
/// <param name="At">Its centre, in world units.</param>
/// <param name="Way">World units per tick.</param>
public readonly record struct PredictedBullet(EntityId Id, FixedVector At, FixedVector Way);
