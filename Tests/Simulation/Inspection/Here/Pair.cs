using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Inspection.Here;

/// <summary>Two namespaces have it, as if a file had moved from one to the other.</summary>
internal struct Pair : IComponent<Pair>
{
    public int X;
    public int Y;

    public static void Visit<TVisitor>(ref Pair component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(X), ref component.X);
        visitor.Field(nameof(Y), ref component.Y);
    }
}
