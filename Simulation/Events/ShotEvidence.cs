using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Events;

/// <summary>
/// What a <see cref="WorldEventKind.ShotJudged"/> rests on. The moment that counted is <see cref="Age"/> before the moment of the tick at which
/// the shot met what it met: (tick - 1) + <see cref="Part"/> / 256 - <see cref="Age"/> / 256.
/// </summary>
public readonly record struct ShotEvidence
{
    /// <summary>None for a stroke.</summary>
    public EntityId Bullet { get; init; }

    /// <summary>256ths of a tick by which the target counted as older; 0 where it counted as it is.</summary>
    public ushort Age { get; init; }

    /// <summary>The moment of the tick, 0 (begin) to 256 (end).</summary>
    public ushort Part { get; init; }

    /// <summary>Whether the shooter said an older view than is granted.</summary>
    public bool IsClamped { get; init; }

    /// <summary>Where the bullet was at that moment, or who struck.</summary>
    public FixedVector At { get; init; }

    /// <summary>The target's place that was used; zero for a miss.</summary>
    public FixedVector Then { get; init; }

    /// <summary>Where the target is after the tick's moves; zero for a miss.</summary>
    public FixedVector Now { get; init; }

    public bool IsStroke => Bullet.IsNone;
}
