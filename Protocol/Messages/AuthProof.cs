using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>What only somebody who knows the password can say to an <see cref="AuthChallenge"/>; it is good for this challenge alone.</summary>
/// <param name="Proof"><see cref="Limits.ProofBytes"/> bytes. A slice of the packet, valid as long as its bytes.</param>
public readonly record struct AuthProof(ReadOnlyMemory<byte> Proof) : IMessage<AuthProof>
{
    public static MessageId Id => MessageId.AuthProof;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 1;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Proof.Span);
    }

    public static bool TryRead(ref MessagePackReader reader, out AuthProof message)
    {
        var inRange = reader.TryReadBody(Limits.ProofBytes, out var proof);
        message = new(proof);
        return inRange && proof.Length == Limits.ProofBytes;
    }
}
