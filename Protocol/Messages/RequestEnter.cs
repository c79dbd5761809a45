using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>Asks to enter a room; answered by <see cref="Entered"/> or <see cref="Refused"/>.</summary>
/// <param name="Room">A room's name, or a mode's; empty for the default room.</param>
/// <param name="Role"><see cref="PlayerRole.Player"/> or <see cref="PlayerRole.Spectator"/>.</param>
/// <param name="Password">Of a room that is locked; empty when there is none.</param>
public readonly record struct RequestEnter(string Room, PlayerRole Role, string Password = "") : IMessage<RequestEnter>
{
    public static MessageId Id => MessageId.RequestEnter;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 3;

    public void Write(ref MessagePackWriter writer)
    {
        writer.WriteText(Room, Limits.RoomCodePoints);
        writer.Write((byte)Role);
        writer.WriteText(Password, Limits.RoomPasswordCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out RequestEnter message)
    {
        message = default;
        if (!reader.TryReadText(Limits.RoomCodePoints, out var room))
            return false;

        var role = (PlayerRole)reader.ReadByte();
        if (role > PlayerRole.Spectator || !reader.TryReadText(Limits.RoomPasswordCodePoints, out var password))
            return false;

        message = new(room, role, password);
        return true;
    }

    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(RequestEnter)} {{ {Room}, {Role} }}";
}
