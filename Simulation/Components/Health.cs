using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
namespace Ecs.Simulation.Components;

/// <summary>Hit points, 0 to 65,535. At zero the avatar is dead: no body, no moves, no shots.</summary>
public struct Health : IComponent<Health>
{
    [Replicated(ValueBits = 7, ChangeBits = 5)]
    public int Current;
    [Replicated(ValueBits = 7, ChangeBits = 5)]
    public int Max;

    public readonly bool IsAlive => Current > 0;

    public static void Visit<TVisitor>(ref Health component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Current), ref component.Current);
        visitor.Field(nameof(Max), ref component.Max);
    }
}
