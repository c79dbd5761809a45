using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>What a client has to prove its password with; answered by <see cref="AuthProof"/>.</summary>
/// <param name="Nonce">The client's half, and the server's behind it.</param>
/// <param name="Salt"><see cref="Limits.SaltBytes"/> bytes. A slice of the packet, valid as long as its bytes.</param>
/// <param name="Rounds"><see cref="Limits.RoundsMin"/> to <see cref="Limits.RoundsMax"/>.</param>
public readonly record struct AuthChallenge(string Nonce, ReadOnlyMemory<byte> Salt, uint Rounds) : IMessage<AuthChallenge>
{
    public static MessageId Id => MessageId.AuthChallenge;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 3;

    public void Write(ref MessagePackWriter writer)
    {
        writer.WriteText(Nonce, Limits.ChallengeNonceCodePoints);
        writer.Write(Salt.Span);
        writer.Write(Rounds);
    }

    public static bool TryRead(ref MessagePackReader reader, out AuthChallenge message)
    {
        message = default;
        if (!reader.TryReadText(Limits.ChallengeNonceCodePoints, out var nonce) || !reader.TryReadBody(Limits.SaltBytes, out var salt))
            return false;

        message = new(nonce, salt, reader.ReadUInt32());
        return salt.Length == Limits.SaltBytes && message.Rounds is >= Limits.RoundsMin and <= Limits.RoundsMax;
    }
}
