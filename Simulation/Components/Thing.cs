using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
namespace Ecs.Simulation.Components;

/// <summary>What creatures, scenery and items have in common; the kind is in <see cref="Identity"/>.</summary>
public struct Thing : IComponent<Thing>
{
    /// <summary>Which of its kind it is; the mode gives the numbers their meaning.</summary>
    [Replicated(ValueBits = 3)]
    public ushort Variant;

    /// <summary>How many of it there are: 1 but for items that lie in heaps.</summary>
    [Replicated(ValueBits = 1)]
    public ushort Amount;

    public static void Visit<TVisitor>(ref Thing component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Variant), ref component.Variant);
        visitor.Field(nameof(Amount), ref component.Amount);
    }
}
