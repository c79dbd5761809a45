using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A message was understood and not obeyed.</summary>
/// <param name="Message">The id refused.</param>
/// <param name="Reason">For programs.</param>
/// <param name="Text">For people; may be empty.</param>
public readonly record struct Refused(MessageId Message, Reason Reason, string Text) : IMessage<Refused>
{
    public static MessageId Id => MessageId.Refused;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 3;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write((byte)Message);
        writer.Write((byte)Reason);
        writer.WriteText(Text, Limits.ReasonTextCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out Refused message)
    {
        message = default;
        var refused = (MessageId)reader.ReadByte();
        if (!reader.TryReadReason(out var reason) || !reader.TryReadText(Limits.ReasonTextCodePoints, out var text))
            return false;

        message = new(refused, reason, text);
        return true;
    }
}
