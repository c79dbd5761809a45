namespace Ecs.Server.Net.Streams;

/// <summary>
/// Answers of a <see cref="IStreamEcho"/> that wait for a place between two messages of the tick's thread. Only the pump touches them. So
/// few fit that a client which does not read gets the rest from the tick's thread, which notices such clients.
/// </summary>
public sealed class StreamAnswers
{
    private const int Limit = 512;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>Whether none waits.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Adds a message of two pieces, all of it or nothing. False when too many wait already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var length = _length + head.Length + body.Length;
        if (length > Limit)
            return false;
        if (_bytes.Length == 0)
            _bytes = new byte[Limit];
        head.CopyTo(_bytes.AsSpan(_length));
        body.CopyTo(_bytes.AsSpan(_length + head.Length));
        _length = length;
        return true;
    }

    /// <summary>Copies from the front; gives the bytes.</summary>
    internal int Peek(Span<byte> target)
    {
        var count = Math.Min(_length, target.Length);
        _bytes.AsSpan(0, count).CopyTo(target);
        return count;
    }

    /// <summary>So many bytes from the front have gone out.</summary>
    internal void Skip(int count)
    {
        _length -= count;
        _bytes.AsSpan(count, _length).CopyTo(_bytes);
    }
}
