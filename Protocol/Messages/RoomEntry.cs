using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A line of the <see cref="RoomList"/>.</summary>
/// <param name="Name">What <see cref="RequestEnter"/> takes.</param>
/// <param name="Mode">The rules played there.</param>
/// <param name="Players">Avatars now, bots included.</param>
/// <param name="Limit">Seats.</param>
public readonly record struct RoomEntry(string Name, string Mode, ushort Players, ushort Limit) : IWireItem<RoomEntry>
{
    private const int ItemFields = 4;

    public static void Write(ref MessagePackWriter writer, in RoomEntry item)
    {
        writer.WriteArrayHeader(ItemFields);
        writer.WriteText(item.Name, Limits.RoomCodePoints);
        writer.WriteText(item.Mode, Limits.ModeCodePoints);
        writer.Write(item.Players);
        writer.Write(item.Limit);
    }

    public static bool TryRead(ref MessagePackReader reader, out RoomEntry item)
    {
        item = default;
        if (reader.ReadArrayHeader() != ItemFields
            || !reader.TryReadText(Limits.RoomCodePoints, out var name)
            || !reader.TryReadText(Limits.ModeCodePoints, out var mode))
        {
            return false;
        }

        item = new(name, mode, reader.ReadUInt16(), reader.ReadUInt16());
        return true;
    }

    public static bool TryCheck(ref MessagePackReader reader)
    {
        if (reader.ReadArrayHeader() != ItemFields
            || !reader.TrySkipText(Limits.RoomCodePoints)
            || !reader.TrySkipText(Limits.ModeCodePoints))
        {
            return false;
        }

        _ = reader.ReadUInt16();
        _ = reader.ReadUInt16();
        return true;
    }
}
