using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The session exists, the player does not yet: next comes <see cref="RequestEnter"/>.</summary>
/// <param name="Client">The session's number, for logs on both sides.</param>
/// <param name="Role">What the session may do.</param>
/// <param name="Name">The name as cleaned; this is what others see.</param>
/// <param name="Server">The server's own name.</param>
public readonly record struct AuthSuccess(uint Client, PlayerRole Role, string Name, string Server) : IMessage<AuthSuccess>
{
    public static MessageId Id => MessageId.AuthSuccess;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 4;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Client);
        writer.Write((byte)Role);
        writer.WriteText(Name, Limits.NameCodePoints);
        writer.WriteText(Server, Limits.ServerNameCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out AuthSuccess message)
    {
        message = default;
        var client = reader.ReadUInt32();
        var role = (PlayerRole)reader.ReadByte();
        if (role > PlayerRole.Operator
            || !reader.TryReadText(Limits.NameCodePoints, out var name)
            || !reader.TryReadText(Limits.ServerNameCodePoints, out var server))
        {
            return false;
        }

        message = new(client, role, name, server);
        return true;
    }
}
