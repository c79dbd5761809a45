using Ecs.Server.Net.Streams;

namespace Ecs.Server.Net.WebSocket;

/// <summary>The one message that waits outside of a stream's queue until the client has caught up; a newer one takes its place.</summary>
internal sealed class LatestMessage
{
    private byte[] _bytes = [];
    private int _length = -1;
    private long _flushed;

    public bool Waits => _length >= 0;

    /// <summary>The message that waits.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Replace(ReadOnlySpan<byte> message)
    {
        if (_bytes.Length < message.Length)
            _bytes = new byte[Math.Max(message.Length, _bytes.Length * 2)];
        message.CopyTo(_bytes);
        _length = message.Length;
    }

    public void Clear() => _length = -1;

    /// <summary>Whether something that was queued before the last flush has not gone out. What this tick has queued does not count.</summary>
    public bool IsBehind(ByteStream stream) => stream.SentBytes < _flushed;

    /// <summary>Remembers what a flush finds.</summary>
    public void MarkFlush(ByteStream stream)
    {
        // What goes out between the two makes the sum too small, which forgives a little; the other way round would not.
        var sent = stream.SentBytes;
        _flushed = sent + stream.PendingBytes;
    }
}
