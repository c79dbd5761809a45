using System.Text;

namespace Ecs.Server.Console;

/// <summary>
/// Takes a typed line apart. Words are separated by blanks; double quotes hold a word together, and inside them a backslash
/// makes the next character an ordinary one. Nothing else has a meaning: there are no variables, pipes or files.
/// </summary>
public ref struct CommandText
{
    /// <summary>UTF-16 units of a line; a longer one is refused whole.</summary>
    public const int LineLimit = 512;

    /// <summary>Words of a line, beside a text at its end.</summary>
    public const int WordLimit = 16;

    private ReadOnlySpan<char> _left;

    public CommandText(ReadOnlySpan<char> line)
    {
        _left = line.Trim();
    }

    public readonly bool IsAtEnd => _left.IsEmpty;

    /// <summary>Takes the next word; false at the end of the line and for a quote that never closes.</summary>
    public bool TryTakeWord(out string word)
    {
        word = "";
        if (_left.IsEmpty)
            return false;
        var taken = new StringBuilder();
        var isQuoted = false;
        var at = 0;
        for (; at < _left.Length; at++)
        {
            var letter = _left[at];
            if (letter == '"')
                isQuoted = !isQuoted;
            else if (letter == '\\' && isQuoted && at + 1 < _left.Length)
                taken.Append(_left[++at]);
            else if (char.IsWhiteSpace(letter) && !isQuoted)
                break;
            else
                taken.Append(letter);
        }

        if (isQuoted)
            return false;
        _left = _left[at..].TrimStart();
        word = taken.ToString();
        return true;
    }

    /// <summary>Everything that has not been taken yet, as it was typed.</summary>
    public string TakeRest()
    {
        var rest = _left.ToString();
        _left = default;
        return rest;
    }
}
