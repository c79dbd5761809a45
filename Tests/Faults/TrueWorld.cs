using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Faults;

/// <summary>What clients could be told of a world, all of it and exactly, by entity.</summary>
internal sealed class TrueWorld
{
    private readonly Dictionary<EntityId, TrueEntity> _entities = [];
    private Tick _tick;

    public IReadOnlyDictionary<EntityId, TrueEntity> Entities => _entities;

    /// <summary>Reads a world, once for each of its ticks.</summary>
    public void Take(GameWorld world)
    {
        if (_tick == world.Tick && _entities.Count != 0)
            return;

        _tick = world.Tick;
        _entities.Clear();
        var sink = new Sink(_entities, world.ReplicaSchema);
        world.ReadReplicas(ref sink);
    }

    private readonly struct Sink(Dictionary<EntityId, TrueEntity> entities, ReplicaSchema schema) : IReplicaSink
    {
        public void Take(EntityKind kind, EntityId id, Interest interest, ReadOnlySpan<long> values)
        {
            var fields = schema[kind]!;
            entities[id] = new TrueEntity
            {
                Kind = kind,
                Interest = interest,
                Values = values.ToArray(),
                X = At(values, fields.X, 0),
                Y = At(values, fields.Y, 0),
                Owner = (ushort)At(values, fields.Owner, PlayerSlot.None.Value),
                Team = (byte)At(values, fields.Team, 0),
            };
        }

        private static long At(ReadOnlySpan<long> values, int index, long otherwise) => index < 0 ? otherwise : values[index];
    }
}

/// <summary>One entity as it is.</summary>
internal sealed record TrueEntity
{
    public required EntityKind Kind { get; init; }

    public required Interest Interest { get; init; }

    /// <summary>In the order of its kind's fields.</summary>
    public required long[] Values { get; init; }

    public long X { get; init; }

    public long Y { get; init; }

    public ushort Owner { get; init; }

    /// <summary>0 for none.</summary>
    public byte Team { get; init; }
}
