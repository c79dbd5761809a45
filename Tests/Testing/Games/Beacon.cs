using Ecs.Simulation.Components;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Testing.Games;

/// <summary>Whose a creature of the lookout is, and what only they are told of it.</summary>
internal struct Beacon : IComponent<Beacon>
{
    [Replicated(ValueBits = 5, Role = ReplicaRole.Owner)]
    public PlayerSlot Warden;

    [Replicated(ValueBits = 1, Role = ReplicaRole.Team)]
    public byte Team;

    /// <summary>For its team.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Team)]
    public ushort Orders;

    /// <summary>For its warden.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public int Key;

    public static void Visit<TVisitor>(ref Beacon component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Warden), ref component.Warden);
        visitor.Field(nameof(Team), ref component.Team);
        visitor.Field(nameof(Orders), ref component.Orders);
        visitor.Field(nameof(Key), ref component.Key);
    }
}
