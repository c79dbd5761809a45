using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A line of the <see cref="SchemaList"/>.</summary>
/// <param name="Kind">Of entities that have the field.</param>
/// <param name="Component">The component's name.</param>
/// <param name="Name">The field's name.</param>
/// <param name="Numbers">The rest of it.</param>
public readonly record struct SchemaField(EntityKind Kind, string Component, string Name, SchemaNumbers Numbers) : IWireItem<SchemaField>
{
    private const int ItemFields = 13;

    /// <summary>A field as the simulation knows it.</summary>
    public ReplicaField ToField() => new(
        Component,
        Name,
        Numbers.Bytes,
        Numbers.IsSigned,
        Numbers.IsAngle,
        Numbers.Quantum,
        Numbers.ValueBits,
        Numbers.ChangeBits,
        (Audience)Numbers.Audience,
        (Predictor)Numbers.Predictor,
        Numbers.By == SchemaNumbers.Nothing ? -1 : Numbers.By,
        (ReplicaRole)Numbers.Role);

    public static SchemaField Of(EntityKind kind, ReplicaField field) => new(kind, field.Component, field.Name, new SchemaNumbers(
        (byte)field.Bytes,
        field.IsSigned,
        field.IsAngle,
        field.Quantum,
        (byte)field.ValueBits,
        (byte)field.ChangeBits,
        (byte)field.Audience,
        (byte)field.Predictor,
        field.By < 0 ? SchemaNumbers.Nothing : (byte)field.By,
        (byte)field.Role));

    public static void Write(ref MessagePackWriter writer, in SchemaField item)
    {
        writer.WriteArrayHeader(ItemFields);
        writer.Write((byte)item.Kind);
        writer.WriteText(item.Component, Limits.SchemaCodePoints);
        writer.WriteText(item.Name, Limits.SchemaCodePoints);
        item.Numbers.Write(ref writer);
    }

    public static bool TryRead(ref MessagePackReader reader, out SchemaField item)
    {
        item = default;
        if (reader.ReadArrayHeader() != ItemFields)
            return false;

        var kind = (EntityKind)reader.ReadByte();
        if (!reader.TryReadText(Limits.SchemaCodePoints, out var component)
            || !reader.TryReadText(Limits.SchemaCodePoints, out var name)
            || !SchemaNumbers.TryRead(ref reader, out var numbers))
        {
            return false;
        }

        item = new(kind, component, name, numbers);
        return IsKind(kind);
    }

    public static bool TryCheck(ref MessagePackReader reader) =>
        reader.ReadArrayHeader() == ItemFields
        && IsKind((EntityKind)reader.ReadByte())
        && reader.TrySkipText(Limits.SchemaCodePoints)
        && reader.TrySkipText(Limits.SchemaCodePoints)
        && SchemaNumbers.TryRead(ref reader, out _);

    private static bool IsKind(EntityKind kind) => kind is >= EntityKind.Avatar and <= EntityKind.Item;
}
