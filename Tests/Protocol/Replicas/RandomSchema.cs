using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>Tables of components that nobody would think of, all of them lawful.</summary>
internal static class RandomSchema
{
    public static ReplicaSchema Next(Random random)
    {
        var kinds = new List<ReplicaKind>();
        for (var kind = EntityKind.Avatar; kind <= EntityKind.Item; kind++)
        {
            if (kind <= EntityKind.Bullet || random.Next(2) == 0)
                kinds.Add(KindOf(random, kind));
        }

        return new ReplicaSchema(kinds);
    }

    private static ReplicaKind KindOf(Random random, EntityKind kind)
    {
        var fields = new List<ReplicaField>();
        var flies = random.Next(4) != 0;
        if (flies || random.Next(2) == 0)
        {
            var quantum = AnyQuantum(random);
            foreach (var (axis, role) in new[] { ("X", ReplicaRole.X), ("Y", ReplicaRole.Y) })
                fields.Add(new("Position", axis, 4, true, false, quantum, random.Next(16), random.Next(8), Audience.Everybody, flies ? Predictor.Flies : Predictor.Stays, flies ? fields.Count + 2 : -1, role));
            if (flies)
            {
                foreach (var axis in new[] { "X", "Y" })
                    fields.Add(new("Velocity", axis, 4, true, false, 1 + random.Next(8), random.Next(16), random.Next(8), Audience.Everybody, Predictor.Stays, -1, ReplicaRole.None));
            }
        }

        if (kind is EntityKind.Avatar || random.Next(2) == 0)
        {
            fields.Add(new("Player", "Slot", 2, false, false, 1, random.Next(8), 2, Audience.Everybody, Predictor.Stays, -1, ReplicaRole.Owner));
            fields.Add(new("Player", "Team", 1, false, false, 1, random.Next(3), 2, Audience.Everybody, Predictor.Stays, -1, ReplicaRole.Team));
        }

        // A kind without a field is none: the message of a schema would not name it.
        for (var component = random.Next(fields.Count == 0 ? 1 : 0, 6); component > 0; component--)
        {
            for (var field = 1 + random.Next(4); field > 0; field--)
                fields.Add(Any(random, $"Part{component}", $"Field{field}"));
        }

        return new ReplicaKind(kind, [.. fields]);
    }

    private static ReplicaField Any(Random random, string component, string name)
    {
        var bytes = 1 << random.Next(4);
        var isAngle = bytes == 2 && random.Next(3) == 0;
        return new ReplicaField(
            component,
            name,
            bytes,
            !isAngle && random.Next(2) == 0,
            isAngle,
            bytes == 8 ? 1 : isAngle ? 1 << random.Next(9) : bytes == 1 ? 1 : AnyQuantum(random),
            random.Next(32),
            random.Next(32),
            (Audience)random.Next(3),
            random.Next(4) == 0 && !isAngle ? Predictor.CountsDown : Predictor.Stays,
            -1,
            ReplicaRole.None);
    }

    private static int AnyQuantum(Random random) => random.Next(3) == 0 ? 1 : 1 + random.Next(300);
}
