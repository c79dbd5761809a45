using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>
/// World units per tick. For a body it is the way that it really went in this tick (zero after a jump to another place),
/// so that a sweep can tell where the tick began.
/// </summary>
public struct Velocity : IComponent<Velocity>
{
    [Replicated(Quantum = 2, ValueBits = 9, ChangeBits = 8)]
    public Fixed X;
    [Replicated(Quantum = 2, ValueBits = 9, ChangeBits = 8)]
    public Fixed Y;

    public static void Visit<TVisitor>(ref Velocity component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(X), ref component.X);
        visitor.Field(nameof(Y), ref component.Y);
    }
}
