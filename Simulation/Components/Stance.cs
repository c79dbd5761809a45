using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>How high an avatar stands and where it looks.</summary>
public struct Stance : IComponent<Stance>
{
    /// <summary>World units above the ground, +-4,096.</summary>
    [Replicated(ValueBits = 18, ChangeBits = 14, Audience = Audience.Owner)]
    public Fixed Z;
    [Replicated(Quantum = Angle.FullTurn / 1024, ValueBits = 9, ChangeBits = 5)]
    public Angle Facing;

    public static void Visit<TVisitor>(ref Stance component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Z), ref component.Z);
        visitor.Field(nameof(Facing), ref component.Facing);
    }
}
