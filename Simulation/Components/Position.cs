using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>The centre of an entity, in world units.</summary>
public struct Position : IComponent<Position>
{
    [Replicated(Quantum = Fixed.RawPerUnit / 16, ValueBits = 8, ChangeBits = 2, Predictor = Predictor.Flies, By = "Velocity.X", Role = ReplicaRole.X)]
    public Fixed X;
    [Replicated(Quantum = Fixed.RawPerUnit / 16, ValueBits = 8, ChangeBits = 2, Predictor = Predictor.Flies, By = "Velocity.Y", Role = ReplicaRole.Y)]
    public Fixed Y;

    public static void Visit<TVisitor>(ref Position component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(X), ref component.X);
        visitor.Field(nameof(Y), ref component.Y);
    }
}
