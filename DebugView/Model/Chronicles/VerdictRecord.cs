using Ecs.Simulation.Events;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model.Chronicles;

/// <summary>A shot or a stroke was judged where its shooter saw the others.</summary>
/// <param name="Number">Of the frame.</param>
/// <param name="Shooter">The seat.</param>
/// <param name="Target">Who was hit; none for a miss.</param>
/// <param name="Evidence">What the verdict rests on.</param>
public readonly record struct VerdictRecord(long Number, PlayerSlot Shooter, EntityId Target, ShotEvidence Evidence);
