using System.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model.Chronicles;

/// <summary>Somebody was hit, or died.</summary>
/// <param name="Number">Of the frame.</param>
/// <param name="Victim">Who was hit.</param>
/// <param name="Attacker">Seat of whoever did it; may be none.</param>
/// <param name="Place">Where the victim stood after that tick, in world units.</param>
/// <param name="Points">Hit points lost.</param>
/// <param name="IsDeath">Whether this is the end rather than the hit.</param>
public readonly record struct HitRecord(long Number, EntityId Victim, PlayerSlot Attacker, Vector2 Place, int Points, bool IsDeath);
