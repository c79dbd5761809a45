using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>Commands of the last ticks and the newest snapshot received; see <see cref="Inputs.InputBody"/>.</summary>
/// <param name="Body">A slice of the packet, valid as long as its bytes.</param>
public readonly record struct Input(ReadOnlyMemory<byte> Body) : IMessage<Input>
{
    public static MessageId Id => MessageId.Input;

    public static Lane Lane => Lane.Stream;

    public static int FieldCount => 1;

    /// <summary>Bytes of the longest message beside its body.</summary>
    public const int HeadBytes = 1 + 1 + 3;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Body.Span);
    }

    public static bool TryRead(ref MessagePackReader reader, out Input message)
    {
        var inRange = reader.TryReadBody(Limits.InputBodyBytes, out var body);
        message = new(body);
        return inRange;
    }
}
