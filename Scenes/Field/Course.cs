using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Scenes.Field;

/// <summary>When a creature of the field takes another direction.</summary>
public struct Course : IComponent<Course>
{
    /// <summary>Ticks that it still keeps the present one.</summary>
    public ushort TicksLeft;

    public static void Visit<TVisitor>(ref Course component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        visitor.Field(nameof(TicksLeft), ref component.TicksLeft);
}
