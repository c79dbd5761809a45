using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>What an entity is. Every entity has it; it never changes.</summary>
public struct Identity : IComponent<Identity>
{
    public EntityId Id;
    public EntityKind Kind;

    public static void Visit<TVisitor>(ref Identity component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Id), ref component.Id);
        visitor.Field(nameof(Kind), ref component.Kind);
    }
}
