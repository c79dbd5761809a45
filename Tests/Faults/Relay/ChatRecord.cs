using Ecs.Protocol;
using Ecs.Protocol.Messages;

namespace Ecs.Tests.Faults.Relay;

/// <summary>What somebody heard in one stay in the room, in order. What is said to one client alone is not in it.</summary>
internal sealed class ChatRecord
{
    private readonly List<ChatReceived> _lines = [];

    public int Count => _lines.Count;

    public void Add(in ChatReceived line)
    {
        if (line.Kind != ChatKind.PrivateNotice)
            _lines.Add(line);
    }

    public bool Contains(string text) => _lines.Exists(line => line.Text == text);

    /// <summary>
    /// Whether this is a piece of what a witness heard who was there all the time: without a gap, nothing twice, nothing in another order.
    /// </summary>
    /// <param name="whole">What the witness heard.</param>
    /// <param name="toItsEnd">Whether it must go on to the last line.</param>
    public bool IsPieceOf(ChatRecord whole, bool toItsEnd)
    {
        for (var start = toItsEnd ? whole.Count - Count : 0; start >= 0 && start + Count <= whole.Count; start++)
        {
            if (IsAt(whole, start))
                return true;
        }

        return false;
    }

    /// <summary>Whether all these were said, in this order and once each; others may come between.</summary>
    public bool HasInOrder(IEnumerable<string> texts) =>
        texts.All(text => _lines.Count(line => line.Text == text) == 1)
        && texts.Select(text => _lines.FindIndex(line => line.Text == text)) is var places
        && places.SequenceEqual(places.Order());

    /// <summary>What people said.</summary>
    public override string ToString() =>
        $"{_lines.Count} lines, of them {string.Join(" | ", _lines.Where(static line => line.Kind == ChatKind.Player).Select(static line => $"{line.Name}: {line.Text}"))}";

    private bool IsAt(ChatRecord whole, int start)
    {
        for (var index = 0; index < Count; index++)
        {
            if (whole._lines[start + index] != _lines[index])
                return false;
        }

        return true;
    }
}
