using MessagePack;

namespace Ecs.Protocol;

/// <summary>
/// A message of the wire: a MessagePack array of its id and <see cref="FieldCount"/> fields. The frame (array header, id,
/// end) belongs to <see cref="MessageCodec"/>; a message writes and reads its fields only.
/// </summary>
/// <typeparam name="TSelf">The message itself.</typeparam>
public interface IMessage<TSelf>
    where TSelf : struct, IMessage<TSelf>
{
    static abstract MessageId Id { get; }

    static abstract Lane Lane { get; }

    /// <summary>Fields behind the id.</summary>
    static abstract int FieldCount { get; }

    void Write(ref MessagePackWriter writer);

    /// <summary>
    /// False when a value is out of range. May throw what <see cref="MessagePackReader"/> throws, so only
    /// <see cref="MessageCodec"/> calls it.
    /// </summary>
    static abstract bool TryRead(ref MessagePackReader reader, out TSelf message);
}
