using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Ecs.Server.Recording;

/// <summary>
/// Walks through a file once and lists the blocks that are sound and in their place. Blocks stand alone, so what follows
/// damage is found again by its first bytes and its checksum; what is missing in between is told.
/// </summary>
internal sealed class BlockScan
{
    private const int FaultsTold = 3;
    private const int FirstBuffer = 64 * 1024;

    /// <summary>Bytes that a search behind damage may try: a file made of nothing but begins of blocks must not take for ever.</summary>
    private const long SearchLimit = 1L << 30;

    private readonly SafeFileHandle _file;
    private readonly long _length;
    private readonly List<BlockPlace> _blocks = [];
    private readonly List<string> _faults = [];
    private byte[] _bytes = new byte[FirstBuffer];
    private long _searched;
    private string _tear = "";
    private uint _last;
    private bool _hasStart;
    private bool _hasEnd;
    private bool _isOver;

    private BlockScan(SafeFileHandle file)
    {
        _file = file;
        _length = RandomAccess.GetLength(file);
    }

    /// <summary>The header, then the blocks from the first checkpoint on; empty when the file does not begin as a recording does.</summary>
    public List<BlockPlace> Blocks => _blocks;

    public RecordingState State => _faults.Count != 0 ? RecordingState.Damaged : _hasEnd ? RecordingState.Complete : RecordingState.Torn;

    /// <summary>Empty for a complete recording; otherwise what is missing or wrong, where it was seen first.</summary>
    public string Fault
    {
        get
        {
            var told = _faults.Take(FaultsTold).ToList();
            if (_faults.Count > FaultsTold)
                told.Add($"{_faults.Count - FaultsTold} more such places");

            if (!_hasEnd && (_blocks.Count != 0 || _tear.Length != 0))
                told.Add(_tear.Length != 0 ? _tear : "it has no end: its server was killed, or still records");

            return string.Join("; ", told);
        }
    }

    /// <exception cref="NotSupportedException">The file is a pipe or something else that has no length.</exception>
    public static BlockScan Of(SafeFileHandle file)
    {
        var scan = new BlockScan(file);
        scan.Walk();
        return scan;
    }

    /// <summary>With detail every block of ticks has its own behind it, but for the last one of a torn recording.</summary>
    public void CheckDetail()
    {
        for (var index = 0; index < _blocks.Count; index++)
        {
            var isLast = index == _blocks.Count - 1;
            if (_blocks[index].Frame.Kind == BlockKind.Ticks && !isLast && _blocks[index + 1].Frame.Kind != BlockKind.Detail)
            {
                var frame = _blocks[index].Frame;
                Blame($"the detail of ticks {frame.FirstTick} to {LastOf(frame)} is missing");
            }
        }
    }

    private static uint LastOf(BlockFrame frame) => frame.FirstTick + frame.Ticks - 1;

    private void Walk()
    {
        var offset = 0L;
        while (offset < _length && !_isOver)
        {
            if (IsSound(offset, out var frame))
            {
                var place = new BlockPlace(frame, offset);
                offset += BlockFrame.Size + frame.StoredLength;
                Take(place, offset);
                continue;
            }

            var next = offset == 0 ? -1 : FindSound(offset + 1);
            if (next < 0)
            {
                TakeRest(offset, frame);
                return;
            }

            Blame($"the block at byte {offset} is damaged");
            offset = next;
        }

        if (_length == 0)
            _tear = "it is empty";
    }

    private void Take(BlockPlace place, long next)
    {
        var frame = place.Frame;
        if ((_blocks.Count == 0) != (frame.Kind == BlockKind.Header))
        {
            Blame(_blocks.Count == 0 ? "it does not begin with a header" : $"another recording begins at byte {place.Offset}");
            _isOver = true;
            return;
        }

        var fits = frame.Kind switch
        {
            BlockKind.Header => true,
            BlockKind.Checkpoint => !_hasStart || Follows(frame.FirstTick, frame.FirstTick),
            BlockKind.Ticks => _hasStart && frame.Ticks != 0 && frame.FirstTick != 0 && LastOf(frame) >= frame.FirstTick
                && Follows(frame.FirstTick - 1, LastOf(frame)),
            BlockKind.Detail => _hasStart && IsOfLastTicks(frame),
            _ => _hasStart && Follows(frame.FirstTick, frame.FirstTick),
        };
        if (!fits)
        {
            // Nothing can be run before the first checkpoint: one fault says it for all that stands there.
            if (_hasStart || _faults.Count == 0)
                Blame(_hasStart ? $"the block at byte {place.Offset} is not in its place" : "its first checkpoint is missing");

            _hasEnd |= frame.Kind == BlockKind.End;
            _isOver |= frame.Kind == BlockKind.End;
            return;
        }

        _blocks.Add(place);
        if (frame.Kind == BlockKind.Checkpoint && !_hasStart)
        {
            _hasStart = true;
            _last = frame.FirstTick;
        }
        else if (frame.Kind == BlockKind.End)
        {
            TakeEnd(next);
        }
    }

