using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>
/// How an avatar drifts that speeds up and slows down instead of starting and stopping. Finer than positions: the small
/// steps of a fast tick rate would drown in rounding.
/// </summary>
public struct Momentum : IComponent<Momentum>
{
    /// <summary>Bits of fraction beyond those of <see cref="Fixed"/>.</summary>
    public const int ExtraBits = 12;

    /// <summary>World units per tick that fit.</summary>
    public const int UnitLimit = 127;

    /// <summary>1 / 2^24 world units per tick.</summary>
    [Replicated(ValueBits = 24, ChangeBits = 20, Audience = Audience.Owner)]
    public int X;
    [Replicated(ValueBits = 24, ChangeBits = 20, Audience = Audience.Owner)]
    public int Y;

    /// <summary>What a tick leaves of it.</summary>
    [Replicated(ValueBits = 30, Audience = Audience.Owner)]
    public Decay Decay;

    public static void Visit<TVisitor>(ref Momentum component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(X), ref component.X);
        visitor.Field(nameof(Y), ref component.Y);
        visitor.Field(nameof(Decay), ref component.Decay);
    }
}
