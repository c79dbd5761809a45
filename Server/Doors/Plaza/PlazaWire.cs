using System.Text;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Ecs.Server.Doors.Plaza;

/// <summary>
/// Messages of the plaza's wire as bytes: big-endian, without padding, one per frame, the type first. Writers return the
/// bytes used; readers say false to everything that is not exactly the message.
/// </summary>
/// <remarks>
/// <code>
/// 1 update  u32 id, f32 x, y, z, rotation, stamp                       25 bytes
/// 2 join    u32 id                                                      5
/// 3 leave   u32 id                                                      5
/// 4 chat    u32 id, u32 n, n bytes of UTF-8, f32 stamp                 13 + n
/// 5 state   u16 n, n times: u32 id, f32 x, y, z, rotation               3 + 20 n
/// 17 name   u32 id, u8 n, n bytes of UTF-8                              6 + n
/// 18 map    f32 left, top, right, bottom, u16 n, n times the same four of a wall   19 + 16 n
/// </code>
/// </remarks>
public static class PlazaWire
{
    public const int UpdateBytes = 25;
    public const int PresenceBytes = 5;

    /// <summary>Bytes of a chat message without its text.</summary>
    public const int ChatOverhead = 13;
    public const int StateHeadBytes = 3;
    public const int StateEntryBytes = 20;

    /// <summary>Bytes of a name message without the name.</summary>
    public const int NameOverhead = 6;
    public const int MapHeadBytes = 19;
    public const int WallBytes = 16;

    /// <summary>Walls that a map message holds; the frame has at most 64 KiB.</summary>
    public const int WallLimit = 4000;

    /// <summary>
    /// Reads an update; the id in it is not looked at, because the connection says who speaks. False as well when a number is no
    /// number.
    /// </summary>
    public static bool TryReadUpdate(ReadOnlySpan<byte> message, out PlazaPlace place)
    {
        place = default;
        if (!IsUpdate(message))
            return false;
        place = new PlazaPlace(
            ReadSingleBigEndian(message[5..]),
            ReadSingleBigEndian(message[9..]),
            ReadSingleBigEndian(message[13..]),
            ReadSingleBigEndian(message[17..]));
        return place.IsFinite && float.IsFinite(ReadSingleBigEndian(message[21..]));
    }

    /// <summary>Whether this has the type and the length of an update, whatever its numbers are.</summary>
    public static bool IsUpdate(ReadOnlySpan<byte> message) =>
        message.Length == UpdateBytes && message[0] == (byte)PlazaMessageType.PlayerUpdate;

    /// <summary>Reads a chat message; the text may be anything, also no UTF-8.</summary>
    public static bool TryReadChat(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (message.Length < ChatOverhead || message[0] != (byte)PlazaMessageType.ChatMessage)
            return false;
        if (ReadUInt32BigEndian(message[5..]) != (uint)(message.Length - ChatOverhead))
            return false;
        text = message[9..^4];
        return true;
    }

    public static int WriteUpdate(Span<byte> destination, uint id, in PlazaPlace place, float stamp)
    {
        WriteHead(destination, PlazaMessageType.PlayerUpdate, id);
        WritePlace(destination[PresenceBytes..], place);
        WriteSingleBigEndian(destination[21..], stamp);
        return UpdateBytes;
    }

    public static int WriteJoin(Span<byte> destination, uint id) => WriteHead(destination, PlazaMessageType.PlayerJoin, id);

    public static int WriteLeave(Span<byte> destination, uint id) => WriteHead(destination, PlazaMessageType.PlayerLeave, id);

    /// <param name="destination">At least <see cref="ChatOverhead"/> and three bytes for each UTF-16 unit.</param>
    /// <param name="id">Who speaks.</param>
    /// <param name="text">Well-formed.</param>
    /// <param name="stamp">Unix seconds.</param>
    public static int WriteChat(Span<byte> destination, uint id, ReadOnlySpan<char> text, float stamp)
    {
        WriteHead(destination, PlazaMessageType.ChatMessage, id);
        var length = Encoding.UTF8.GetBytes(text, destination[9..]);
        WriteUInt32BigEndian(destination[5..], (uint)length);
        WriteSingleBigEndian(destination[(9 + length)..], stamp);
        return ChatOverhead + length;
    }

    /// <summary>The head of a world state; the entries follow with <see cref="WriteStateEntry"/>.</summary>
    public static int WriteStateHead(Span<byte> destination, int count)
    {
        destination[0] = (byte)PlazaMessageType.WorldState;
        WriteUInt16BigEndian(destination[1..], (ushort)count);
        return StateHeadBytes;
    }

    public static int WriteStateEntry(Span<byte> destination, uint id, in PlazaPlace place)
    {
        WriteUInt32BigEndian(destination, id);
        WritePlace(destination[sizeof(uint)..], place);
        return StateEntryBytes;
    }

    /// <param name="destination">At least <see cref="NameOverhead"/> and 255.</param>
    /// <param name="id">Whose name.</param>
    /// <param name="name">At most 255 bytes of UTF-8.</param>
    public static int WriteName(Span<byte> destination, uint id, string name)
    {
        WriteHead(destination, PlazaMessageType.PlayerName, id);
        var length = Encoding.UTF8.GetBytes(name, destination[NameOverhead..]);
        destination[PresenceBytes] = (byte)length;
        return NameOverhead + length;
    }

    /// <summary>The move limits of a map and its first <see cref="WallLimit"/> walls.</summary>
    public static byte[] MapOf(Map map)
    {
        var walls = Math.Min(map.Solids.Length, WallLimit);
        var message = new byte[MapHeadBytes + (walls * WallBytes)];
        message[0] = (byte)PlazaMessageType.Map;
        WriteArea(message.AsSpan(1), map.MoveLimits);
        WriteUInt16BigEndian(message.AsSpan(1 + WallBytes), (ushort)walls);
        for (var index = 0; index < walls; index++)
            WriteArea(message.AsSpan(MapHeadBytes + (index * WallBytes)), map.Solids[index]);
        return message;
    }

    private static int WriteHead(Span<byte> destination, PlazaMessageType type, uint id)
    {
        destination[0] = (byte)type;
        WriteUInt32BigEndian(destination[1..], id);
        return PresenceBytes;
    }

    private static void WritePlace(Span<byte> destination, in PlazaPlace place)
    {
        WriteSingleBigEndian(destination, place.X);
        WriteSingleBigEndian(destination[4..], place.Y);
        WriteSingleBigEndian(destination[8..], place.Z);
        WriteSingleBigEndian(destination[12..], place.Rotation);
    }

    private static void WriteArea(Span<byte> destination, in FixedRectangle area)
    {
        WriteSingleBigEndian(destination, area.Left.Raw / (float)Fixed.RawPerUnit);
        WriteSingleBigEndian(destination[4..], area.Top.Raw / (float)Fixed.RawPerUnit);
        WriteSingleBigEndian(destination[8..], area.Right.Raw / (float)Fixed.RawPerUnit);
        WriteSingleBigEndian(destination[12..], area.Bottom.Raw / (float)Fixed.RawPerUnit);
    }
}
