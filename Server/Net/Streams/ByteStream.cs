using System.Net;

namespace Ecs.Server.Net.Streams;

/// <summary>
/// The bytes of one client, as the tick's thread sees them. The object is the handle: it is made for one connection and never
/// used for another. Whoever accepted it ends it, with <see cref="Close"/> or <see cref="Abort"/>, even when the other side has
/// gone first.
/// </summary>
public abstract class ByteStream
{
    /// <summary>Bytes of <see cref="Received"/> at most: a message of 64 KiB with its head, and some of the next.</summary>
    public const int ReceiveLimit = 66 * 1024;

    /// <summary>Bytes that may wait for a client that does not read.</summary>
    public const int BacklogLimit = 256 * 1024;

    /// <summary>Whoever the door has put behind this stream.</summary>
    public object? Owner { get; set; }

    /// <summary>Whoever answers pings of this stream as they arrive; null where everything waits for the tick.</summary>
    public virtual IStreamEcho? Echo => null;

    /// <summary>The person: who connected, or for whom a trusted proxy did.</summary>
    public abstract IPEndPoint Remote { get; }

    /// <summary>Whether the other side is on this machine.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Remote.Address);

    /// <summary>False when the other side is gone or this one has ended it: <see cref="Received"/> does not grow any more.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>What has arrived and is not consumed, in one piece; valid until the next call of any member.</summary>
    public abstract ReadOnlySpan<byte> Received { get; }

    /// <summary>Bytes queued and not yet taken by the kernel.</summary>
    public abstract int PendingBytes { get; }

    /// <summary>Bytes that ever arrived in <see cref="Received"/>; together with <see cref="SentBytes"/> what a <see cref="StreamWatch"/> looks at.</summary>
    public abstract long ReceivedBytes { get; }

    /// <summary>Bytes that the kernel ever took.</summary>
    public abstract long SentBytes { get; }

    /// <summary>
    /// A trusted proxy has said for whom it came: <see cref="Remote"/> is that person's from now on. False when that address has as many
    /// streams as it may have.
    /// </summary>
    public abstract bool TryIdentify(IPEndPoint person);

    /// <param name="count">From the front, 0 to the length of <see cref="Received"/>.</param>
    public abstract void Consume(int count);

    /// <summary>Queues a message, all of it or nothing. False when the stream has ended or the backlog would be over its limit.</summary>
    public bool TrySend(ReadOnlySpan<byte> whole) => TrySend(whole, []);

    /// <summary>Like the other, of two pieces that belong together.</summary>
    public abstract bool TrySend(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body);

    /// <summary>Ends the stream after what is queued has gone out, or has failed to within a few seconds. Nothing is received any more.</summary>
    public abstract void Close();

    /// <summary>Ends the stream at once; what is queued is lost.</summary>
    public abstract void Abort();
}
