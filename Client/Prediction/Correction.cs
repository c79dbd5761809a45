using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Client.Prediction;

/// <summary>The client was wrong about its own avatar, and has put it right.</summary>
/// <param name="Tick">The tick of the snapshot that showed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Predicted">Where the avatar was taken to be at that tick.</param>
/// <param name="Actual">Where it was.</param>
/// <param name="Before">Where it was drawn to be, at the newest predicted tick, before it was put right.</param>
/// <param name="After">Where it is since: what a drawing smooths is <paramref name="Before"/> less this.</param>
public readonly record struct Correction(
    Tick Tick, CorrectionReason Reason, FixedVector Predicted, FixedVector Actual, FixedVector Before, FixedVector After);
