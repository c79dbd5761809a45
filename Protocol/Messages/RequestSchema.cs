using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>Asks for the <see cref="SchemaList"/> of the room.</summary>
public readonly record struct RequestSchema : IMessage<RequestSchema>
{
    public static MessageId Id => MessageId.RequestSchema;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 0;

    public void Write(ref MessagePackWriter writer)
    {
        // The id says everything.
    }

    public static bool TryRead(ref MessagePackReader reader, out RequestSchema message)
    {
        message = default;
        return true;
    }
}
