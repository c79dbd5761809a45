using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace MyGame;

/// <summary>How often somebody has been caught.</summary>
public struct Caught : IComponent<Caught>
{
    public ushort Times;

    public static void Visit<TVisitor>(ref Caught component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct => visitor.Field(nameof(Times), ref component.Times);
}
