namespace Ecs.Server.Net.Streams;

/// <summary>Bytes in one piece: grows at the end up to a limit, shrinks at the front. Moves what it holds only when it must.</summary>
/// <param name="limit">Bytes held at most.</param>
internal sealed class ByteWindow(int limit)
{
    private const int FirstCapacity = 512;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public int Length => _end - _start;

    /// <summary>How many bytes more it takes.</summary>
    public int Room => limit - Length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start, Length);

    /// <param name="bytes">At most <see cref="Room"/>.</param>
    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Extend(bytes.Length));

    /// <summary>Grows by <paramref name="count"/> bytes, at most <see cref="Room"/>, for the caller to fill.</summary>
    public Span<byte> Extend(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Room);
        if (count > _bytes.Length - _end)
            MakeSpace(count);
        _end += count;
        return _bytes.AsSpan(_end - count, count);
    }

    public void Consume(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Length);
        _start += count;
        if (_start == _end)
            (_start, _end) = (0, 0);
    }

    private void MakeSpace(int count)
    {
        var wanted = Length + count;
        var target = _bytes;
        if (wanted > _bytes.Length)
            target = new byte[Math.Min(limit, Math.Max(Math.Max(wanted, FirstCapacity), _bytes.Length * 2))];
        Bytes.CopyTo(target);
        (_bytes, _start, _end) = (target, 0, Length);
    }
}
