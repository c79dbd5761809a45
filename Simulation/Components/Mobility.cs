using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>How fast an avatar may go.</summary>
public struct Mobility : IComponent<Mobility>
{
    /// <summary>World units per tick.</summary>
    [Replicated(ValueBits = 12, ChangeBits = 9)]
    public Fixed Speed;

    public static void Visit<TVisitor>(ref Mobility component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        visitor.Field(nameof(Speed), ref component.Speed);
}
