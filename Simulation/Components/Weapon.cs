using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>What an avatar shoots or strikes with.</summary>
public struct Weapon : IComponent<Weapon>
{
    /// <summary>World units per second, 1 to 32,000; bullets get it per tick. 0: it shoots no bullets.</summary>
    [Replicated(ValueBits = 10, Audience = Audience.Owner)]
    public ushort BulletSpeed;

    /// <summary>Hit points that one bullet or stroke takes.</summary>
    [Replicated(ValueBits = 5, Audience = Audience.Owner)]
    public ushort Damage;

    /// <summary>Ticks from one shot or stroke to the next, at least 1.</summary>
    [Replicated(ValueBits = 6, ChangeBits = 5)]
    public ushort CooldownTicks;

    /// <summary>Until the next one; falls by one in each tick.</summary>
    [Replicated(ValueBits = 5, ChangeBits = 6, Audience = Audience.Owner, Predictor = Predictor.CountsDown)]
    public ushort CooldownLeft;

    /// <summary>The direction of the next bullet or stroke.</summary>
    [Replicated(Quantum = Angle.FullTurn / 1024, ValueBits = 9, ChangeBits = 5)]
    public Angle Barrel;

    public static void Visit<TVisitor>(ref Weapon component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(BulletSpeed), ref component.BulletSpeed);
        visitor.Field(nameof(Damage), ref component.Damage);
        visitor.Field(nameof(CooldownTicks), ref component.CooldownTicks);
        visitor.Field(nameof(CooldownLeft), ref component.CooldownLeft);
        visitor.Field(nameof(Barrel), ref component.Barrel);
    }
}
