using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Inspection;

/// <summary>The hash of a world by any function that recordings were made with.</summary>
public static class WorldHash
{
    /// <summary>Of recordings that do not say which.</summary>
    public const int First = 1;

    /// <summary>That of <see cref="GameWorld.ComputeHash"/>.</summary>
    public const int Latest = GameWorld.HashFunction;

    /// <summary>Of the whole state after the last tick.</summary>
    /// <param name="world">Between two ticks.</param>
    /// <param name="function"><see cref="First"/> to <see cref="Latest"/>.</param>
    public static ulong Compute(GameWorld world, int function) => function == First ? ComputeFirst(world) : world.ComputeHash();

    /// <summary>Field by field, component by component in the order of the table, entity by entity.</summary>
    private static ulong ComputeFirst(GameWorld world)
    {
        var sum = 0UL;
        var entries = world.Components.All;
        foreach (ref var chunk in world.Store.Query(in Queries.Everything))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                var entity = chunk.Entity(row);
                var hash = default(FirstHasher);
                foreach (var entry in entries)
                {
                    if (!entry.IsOn(world.Store, entity))
                        continue;

                    hash.Begin(entry);
                    entry.Visit(world.Store, entity, ref hash);
                }

                sum = unchecked(sum + hash.Value);
            }
        }

        var record = new StateHash(StateHash.Mix(0, (ulong)world.EntityCount));
        WorldRecord.Visit(ref world.Record, ref record);
        world.Mode.VisitState(ref record);
        return unchecked(sum + record.Value);
    }

    /// <summary>A running hash that can go on from component to component.</summary>
    private struct FirstHasher : IFieldVisitor
    {
        private StateHash _hash;

        public readonly ulong Value => _hash.Value;

        public void Begin(ComponentEntry entry) => _hash = new StateHash(StateHash.Mix(_hash.Running, entry.Salt));

        public void Field<T>(string name, ref T value)
            where T : unmanaged => _hash.Field(name, ref value);
    }
}
