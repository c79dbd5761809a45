using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>How an event of the world stands in <see cref="Events"/>. Any kind is read: a client ignores those it does not know.</summary>
public sealed class EventItem : IWireItem<WorldEvent>
{
    private const int ItemFields = 6;
    private const int EvidenceFields = 10;

    private EventItem()
    {
    }

    public static void Write(ref MessagePackWriter writer, in WorldEvent item)
    {
        writer.WriteArrayHeader(FieldsOf(item.Kind));
        writer.Write((byte)item.Kind);
        writer.Write(item.Slot.Value);
        writer.Write(item.Other.Value);
        writer.Write(item.Subject.Value);
        writer.Write(item.A);
        writer.Write(item.B);
        if (item.Kind == WorldEventKind.ShotJudged)
            WriteEvidence(ref writer, item.Evidence);
    }

    public static bool TryRead(ref MessagePackReader reader, out WorldEvent item)
    {
        item = default;
        var fields = reader.ReadArrayHeader();
        if (fields is not (ItemFields or ItemFields + EvidenceFields))
            return false;

        var kind = (WorldEventKind)reader.ReadByte();
        if (fields != FieldsOf(kind) || !reader.TryReadSlot(orNone: true, out var slot) || !reader.TryReadSlot(orNone: true, out var other))
            return false;

        var subject = new EntityId(reader.ReadUInt64());
        item = new(kind, slot, other, subject, reader.ReadInt32(), reader.ReadInt32());
        if (kind == WorldEventKind.ShotJudged)
            item = item with { Evidence = ReadEvidence(ref reader) };

        return true;
    }

    public static bool TryCheck(ref MessagePackReader reader) => TryRead(ref reader, out _);

    private static int FieldsOf(WorldEventKind kind) => kind == WorldEventKind.ShotJudged ? ItemFields + EvidenceFields : ItemFields;

    private static void WriteEvidence(ref MessagePackWriter writer, in ShotEvidence evidence)
    {
        writer.Write(evidence.Bullet.Value);
        writer.Write(evidence.Age);
        writer.Write(evidence.Part);
        writer.Write(evidence.IsClamped);
        Write(ref writer, evidence.At);
        Write(ref writer, evidence.Then);
        Write(ref writer, evidence.Now);
    }

    private static ShotEvidence ReadEvidence(ref MessagePackReader reader) => new()
    {
        Bullet = new EntityId(reader.ReadUInt64()),
        Age = reader.ReadUInt16(),
        Part = reader.ReadUInt16(),
        IsClamped = reader.ReadBoolean(),
        At = ReadPlace(ref reader),
        Then = ReadPlace(ref reader),
        Now = ReadPlace(ref reader),
    };

    private static void Write(ref MessagePackWriter writer, FixedVector place)
    {
        writer.Write(place.X.Raw);
        writer.Write(place.Y.Raw);
    }

    private static FixedVector ReadPlace(ref MessagePackReader reader)
    {
        var x = reader.ReadInt32();
        return new FixedVector(new Fixed(x), new Fixed(reader.ReadInt32()));
    }
}
