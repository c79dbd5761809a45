using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>Who an avatar belongs to, and its side.</summary>
public struct Player : IComponent<Player>
{
    [Replicated(ValueBits = 6, Role = ReplicaRole.Owner)]
    public PlayerSlot Slot;
    [Replicated(ValueBits = 1, Role = ReplicaRole.Team)]
    public byte Team;
    [Replicated(ValueBits = 0)]
    public bool IsBot;

    public static void Visit<TVisitor>(ref Player component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Slot), ref component.Slot);
        visitor.Field(nameof(Team), ref component.Team);
        visitor.Field(nameof(IsBot), ref component.IsBot);
    }
}
