using System.Diagnostics.CodeAnalysis;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>A schema as a message, and back.</summary>
public static class SchemaWire
{
    public static SchemaList ToMessage(ReplicaSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var fields = new List<SchemaField>();
        for (var kind = EntityKind.Avatar; kind <= EntityKind.Item; kind++)
        {
            foreach (var field in schema[kind] is { } known ? known.Fields : default)
                fields.Add(SchemaField.Of(kind, field));
        }

        return new SchemaList(schema.Hash, new(fields.ToArray()));
    }

    /// <summary>False when the fields cannot be those of a schema, or are not those that the hash says.</summary>
    public static bool TryRead(in SchemaList message, [NotNullWhen(true)] out ReplicaSchema? schema)
    {
        schema = null;
        var fields = new SchemaField[message.Fields.Count];
        if (message.Fields.CopyTo(fields) != fields.Length)
            return false;

        var kinds = new List<ReplicaKind>();
        for (var kind = EntityKind.Avatar; kind <= EntityKind.Item; kind++)
        {
            var own = Array.ConvertAll(Array.FindAll(fields, field => field.Kind == kind), static field => field.ToField());
            if (own.Length == 0)
                continue;
            if (ReplicaKind.WhyNot(kind, own).Length > 0)
                return false;

            kinds.Add(new ReplicaKind(kind, own));
        }

        schema = new ReplicaSchema(kinds);
        if (schema.Hash == message.Hash)
            return true;

        schema = null;
        return false;
    }
}
