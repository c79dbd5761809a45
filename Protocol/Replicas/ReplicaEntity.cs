using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>One entity of a <see cref="ReplicaPicture"/>.</summary>
public readonly record struct ReplicaEntity
{
    internal ReplicaEntity(EntityId id, EntityKind kind, bool isOwn, Audience nearness, int first, int count)
    {
        Id = id;
        Kind = kind;
        IsOwn = isOwn;
        Nearness = nearness;
        First = first;
        Count = count;
    }

    public EntityId Id { get; }

    public EntityKind Kind { get; }

    /// <summary>Whether it is the receiver's own avatar, whose values are exact.</summary>
    public bool IsOwn { get; }

    /// <summary>The most private audience that the receiver belongs to.</summary>
    public Audience Nearness { get; }

    internal int First { get; }

    internal int Count { get; }
}
