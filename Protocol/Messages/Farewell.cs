using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>Why the connection ends: a last message, or the data of a reject or disconnect.</summary>
/// <param name="Reason">For programs.</param>
/// <param name="Text">For people; may be empty.</param>
public readonly record struct Farewell(Reason Reason, string Text) : IMessage<Farewell>
{
    public static MessageId Id => MessageId.Farewell;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 2;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write((byte)Reason);
        writer.WriteText(Text, Limits.ReasonTextCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out Farewell message)
    {
        message = default;
        if (!reader.TryReadReason(out var reason) || !reader.TryReadText(Limits.ReasonTextCodePoints, out var text))
            return false;

        message = new(reason, text);
        return true;
    }
}
