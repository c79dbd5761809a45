using System.Diagnostics;

namespace Ecs.Server.Net.Streams;

/// <summary>
/// Bytes from one thread to one other, without a lock: one writes, one reads, and each changes nothing of the other's. Takes as
/// many segments as it holds bytes, and at least one. Whoever writes bounds it by <see cref="Count"/>.
/// </summary>
/// <remarks>
/// <code>
///   taken ... _head [##|....] -> [....] -> _tail [..|   ]
///                      _read                        _write     bytes written = Written, bytes read = Read
/// </code>
/// The writer links the next segment before it raises <see cref="Written"/>, so below that number the reader finds every link.
/// </remarks>
internal sealed class SegmentQueue
{
    private readonly SegmentPool _pool;
    private Segment _head;
    private Segment _tail;
    private int _headRead;
    private int _tailWritten;
    private long _read;
    private long _written;

    public SegmentQueue(SegmentPool pool)
    {
        _pool = pool;
        _head = _tail = new Segment();
    }

    /// <summary>Bytes ever written.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Bytes ever read.</summary>
    public long Read => Volatile.Read(ref _read);

    /// <summary>Bytes inside. Exact for whoever asks about their own side: a reader finds at least this many, a writer at most.</summary>
    public int Count
    {
        get
        {
            // In this order it is never negative, whichever thread asks.
            var read = Volatile.Read(ref _read);
            return (int)(Volatile.Read(ref _written) - read);
        }
    }

    /// <summary>Writer: adds a message; the reader sees all of its pieces or none.</summary>
    public void Write(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        Append(head);
        Append(body);
        Volatile.Write(ref _written, _written + head.Length + body.Length);
    }

    /// <summary>Reader: copies from the front without taking away; gives the bytes.</summary>
    public int Peek(Span<byte> target)
    {
        var count = Math.Min(Count, target.Length);
        var segment = _head;
        var from = _headRead;
        for (var copied = 0; copied < count;)
        {
            if (from == Segment.Capacity)
                (segment, from) = (segment.Next!, 0);
            var part = Math.Min(count - copied, Segment.Capacity - from);
            segment.Bytes.AsSpan(from, part).CopyTo(target[copied..]);
            from += part;
            copied += part;
        }

        return count;
    }

    /// <summary>Reader: takes away from the front, at most <see cref="Count"/>.</summary>
    public void Skip(int count)
    {
        Debug.Assert(count <= Count, "Nobody takes more than is inside: the link behind it is not there yet.");
        for (var left = count; left > 0;)
        {
            if (_headRead == Segment.Capacity)
            {
                var done = _head;
                (_head, _headRead) = (done.Next!, 0);
                _pool.PutBack(done);
            }

            var part = Math.Min(left, Segment.Capacity - _headRead);
            _headRead += part;
            left -= part;
        }

        Volatile.Write(ref _read, _read + count);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_tailWritten == Segment.Capacity)
            {
                var next = _pool.Take();
                _tail.Next = next;
                (_tail, _tailWritten) = (next, 0);
            }

            var part = Math.Min(bytes.Length, Segment.Capacity - _tailWritten);
            bytes[..part].CopyTo(_tail.Bytes.AsSpan(_tailWritten));
            _tailWritten += part;
            bytes = bytes[part..];
        }
    }
}
