using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>A shot on its way, and whom it serves.</summary>
public struct Bullet : IComponent<Bullet>
{
    /// <summary>The avatar that fired; it may be gone by now.</summary>
    public EntityId Shooter;
    [Replicated(ValueBits = 5, Role = ReplicaRole.Owner)]
    public PlayerSlot ShooterSlot;
    [Replicated(ValueBits = 1, Role = ReplicaRole.Team)]
    public byte Team;

    /// <summary>Hit points that a hit takes.</summary>
    public ushort Damage;

    public static void Visit<TVisitor>(ref Bullet component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Shooter), ref component.Shooter);
        visitor.Field(nameof(ShooterSlot), ref component.ShooterSlot);
        visitor.Field(nameof(Team), ref component.Team);
        visitor.Field(nameof(Damage), ref component.Damage);
    }
}
