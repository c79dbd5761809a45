using System.Diagnostics;

namespace Ecs.Server.Recording;

/// <summary>A block on its way to the file; its array is reused.</summary>
internal sealed class PendingBlock
{
    /// <summary>Room for the checkpoint of a well-filled room, so that it grows only for a crowd.</summary>
    public byte[] Bytes { get; set; } = new byte[256 * 1024];

    public int Length { get; set; }

    public BlockKind Kind { get; set; }

    public uint FirstTick { get; set; }

    public uint Ticks { get; set; }

    public void Fill(ReadOnlySpan<byte> content)
    {
        if (Bytes.Length < content.Length)
            Bytes = new byte[content.Length * 2];

        content.CopyTo(Bytes);
        Length = content.Length;
    }
}

/// <summary>
/// The bounded way from the tick thread to the file's thread: a fixed set of blocks goes round. The tick side never
/// waits; when all blocks are on their way the disk is too slow. The file's thread sleeps at once when there is nothing: one
/// that looks a few times more before it does costs more than all that it writes, once a second.
/// </summary>
internal sealed class BlockQueue
{
    private readonly object _lock = new();
    private readonly Queue<PendingBlock> _free;
    private readonly Queue<PendingBlock> _filled;
    private bool _closed;

    public BlockQueue(int capacity)
    {
        _free = new Queue<PendingBlock>(capacity);
        _filled = new Queue<PendingBlock>(capacity);
        for (var i = 0; i < capacity; i++)
            _free.Enqueue(new PendingBlock());
    }

    /// <summary>Waits until so many blocks are free; for those who may wait.</summary>
    public void WaitForFree(int count)
    {
        lock (_lock)
        {
            while (_free.Count < count)
                Monitor.Wait(_lock);
        }
    }

    /// <summary>A block to fill; false when none is free.</summary>
    public bool TryRent([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PendingBlock? block)
    {
        lock (_lock)
            return _free.TryDequeue(out block);
    }

    public void Send(PendingBlock block)
    {
        lock (_lock)
        {
            _filled.Enqueue(block);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits for the next filled block; false when the queue is closed and empty. Called by the file's thread alone.</summary>
    public bool TryReceive([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PendingBlock? block)
    {
        lock (_lock)
        {
            while (!_filled.TryDequeue(out block))
            {
                if (_closed)
                    return false;

                Monitor.Wait(_lock);
            }

            return true;
        }
    }

    public void Return(PendingBlock block)
    {
        lock (_lock)
        {
            Debug.Assert(!_free.Contains(block), "A block that is given back twice would be filled by two.");
            _free.Enqueue(block);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Nothing more is sent; what was sent is still received.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            Monitor.PulseAll(_lock);
        }
    }
}
