using System.Runtime.CompilerServices;
using Ecs.DebugView.Frames;

namespace Ecs.DebugView.History;

/// <summary>
/// The last frames of a live source, as they were, without what only the inspector and the broad phase asked for. Each is
/// kept as its difference from the one before; every half second or so there is a whole one, where reading can begin and
/// behind which the past is forgotten. The window's thread only; warm, adding allocates nothing.
/// </summary>
public sealed class FrameHistory : IFrameArchive
{
    /// <summary>A minute of 5,000 entities at 60 ticks per second takes well below this, even when all of them turn all the time.</summary>
    public const long DefaultByteLimit = 256L << 20;

    /// <summary>Frames from one whole one to the next: what reading anywhere costs at most.</summary>
    public const int GroupLength = 30;

    private readonly StoredFrame[] _frames;
    private readonly int _frameLimit;
    private readonly long _byteLimit;
    private readonly FrameEncoder _encoder = new();
    private readonly FramePages _pages = new();
    private readonly FrameCursor[] _cursors = [new(), new()];
    private long _start;
    private long _end;
    private long _uses;

    /// <param name="frameLimit">Frames that are kept at least, 1 or more, as far as the bytes allow; a group more may be.</param>
    /// <param name="byteLimit">Bytes that may be used. The newest group is kept even if it alone takes more.</param>
    public FrameHistory(int frameLimit, long byteLimit = DefaultByteLimit)
    {
        _frameLimit = frameLimit;
        _byteLimit = byteLimit;
        _frames = new StoredFrame[frameLimit + (2 * GroupLength)];
    }

    public int Count => (int)(_end - _start);

    public long Oldest => Count == 0 ? 0 : At(_start).Number;

    public long Newest => Count == 0 ? 0 : At(_end - 1).Number;

    /// <summary>Memory for frames, free parts included.</summary>
    public long BytesHeld => _pages.BytesHeld + ((long)_frames.Length * Unsafe.SizeOf<StoredFrame>());

    /// <summary>Keeps a frame, which is newer than all before; the oldest go when a limit is reached.</summary>
    public void Add(Frame frame)
    {
        var isWhole = _end % GroupLength == 0;
        if (isWhole && Count - GroupLength >= _frameLimit)
            ForgetGroup();
        var bytes = _encoder.Encode(frame, isWhole);
        while (!_pages.HasRoom(bytes.Length) && BytesHeld + Math.Max(bytes.Length, FramePages.PageBytes) > _byteLimit && Count > GroupLength)
            ForgetGroup();
        At(_end) = _pages.Store(frame.Number, bytes, isWhole);
        _end++;
    }

    public bool TryRead(long number, Frame into)
    {
        var position = Find(number);
        if (position < _start)
            return false;
        var group = GroupOf(position);
        var cursor = CursorFor(group, position);
        for (var next = Math.Max(group, cursor.Position + 1); next <= position; next++)
        {
            ref var stored = ref At(next);
            cursor.Decoder.Decode(stored.Bytes, stored.IsWhole, next == position ? cursor.Frame : null);
        }

        cursor.Position = position;
        cursor.LastUse = ++_uses;
        into.CopyFrom(cursor.Frame);
        return true;
    }

    private static long GroupOf(long position) => position - (position % GroupLength);

    /// <summary>The cursor that stands in the group and not behind the place; else the one that has been idle longest, before the group.</summary>
    private FrameCursor CursorFor(long group, long position)
    {
        var idle = _cursors[0];
        foreach (var cursor in _cursors)
        {
            if (cursor.Position >= group && cursor.Position <= position)
                return cursor;
            if (cursor.LastUse < idle.LastUse)
                idle = cursor;
        }

        idle.Position = group - 1;
        return idle;
    }

    private void ForgetGroup()
    {
        for (var end = _start + GroupLength; _start < end; _start++)
            _pages.Forget(in At(_start));
    }

    /// <summary>The last frame at or before a number; before the first when there is none.</summary>
    private long Find(long number)
    {
        var low = _start;
        var high = _end;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (At(middle).Number <= number)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private ref StoredFrame At(long position) => ref _frames[position % _frames.Length];
}
