using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>What only a server that knows the account can say to an <see cref="AuthProof"/>; <see cref="AuthSuccess"/> or <see cref="AuthFailure"/> follows.</summary>
/// <param name="Signature"><see cref="Limits.ProofBytes"/> bytes. A slice of the packet, valid as long as its bytes.</param>
public readonly record struct AuthVerified(ReadOnlyMemory<byte> Signature) : IMessage<AuthVerified>
{
    public static MessageId Id => MessageId.AuthVerified;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 1;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Signature.Span);
    }

    public static bool TryRead(ref MessagePackReader reader, out AuthVerified message)
    {
        var inRange = reader.TryReadBody(Limits.ProofBytes, out var signature);
        message = new(signature);
        return inRange && signature.Length == Limits.ProofBytes;
    }
}
