using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The console's answer to an <see cref="OperatorLine"/>; a long one comes as several.</summary>
public readonly record struct OperatorAnswer(string Text) : IMessage<OperatorAnswer>
{
    public static MessageId Id => MessageId.OperatorAnswer;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 1;

    public void Write(ref MessagePackWriter writer)
    {
        writer.WriteText(Text, Limits.OperatorAnswerCodePoints, Limits.OperatorAnswerBytes);
    }

    public static bool TryRead(ref MessagePackReader reader, out OperatorAnswer message)
    {
        var inRange = reader.TryReadText(Limits.OperatorAnswerCodePoints, out var text, Limits.OperatorAnswerBytes);
        message = new(text);
        return inRange;
    }
}
