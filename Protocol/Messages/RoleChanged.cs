using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The session's role is another one now.</summary>
public readonly record struct RoleChanged(PlayerRole Role) : IMessage<RoleChanged>
{
    public static MessageId Id => MessageId.RoleChanged;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 1;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write((byte)Role);
    }

    public static bool TryRead(ref MessagePackReader reader, out RoleChanged message)
    {
        var role = (PlayerRole)reader.ReadByte();
        message = new(role);
        return role <= PlayerRole.Operator;
    }
}
