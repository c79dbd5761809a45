namespace Ecs.Server.Redis;

/// <summary>
/// Follows the framing of replies (RESP 2) without keeping any: lines, and texts whose length a line says before. False as soon as a text
/// or a list is announced that is too long.
/// </summary>
internal sealed class ReplySizes
{
    /// <summary>Bytes of one text; nothing that is asked for has more than a kilobyte.</summary>
    public const int TextLimit = 1 << 20;

    /// <summary>Elements of one list; the longest that is asked for is a page of keys.</summary>
    public const int ListLimit = 1 << 16;

    private const int LineLimit = 1 << 16;

    private long _skip;
    private long _number;
    private int _line;
    private byte _kind;
    private bool _isWhole = true;

    public bool TryFollow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_skip > 0)
            {
                var part = (int)Math.Min(_skip, bytes.Length);
                _skip -= part;
                bytes = bytes[part..];
                continue;
            }

            if (!TryTake(bytes[0]))
                return false;
            bytes = bytes[1..];
        }

        return true;
    }

    private bool TryTake(byte next)
    {
        if (next == '\n')
            return TryEndLine();

        if (_line == 0)
            (_kind, _number, _isWhole) = (next, 0, true);
        else if (next is >= (byte)'0' and <= (byte)'9')
            _number = Math.Min((_number * 10) + next - '0', int.MaxValue);
        else if (next != '\r')
            _isWhole = false; // A length of -1 is no text at all.

        return ++_line <= LineLimit;
    }

    private bool TryEndLine()
    {
        _line = 0;
        if (!_isWhole)
            return true;
        if (_kind == '*')
            return _number <= ListLimit;
        if (_kind != '$')
            return true;

        _skip = _number + 2;
        return _number <= TextLimit;
    }
}
