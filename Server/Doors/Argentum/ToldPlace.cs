using Ecs.Server.Doors.Argentum.Packets;

namespace Ecs.Server.Doors.Argentum;

/// <summary>Where one client believes a character to be; all zero when it does not know the character.</summary>
internal readonly record struct ToldPlace(byte X, byte Y, byte Heading)
{
    public static ToldPlace Of(in CharacterRow row) => new(row.X, row.Y, row.Heading);

    public bool IsAt(byte x, byte y) => X == x && Y == y;
}