    private void TakeEnd(long next)
    {
        _hasEnd = true;
        _isOver = true;
        if (next < _length)
        {
            Blame(IsSound(next, out var frame) && frame.Kind == BlockKind.Header
                ? $"another recording begins at byte {next}"
                : $"{_length - next} bytes follow its end");
        }
    }

    /// <summary>Whether a block that comes after one tick and leads to another can stand here. Ticks that were to come before it are missing.</summary>
    private bool Follows(uint after, uint leadsTo)
    {
        if (after < _last)
            return false;

        if (after > _last)
            Blame(after == _last + 1 ? $"tick {after} is missing" : $"ticks {_last + 1} to {after} are missing");

        _last = leadsTo;
        return true;
    }

    /// <summary>Detail whose ticks were lost is of no use, and their loss is told already.</summary>
    private bool IsOfLastTicks(BlockFrame frame) =>
        _blocks[^1].Frame is { Kind: BlockKind.Ticks } ticks && ticks.FirstTick == frame.FirstTick && ticks.Ticks == frame.Ticks;

    /// <summary>No block that can be used follows: either the file was cut here, or what follows is something else.</summary>
    private void TakeRest(long offset, BlockFrame frame)
    {
        var left = _length - offset;
        if (frame.Kind != BlockKind.None && left < BlockFrame.Size + frame.StoredLength)
        {
            _tear = $"the block at byte {offset} is cut short";
        }
        else if (frame.Kind == BlockKind.None && left < BlockFrame.Size && IsBeginOfBlock(offset, (int)left))
        {
            _tear = $"the block at byte {offset} is cut short";
        }
        else if (IsZero(offset))
        {
            // Left by a machine that lost its power: the file had grown, its bytes had not arrived.
            _tear = $"there are only zeros from byte {offset} on";
        }
        else
        {
            Blame(frame.Kind == BlockKind.None ? $"no block begins at byte {offset}" : $"the block at byte {offset} is damaged");
        }
    }

    private void Blame(string fault) => _faults.Add(fault);

    /// <summary>Whether a whole block with the right checksum begins here. The frame is that of the bytes, whether they are sound or not.</summary>
    private bool IsSound(long offset, out BlockFrame frame)
    {
        Span<byte> head = stackalloc byte[BlockFrame.Size];
        if (Read(offset, head) != head.Length || !BlockFrame.TryRead(head, out frame))
        {
            frame = default;
            return false;
        }

        if (_length - offset - BlockFrame.Size < frame.StoredLength)
            return false;

        if (_bytes.Length < frame.StoredLength)
            _bytes = new byte[frame.StoredLength];

        var stored = _bytes.AsSpan(0, frame.StoredLength);
        return Read(offset + BlockFrame.Size, stored) == stored.Length && frame.Fits(head, stored);
    }

    /// <summary>Where the next sound block begins; -1 when there is none.</summary>
    private long FindSound(long from)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, BlockFrame.Magic);
        var window = new byte[FirstBuffer];
        while (from < _length && _searched < SearchLimit)
        {
            var got = Read(from, window);
            var at = window.AsSpan(0, got).IndexOf(magic);
            if (at < 0)
            {
                // The first bytes of a block may lie across the edge of the window.
                from += Math.Max(1, got - magic.Length + 1);
                continue;
            }

            from += at;
            if (IsSound(from, out var frame))
                return from;

            _searched += got + frame.StoredLength;
            from++;
        }

        return -1;
    }

    private bool IsBeginOfBlock(long offset, int count)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, BlockFrame.Magic);
        Span<byte> begin = stackalloc byte[Math.Min(count, magic.Length)];
        return Read(offset, begin) == begin.Length && magic.StartsWith(begin);
    }

    private bool IsZero(long offset)
    {
        var window = new byte[FirstBuffer];
        while (offset < _length)
        {
            var got = Read(offset, window);
            if (got == 0 || window.AsSpan(0, got).ContainsAnyExcept((byte)0))
                return false;

            offset += got;
        }

        return true;
    }

    private int Read(long offset, Span<byte> into)
    {
        var read = 0;
        while (read < into.Length && RandomAccess.Read(_file, into[read..], offset + read) is var got and > 0)
            read += got;

        return read;
    }
}
