using System.Globalization;

namespace Ecs.Server.Rooms;

/// <summary>
/// Puts a line together in place. (The interpolated strings of the library box their numbers until the code that formats them
/// has been optimised, which for rare lines is never.) What does not fit is left out whole.
/// </summary>
internal ref struct LineWriter(Span<char> line)
{
    private readonly Span<char> _line = line;
    private int _length;

    public readonly ReadOnlySpan<char> Text => _line[.._length];

    public bool TryAdd(ReadOnlySpan<char> text)
    {
        if (!text.TryCopyTo(_line[_length..]))
            return false;

        _length += text.Length;
        return true;
    }

    public bool TryAdd(int number)
    {
        var fits = number.TryFormat(_line[_length..], out var written, provider: CultureInfo.InvariantCulture);
        _length += written;
        return fits;
    }

    /// <summary>Takes back what was added after the line was so long.</summary>
    public void CutTo(int length) => _length = length;
}
