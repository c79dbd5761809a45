using Ecs.Protocol.Replicas;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Faults;

/// <summary>What clients are told is what the world is, as near as the quanta of its fields allow.</summary>
internal static class Truth
{
    /// <param name="room">As it is.</param>
    /// <param name="told">To one client, of this tick.</param>
    /// <param name="isAll">Whether nothing waits to be told.</param>
    public static void Hold(Room room, ReplicaPicture told, bool isAll)
    {
        var schema = room.World.ReplicaSchema;
        var truth = new TrueValues();
        room.World.ReadReplicas(ref truth);
        foreach (ref readonly var entity in told.Entities)
        {
            if (!truth.Values.TryGetValue(entity.Id, out var values))
            {
                if (isAll)
                    throw new FaultException("snapshot-truth", $"{entity.Kind} {entity.Id} is told of at tick {told.Tick} and is not there");
                continue;
            }

            var fields = schema[entity.Kind]!.Fields;
            var said = told.ValuesOf(in entity);
            for (var index = 0; isAll && index < fields.Length; index++)
            {
                if (fields[index].Audience > entity.Nearness)
                    continue;

                var most = entity.IsOwn ? 0 : fields[index].Predictor == Ecs.Simulation.Replication.Predictor.Flies ? 2 * fields[index].Quantum : (fields[index].Quantum + 1) / 2;
                var apart = fields[index].IsAngle ? Math.Abs((short)(said[index] - values[index])) : Math.Abs(said[index] - values[index]);
                if (apart > most)
                    throw new FaultException("snapshot-truth", $"{fields[index].FullName} of {entity.Kind} {entity.Id} is {values[index]} at tick {told.Tick}, told is {said[index]}");
            }
        }

        if (isAll && room.World.Rules.SightRadius is null && told.Entities.Length != truth.Values.Count)
            throw new FaultException("snapshot-truth", $"there are {truth.Values.Count} entities at tick {told.Tick}, told of are {told.Entities.Length}");
    }

    private sealed class TrueValues : Ecs.Simulation.Replication.IReplicaSink
    {
        public Dictionary<EntityId, long[]> Values { get; } = [];

        public void Take(EntityKind kind, EntityId id, Ecs.Simulation.Replication.Interest interest, ReadOnlySpan<long> values) => Values[id] = values.ToArray();
    }
}
