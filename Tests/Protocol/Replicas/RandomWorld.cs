using Ecs.Protocol.Replicas;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>Entities of any schema that are born, change in all the ways there are, and die.</summary>
internal sealed class RandomWorld(ReplicaSchema schema, Random random)
{
    private readonly List<Body> _bodies = [];
    private ulong _nextId = 1;

    public Tick Tick { get; private set; } = new((uint)random.Next(1, 100_000));

    /// <summary>Goes on by some ticks and tells the states of it.</summary>
    public void Step(ReplicaStates states, int most)
    {
        for (var ticks = 1 + random.Next(3); ticks > 0; ticks--)
        {
            Tick = Tick.Next;
            foreach (var body in _bodies)
                Move(body);
        }

        for (var index = _bodies.Count - 1; index >= 0; index--)
        {
            if (random.Next(30) == 0)
                _bodies.RemoveAt(index);
        }

        for (var births = random.Next(5); births > 0 && _bodies.Count < most; births--)
            _bodies.Add(Birth());
        if (random.Next(40) == 0)
            _nextId += (ulong)random.NextInt64(1L << random.Next(1, 40));

        states.Begin(Tick);
        foreach (var body in _bodies)
            states.Take(body.Kind, new EntityId(body.Id), Interest.Near, body.Values);
        states.End();
    }

    private Body Birth()
    {
        EntityKind kind;
        do
            kind = (EntityKind)random.Next((int)EntityKind.Avatar, (int)EntityKind.Item + 1);
        while (schema[kind] is null);

        var body = new Body(kind, _nextId++, new long[schema[kind]!.Fields.Length]);
        for (var index = 0; index < body.Values.Length; index++)
            body.Values[index] = AnyValue(schema[kind]!.Fields[index]);
        return body;
    }

    private void Move(Body body)
    {
        var fields = schema[body.Kind]!.Fields;
        for (var index = 0; index < fields.Length; index++)
        {
            ref var value = ref body.Values[index];
            value = fields[index].Predictor switch
            {
                Predictor.Flies => Fit(fields[index], value + body.Values[fields[index].By] + (random.Next(60) == 0 ? random.Next(-50, 50) : 0)),
                Predictor.CountsDown => random.Next(40) == 0 ? AnyValue(fields[index]) : Math.Max(0, value - 1),
                _ => random.Next(60) != 0 ? value
                    : random.Next(3) == 0 ? AnyValue(fields[index])
                    : Fit(fields[index], value + random.Next(-20, 20)),
            };
        }
    }

    private long AnyValue(ReplicaField field)
    {
        if (field.Role == ReplicaRole.Owner)
            return random.Next(4) == 0 ? PlayerSlot.None.Value : random.Next(4);
        if (field.Role == ReplicaRole.Team)
            return random.Next(3);
        if (field.Component is "Position" or "Velocity")
            return random.Next(2) == 0 ? random.Next(-(1 << 20), 1 << 20) : field.Component == "Position" ? random.Next(-(1 << 29), 1 << 29) : random.Next(-300, 300);
        return Fit(field, random.Next(6) switch
        {
            0 => long.MinValue,
            1 => long.MaxValue,
            2 => random.NextInt64(long.MinValue, long.MaxValue),
            3 => 0,
            _ => random.Next(-2_000, 2_000),
        });
    }

    /// <summary>Values as a field of so many bytes can have them.</summary>
    private static long Fit(ReplicaField field, long value) => (field.Bytes, field.IsSigned) switch
    {
        (1, true) => (sbyte)value,
        (1, false) => (byte)value,
        (2, true) => (short)value,
        (2, false) => (ushort)value,
        (4, true) => (int)value,
        (4, false) => (uint)value,
        _ => value,
    };

    private sealed record Body(EntityKind Kind, ulong Id, long[] Values);
}
