using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A line of the <see cref="RoomList"/>.</summary>
/// <param name="Name">What <see cref="RequestEnter"/> takes.</param>
/// <param name="Mode">The rules played there.</param>
/// <param name="Map">The name of the map that it is played on.</param>
/// <param name="Players">Avatars now, bots included.</param>
/// <param name="Bots">How many of them nobody plays.</param>
/// <param name="Limit">Seats.</param>
/// <param name="IsLocked">Whether it takes a password to come in.</param>
public readonly record struct RoomEntry(string Name, string Mode, string Map, ushort Players, ushort Bots, ushort Limit, bool IsLocked)
    : IWireItem<RoomEntry>
{
    private const int ItemFields = 7;

    public static void Write(ref MessagePackWriter writer, in RoomEntry item)
    {
        writer.WriteArrayHeader(ItemFields);
        writer.WriteText(item.Name, Limits.RoomCodePoints);
        writer.WriteText(item.Mode, Limits.ModeCodePoints);
        writer.WriteText(item.Map, Limits.MapCodePoints, Limits.ListedMapBytes);
        writer.Write(item.Players);
        writer.Write(item.Bots);
        writer.Write(item.Limit);
        writer.Write(item.IsLocked);
    }

    public static bool TryRead(ref MessagePackReader reader, out RoomEntry item)
    {
        item = default;
        if (reader.ReadArrayHeader() != ItemFields
            || !reader.TryReadText(Limits.RoomCodePoints, out var name)
            || !reader.TryReadText(Limits.ModeCodePoints, out var mode)
            || !reader.TryReadText(Limits.MapCodePoints, out var map, Limits.ListedMapBytes))
        {
            return false;
        }

        item = new(name, mode, map, reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadBoolean());
        return true;
    }

    public static bool TryCheck(ref MessagePackReader reader)
    {
        if (reader.ReadArrayHeader() != ItemFields
            || !reader.TrySkipText(Limits.RoomCodePoints)
            || !reader.TrySkipText(Limits.ModeCodePoints)
            || !reader.TrySkipText(Limits.MapCodePoints, Limits.ListedMapBytes))
        {
            return false;
        }

        _ = reader.ReadUInt16();
        _ = reader.ReadUInt16();
        _ = reader.ReadUInt16();
        _ = reader.ReadBoolean();
        return true;
    }
}
