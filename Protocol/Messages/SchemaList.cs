using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>Every field that the entities of a room replicate, kind by kind, in the order of the snapshots.</summary>
/// <param name="Hash">As <see cref="Entered.SchemaHash"/>; one of other fields is not this room's.</param>
/// <param name="Fields">At most <see cref="Limits.SchemaFields"/>.</param>
public readonly record struct SchemaList(ulong Hash, WireList<SchemaField, SchemaField> Fields) : IMessage<SchemaList>
{
    public static MessageId Id => MessageId.SchemaList;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 2;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Hash);
        Fields.Write(ref writer, Limits.SchemaFields);
    }

    public static bool TryRead(ref MessagePackReader reader, out SchemaList message)
    {
        var hash = reader.ReadUInt64();
        var inRange = WireList<SchemaField, SchemaField>.TryRead(ref reader, Limits.SchemaFields, out var fields);
        message = new(hash, fields);
        return inRange;
    }
}
