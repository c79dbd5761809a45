using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The session exists, the player does not yet: next comes <see cref="RequestEnter"/>.</summary>
/// <param name="Client">The session's number, for logs on both sides.</param>
/// <param name="Role">What the session may do.</param>
/// <param name="Name">The name as cleaned; this is what others see.</param>
/// <param name="Server">The server's own name.</param>
/// <param name="Resume">The token that gives this session back after its connection is lost; good once, and until the next one.</param>
/// <param name="IsInRoom">Whether the session is in a room already, because it was given back: <see cref="Entered"/> follows unasked.</param>
/// <param name="IsRegistered">Whether the name is that of an account, which the client has proved to be its own.</param>
public readonly record struct AuthSuccess(
    uint Client, PlayerRole Role, string Name, string Server, ResumeToken Resume, bool IsInRoom, bool IsRegistered = false)
    : IMessage<AuthSuccess>
{
    public static MessageId Id => MessageId.AuthSuccess;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 7;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Client);
        writer.Write((byte)Role);
        writer.WriteText(Name, Limits.NameCodePoints);
        writer.WriteText(Server, Limits.ServerNameCodePoints);
        writer.WriteText(Resume.ToText(), ResumeToken.TextLength);
        writer.Write(IsInRoom);
        writer.Write(IsRegistered);
    }

    public static bool TryRead(ref MessagePackReader reader, out AuthSuccess message)
    {
        message = default;
        var client = reader.ReadUInt32();
        var role = (PlayerRole)reader.ReadByte();
        if (role > PlayerRole.Operator
            || !reader.TryReadText(Limits.NameCodePoints, out var name)
            || !reader.TryReadText(Limits.ServerNameCodePoints, out var server)
            || !reader.TryReadText(ResumeToken.TextLength, out var text)
            || !ResumeToken.TryParse(text, out var resume))
        {
            return false;
        }

        message = new(client, role, name, server, resume, reader.ReadBoolean(), reader.ReadBoolean());
        return true;
    }
}
