using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>A creature that walks about the place it belongs to.</summary>
public struct Prowler : IComponent<Prowler>
{
    /// <summary>The tile of its nest.</summary>
    public ushort HomeX;
    public ushort HomeY;

    public static void Visit<TVisitor>(ref Prowler component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(HomeX), ref component.HomeX);
        visitor.Field(nameof(HomeY), ref component.HomeY);
    }
}
