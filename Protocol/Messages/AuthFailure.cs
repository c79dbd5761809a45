using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The request failed; the client may try again, a few times.</summary>
/// <param name="Reason">For programs.</param>
/// <param name="Text">For people; may be empty.</param>
public readonly record struct AuthFailure(Reason Reason, string Text) : IMessage<AuthFailure>
{
    public static MessageId Id => MessageId.AuthFailure;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 2;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write((byte)Reason);
        writer.WriteText(Text, Limits.ReasonTextCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out AuthFailure message)
    {
        message = default;
        if (!reader.TryReadReason(out var reason) || !reader.TryReadText(Limits.ReasonTextCodePoints, out var text))
            return false;

        message = new(reason, text);
        return true;
    }
}
