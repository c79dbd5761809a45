using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>An axis-aligned collider around the position, in world units.</summary>
public struct Box : IComponent<Box>
{
    [Replicated(ValueBits = 14, Kinds = EntityKinds.Creatures | EntityKinds.Scenery | EntityKinds.Items)]
    [Replicated(ValueBits = 14, Kinds = EntityKinds.Avatars, Audience = Audience.Owner)]
    public Fixed HalfWidth;
    [Replicated(ValueBits = 14, Kinds = EntityKinds.Creatures | EntityKinds.Scenery | EntityKinds.Items)]
    [Replicated(ValueBits = 14, Kinds = EntityKinds.Avatars, Audience = Audience.Owner)]
    public Fixed HalfHeight;

    public static void Visit<TVisitor>(ref Box component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(HalfWidth), ref component.HalfWidth);
        visitor.Field(nameof(HalfHeight), ref component.HalfHeight);
    }
}
