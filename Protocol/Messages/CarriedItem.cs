using Ecs.Simulation.Worlds;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>How a thing in <see cref="Carried"/> is written.</summary>
public sealed class CarriedItem : IWireItem<CarriedThing>
{
    private const int ItemFields = 6;

    private CarriedItem()
    {
    }

    public static void Write(ref MessagePackWriter writer, in CarriedThing item)
    {
        writer.WriteArrayHeader(ItemFields);
        writer.Write((byte)item.Slot);
        writer.Write(item.Item);
        writer.Write((ushort)item.Amount);
        writer.Write(item.IsWorn);
        writer.Write((byte)item.Use);
        writer.WriteText(item.Name, Limits.ThingCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out CarriedThing item)
    {
        item = default;
        if (!TryReadNumbers(ref reader, out var numbers) || !reader.TryReadText(Limits.ThingCodePoints, out var name))
            return false;

        item = numbers with { Name = name };
        return true;
    }

    public static bool TryCheck(ref MessagePackReader reader) => TryReadNumbers(ref reader, out _) && reader.TrySkipText(Limits.ThingCodePoints);

    private static bool TryReadNumbers(ref MessagePackReader reader, out CarriedThing numbers)
    {
        numbers = default;
        if (reader.ReadArrayHeader() != ItemFields)
            return false;

        numbers = new(reader.ReadByte(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadBoolean(), (CarriedUse)reader.ReadByte(), "");
        return numbers.Slot is >= 1 and <= Limits.CarrySlots;
    }
}
