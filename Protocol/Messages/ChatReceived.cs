using Ecs.Simulation.Values;
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

    public void Write(ref MessagePackWriter writer) => WriteFields(ref writer, Kind, Slot, Name, Text);

    /// <summary>
    /// Encodes the message from text in a buffer that is used again: a server that announces every death makes no strings.
    /// </summary>
    public static int Encode(ChatKind kind, PlayerSlot slot, ReadOnlySpan<char> name, ReadOnlySpan<char> text, PacketBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        buffer.Clear();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(FieldCount + 1);
        writer.Write((byte)Id);
        WriteFields(ref writer, kind, slot, name, text);
        writer.Flush();
        return buffer.Length;
    }

    public static bool TryRead(ref MessagePackReader reader, out ChatReceived message)
    {
        message = default;
        var kind = (ChatKind)reader.ReadByte();
        if (kind > ChatKind.Announcement
            || !reader.TryReadSlot(orNone: true, out var slot)
            || !reader.TryReadText(Limits.NameCodePoints, out var name)
            || !reader.TryReadText(Limits.ChatCodePoints, out var text, Limits.ChatBytes))
        {
            return false;
        }

        message = new(kind, slot, name, text);
        return true;
    }

    private static void WriteFields(
        ref MessagePackWriter writer,
        ChatKind kind,
        PlayerSlot slot,
        ReadOnlySpan<char> name,
        ReadOnlySpan<char> text)
    {
        writer.Write((byte)kind);
        writer.Write(slot.Value);
        writer.WriteText(name, Limits.NameCodePoints);
        writer.WriteText(text, Limits.ChatCodePoints, Limits.ChatBytes);
    }
}
