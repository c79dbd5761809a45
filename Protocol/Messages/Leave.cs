using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The client goes; answered by <see cref="Farewell"/> and the end of the connection.</summary>
public readonly record struct Leave : IMessage<Leave>
{
    public static MessageId Id => MessageId.Leave;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 0;

    public void Write(ref MessagePackWriter writer)
    {
        // The id says everything.
    }

    public static bool TryRead(ref MessagePackReader reader, out Leave message)
    {
        message = default;
        return true;
    }
}
