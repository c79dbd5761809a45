using Ecs.Simulation;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A line for this client.</summary>
/// <param name="Kind">Who speaks.</param>
/// <param name="Slot">The speaker's seat, or none.</param>
/// <param name="Name">The speaker's name, or empty.</param>
/// <param name="Text">Cleaned by the server.</param>
public readonly record struct ChatReceived(ChatKind Kind, PlayerSlot Slot, string Name, string Text) : IMessage<ChatReceived>
{
    public static MessageId Id => MessageId.ChatReceived;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 4;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write((byte)Kind);
        writer.Write(Slot.Value);
        writer.WriteText(Name, Limits.NameCodePoints);
        writer.WriteText(Text, Limits.ChatCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out ChatReceived message)
    {
        message = default;
        var kind = (ChatKind)reader.ReadByte();
        if (kind > ChatKind.Announcement
            || !reader.TryReadSlot(orNone: true, out var slot)
            || !reader.TryReadText(Limits.NameCodePoints, out var name)
            || !reader.TryReadText(Limits.ChatCodePoints, out var text))
        {
            return false;
        }

        message = new(kind, slot, name, text);
        return true;
    }
}
