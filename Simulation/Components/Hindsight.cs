using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>
/// In which past a bullet meets bodies: that in which its shooter saw them when the shot was fired, for the bullet's whole life. Only bullets
/// of worlds with lag compensation have it.
/// </summary>
public struct Hindsight : IComponent<Hindsight>
{
    /// <summary>256ths of a tick; 0: bodies are where they are.</summary>
    public ushort Age;

    /// <summary>Whether the shooter said more than is granted.</summary>
    public bool IsClamped;

    public static void Visit<TVisitor>(ref Hindsight component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Age), ref component.Age);
        visitor.Field(nameof(IsClamped), ref component.IsClamped);
    }
}
