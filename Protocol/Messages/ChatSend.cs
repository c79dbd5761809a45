using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A line to everyone in the room; one that begins with a slash is a command.</summary>
/// <param name="Text">As typed: the server cleans it.</param>
public readonly record struct ChatSend(string Text) : IMessage<ChatSend>
{
    public static MessageId Id => MessageId.ChatSend;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 1;

    public void Write(ref MessagePackWriter writer)
    {
        writer.WriteText(Text, Limits.TypedLineCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out ChatSend message)
    {
        var inRange = reader.TryReadText(Limits.TypedLineCodePoints, out var text);
        message = new(text);
        return inRange;
    }
}
