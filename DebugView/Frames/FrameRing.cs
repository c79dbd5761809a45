using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Ecs.DebugView.Frames;

/// <summary>
/// Hands frames from one thread to another and back without a lock: a fixed set of frames goes round. Whoever fills never
/// waits: when all frames are on their way, the tick is not copied, and counted.
/// </summary>
public sealed class FrameRing
{
    /// <summary>More than most worlds have of anything: a frame that grows does so on the thread of the tick.</summary>
    private const int FrameRoom = 512;

    private readonly Frame[] _frames;
    private long _filled;
    private long _read;
    private long _missed;

    /// <param name="count">Frames that may wait to be read, 1 or more.</param>
    public FrameRing(int count)
    {
        _frames = new Frame[count];
        for (var index = 0; index < count; index++)
            _frames[index] = new Frame(FrameRoom);
    }

    /// <summary>Ticks that found no free frame.</summary>
    public long Missed => Volatile.Read(ref _missed);

    /// <summary>The filling thread's next frame; nothing of it is seen before <see cref="Publish"/>.</summary>
    public bool TryBegin([NotNullWhen(true)] out Frame? frame)
    {
        if (_filled - Volatile.Read(ref _read) >= _frames.Length)
        {
            Volatile.Write(ref _missed, _missed + 1);
            frame = null;
            return false;
        }

        frame = _frames[_filled % _frames.Length];
        return true;
    }

    /// <summary>Lets the reader have the frame of <see cref="TryBegin"/>.</summary>
    public void Publish()
    {
        Debug.Assert(_filled - _read < _frames.Length, "The reader's frame is not filled under its eyes.");
        Volatile.Write(ref _filled, _filled + 1);
    }

    /// <summary>The reading thread's oldest frame; it stays the reader's until <see cref="Return"/>.</summary>
    public bool TryRead([NotNullWhen(true)] out Frame? frame)
    {
        var isThere = _read < Volatile.Read(ref _filled);
        frame = isThere ? _frames[_read % _frames.Length] : null;
        return isThere;
    }

    /// <summary>Gives the frame of <see cref="TryRead"/> back.</summary>
    public void Return()
    {
        Debug.Assert(_read < _filled, "Nobody gives back what was not read.");
        Volatile.Write(ref _read, _read + 1);
    }
}
