using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The first message of a client; answered by <see cref="AuthSuccess"/> or <see cref="AuthFailure"/>.</summary>
/// <param name="Version">Any value is read, so that a client of another version is told so.</param>
/// <param name="Name">As typed: the server cleans it.</param>
/// <param name="Token">Empty, or what gives another role, resumes a session or stands for an account (<see cref="ScramNonce"/>, <see cref="AccountToken"/>).</param>
public readonly record struct RequestAuth(ushort Version, string Name, string Token) : IMessage<RequestAuth>
{
    public static MessageId Id => MessageId.RequestAuth;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 3;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Version);
        writer.WriteText(Name, Limits.RequestedNameCodePoints);
        writer.WriteText(Token, Limits.TokenCodePoints, Limits.TokenBytes);
    }

    public static bool TryRead(ref MessagePackReader reader, out RequestAuth message)
    {
        var version = reader.ReadUInt16();
        message = default;
        if (!reader.TryReadText(Limits.RequestedNameCodePoints, out var name)
            || !reader.TryReadText(Limits.TokenCodePoints, out var token, Limits.TokenBytes))
        {
            return false;
        }

        message = new(version, name, token);
        return true;
    }

    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(RequestAuth)} {{ {Version}, {Name} }}";
}
