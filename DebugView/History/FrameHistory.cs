using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Timeline;

namespace Ecs.DebugView.History;

/// <summary>The last frames of a live source, as they were. The window's thread only.</summary>
public sealed class FrameHistory : IFrameArchive
{
    private readonly Frame[] _frames;
    private long _end;

    /// <param name="frameLimit">Frames that are kept at most, 1 or more.</param>
    public FrameHistory(int frameLimit) => _frames = new Frame[frameLimit];

    public int Count => (int)Math.Min(_end, _frames.Length);

    public long Oldest => Count == 0 ? 0 : _frames[(_end - Count) % _frames.Length].Number;

    public long Newest => Count == 0 ? 0 : _frames[(_end - 1) % _frames.Length].Number;

    /// <summary>Keeps a copy of a frame, which is newer than all before; the oldest goes when the limit is reached.</summary>
    public void Add(Frame frame)
    {
        ref Frame? place = ref _frames[_end % _frames.Length]!;
        place ??= new Frame();
        place.CopyFrom(frame);
        _end++;
    }

    public bool TryRead(long number, Frame into)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_frames[(_end - Count + middle) % _frames.Length].Number <= number)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == 0)
            return false;
        into.CopyFrom(_frames[(_end - Count + low - 1) % _frames.Length]);
        into.Cells.Clear();
        into.Selected.Clear();
        return true;
    }
}
