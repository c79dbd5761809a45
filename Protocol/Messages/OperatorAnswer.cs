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
        writer.WriteText(Text, Limits.OperatorAnswerCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out OperatorAnswer message)
    {
        var inRange = reader.TryReadText(Limits.OperatorAnswerCodePoints, out var text);
        message = new(text);
        return inRange;
    }
}
