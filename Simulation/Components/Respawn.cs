using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
namespace Ecs.Simulation.Components;

/// <summary>When a dead avatar comes back.</summary>
public struct Respawn : IComponent<Respawn>
{
    /// <summary>0 while alive.</summary>
    [Replicated(ValueBits = 0, ChangeBits = 8, Predictor = Predictor.CountsDown)]
    public ushort TicksLeft;

    public static void Visit<TVisitor>(ref Respawn component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        visitor.Field(nameof(TicksLeft), ref component.TicksLeft);
}
