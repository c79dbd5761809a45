using System.Text;
using System.Text.Unicode;
using Ecs.Server.Metrics;
using Ecs.Server.Text;

namespace Ecs.Server.Doors.Plaza;

/// <summary>What clients say: to everybody in the room, or to the server when it begins with a slash.</summary>
internal sealed class PlazaTalk(DoorContext context)
{
    /// <summary>Bytes of a text, trimmed.</summary>
    public const int TextLimit = 1000;

    /// <summary>Bytes of a line with its blanks; what is longer is not worth reading.</summary>
    private const int RawLimit = 4 * TextLimit;

    private const char CommandMark = '/';

    public void Hear(PlazaClient client, ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.Length > RawLimit)
        {
            context.Metrics.CountDrop(DropCause.TooLong);
            return;
        }

        if (!Utf8.IsValid(text))
        {
            context.Metrics.CountDrop(DropCause.Malformed);
            return;
        }

        string trimmed = Encoding.UTF8.GetString(text).Trim();
        if (Encoding.UTF8.GetByteCount(trimmed) > TextLimit)
        {
            context.Metrics.CountDrop(DropCause.TooLong);
            return;
        }

        if (client.IsIn)
            Take(client, trimmed);
        else if (!client.TryKeep(trimmed))
            context.Metrics.CountDrop(DropCause.InputBeforeEntering);
    }

    /// <summary>What a newcomer said before the world had taken the join.</summary>
    public void CatchUp(PlazaClient client)
    {
        while (client.IsIn && client.TryTakeKept(out string? line))
            Take(client, line);
    }

    private void Take(PlazaClient client, string trimmed)
    {
        if (!client.MayChat(context.Clock.Now))
        {
            context.Metrics.CountDrop(DropCause.Rate);
            return;
        }

        string clean = Cut(DisplayText.Clean(trimmed, TextLimit));
        if (clean.Length == 0)
            context.Metrics.CountDrop(DropCause.Empty);
        else if (clean[0] == CommandMark)
            client.Tell(context.Operators.Answer(client, clean[1..]));
        else
            Say(client, clean);
    }

    private static void Say(PlazaClient client, string line)
    {
        if (client.Seat is not { } seat)
            return;
        client.Lines.Enqueue(line);
        seat.Room.Chat(seat.Slot, client.Name, DisplayText.CleanChat(line));
    }

    /// <summary>Composing characters can make a text longer than it was.</summary>
    private static string Cut(string text)
    {
        int bytes = 0;
        int units = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > TextLimit)
                return text[..units];
            units += rune.Utf16SequenceLength;
        }

        return text;
    }
}
