namespace Ecs.Server.Net.Streams;

/// <summary>What a stream's lack of progress says about the other side.</summary>
public enum StreamHealth
{
    Fine,

    /// <summary>Nothing came for too long: a half-open connection looks like this.</summary>
    Silent,

    /// <summary>Something waits to be read by the client, and the client does not read.</summary>
    Stuck,
}

/// <summary>Looks at a stream once per tick and notices peers that vanished without a word and peers that stopped reading.</summary>
/// <param name="silenceLimit">Longest time without a byte from the client; <see cref="TimeSpan.Zero"/> for any.</param>
/// <param name="stuckLimit">Longest time in which bytes wait and none is taken.</param>
public struct StreamWatch(TimeSpan silenceLimit, TimeSpan stuckLimit)
{
    private long _received;
    private long _sent;
    private TimeSpan _silence;
    private TimeSpan _stuck;

    /// <param name="stream">Always the same one.</param>
    /// <param name="elapsed">Time since the last look.</param>
    public StreamHealth Look(ByteStream stream, TimeSpan elapsed)
    {
        _silence = stream.ReceivedBytes == _received ? _silence + elapsed : TimeSpan.Zero;
        _received = stream.ReceivedBytes;
        _stuck = stream.PendingBytes != 0 && stream.SentBytes == _sent ? _stuck + elapsed : TimeSpan.Zero;
        _sent = stream.SentBytes;
        return silenceLimit != TimeSpan.Zero && _silence >= silenceLimit ? StreamHealth.Silent
            : _stuck >= stuckLimit ? StreamHealth.Stuck
            : StreamHealth.Fine;
    }
}
