namespace Ecs.Server.Net.Streams;

/// <summary>
/// Segments that are used again. One thread takes them, one other puts them back, and neither waits: what is put back piles up
/// until the taker has none left and takes the whole pile at once.
/// </summary>
internal sealed class SegmentPool
{
    /// <summary>Kept for later, 4 MiB; what a burst needed beyond that goes to the collector.</summary>
    private const int KeptLimit = 1024;

    private Segment? _free;
    private Segment? _pile;
    private int _kept;

    public Segment Take()
    {
        _free ??= Interlocked.Exchange(ref _pile, null);
        if (_free is not { } segment)
            return new Segment();
        _free = segment.Next;
        segment.Next = null;
        Interlocked.Decrement(ref _kept);
        return segment;
    }

    public void PutBack(Segment segment)
    {
        if (Volatile.Read(ref _kept) >= KeptLimit)
            return;
        Interlocked.Increment(ref _kept);

        // The taker only ever takes all of it, so a pile that looks the same is the same.
        Segment? top;
        do
        {
            top = Volatile.Read(ref _pile);
            segment.Next = top;
        }
        while (Interlocked.CompareExchange(ref _pile, segment, top) != top);
    }
}
