using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A console command; refused unless the session is an operator's. Answered by <see cref="OperatorAnswer"/>.</summary>
public readonly record struct OperatorLine(string Line) : IMessage<OperatorLine>
{
    public static MessageId Id => MessageId.OperatorLine;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 1;

    public void Write(ref MessagePackWriter writer)
    {
        writer.WriteText(Line, Limits.TypedLineCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out OperatorLine message)
    {
        var inRange = reader.TryReadText(Limits.TypedLineCodePoints, out var line);
        message = new(line);
        return inRange;
    }
}
