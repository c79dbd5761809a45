using Ecs.Server.Net.Streams;

namespace Ecs.Server.Doors.Argentum;

/// <summary>
/// Whole packets on their way to one client. The client takes each read for whole packets and loses step for good when one is
/// cut, so a write holds whole packets only, few enough for one segment of the network, and there is one write per tick.
/// </summary>
internal sealed class PacketQueue
{
    /// <summary>Bytes of one write: below what Ethernet carries in one segment.</summary>
    public const int BatchLimit = 1_200;

    /// <summary>Bytes that may wait; a client that is so far behind is gone.</summary>
    public const int QueueLimit = 64 * 1024;

    private readonly Queue<ushort> _lengths = new(64);
    private byte[] _bytes = new byte[4 * 1024];
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    /// <summary>False when there is no more room.</summary>
    public bool TryAdd(ReadOnlySpan<byte> packet)
    {
        if (_end - _start + packet.Length > QueueLimit)
            return false;

        MakeRoom(packet.Length);
        packet.CopyTo(_bytes.AsSpan(_end));
        _end += packet.Length;
        _lengths.Enqueue((ushort)packet.Length);
        return true;
    }

    /// <summary>Sends the next batch; false when the stream does not take it.</summary>
    public bool TrySendBatch(ByteStream stream)
    {
        var length = 0;
        while (_lengths.TryPeek(out var next) && (length == 0 || length + next <= BatchLimit))
            length += _lengths.Dequeue();

        if (length == 0)
            return true;

        var isSent = stream.TrySend(_bytes.AsSpan(_start, length));
        _start += length;
        if (_start == _end)
            (_start, _end) = (0, 0);

        return isSent;
    }

    private void MakeRoom(int count)
    {
        if (count <= _bytes.Length - _end)
            return;

        var waiting = _bytes.AsSpan(_start.._end);
        var target = waiting.Length + count <= _bytes.Length ? _bytes : new byte[_bytes.Length * 2];
        waiting.CopyTo(target);
        (_bytes, _start, _end) = (target, 0, waiting.Length);
    }
}
