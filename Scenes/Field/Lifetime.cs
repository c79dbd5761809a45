using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Scenes.Field;

/// <summary>When a bullet of the field has flown long enough.</summary>
public struct Lifetime : IComponent<Lifetime>
{
    /// <summary>The low sixteen bits of its last tick.</summary>
    public ushort Last;

    public static void Visit<TVisitor>(ref Lifetime component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        visitor.Field(nameof(Last), ref component.Last);
}
