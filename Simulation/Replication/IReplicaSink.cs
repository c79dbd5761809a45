using Ecs.Simulation.Values;

namespace Ecs.Simulation.Replication;

/// <summary>Takes the replicated fields of a world's entities, one entity after the other.</summary>
public interface IReplicaSink
{
    /// <param name="kind">One that the schema has.</param>
    /// <param name="id">Of the entity.</param>
    /// <param name="interest">Who may be told.</param>
    /// <param name="values">The exact values of its fields, in the order of its <see cref="ReplicaKind"/>.</param>
    void Take(EntityKind kind, EntityId id, Interest interest, ReadOnlySpan<long> values);
}
