namespace Ecs.Server.Doors.Waves;

/// <summary>
/// Hands pictures from the tick's thread to one other thread. Neither waits for the other: there are three pictures, one
/// that is drawn, one that is looked at, and the newest complete one in between. The reader skips those it was too slow for.
/// </summary>
public sealed class PictureBox
{
    private const int Fresh = 4;

    private readonly WavesPicture[] _pictures = [new(), new(), new()];
    private int _drawn;
    private int _between = 1;
    private int _shown = 2;

    /// <summary>What the writer fills next; it holds an old picture.</summary>
    public WavesPicture Canvas => _pictures[_drawn];

    /// <summary>Writer: the canvas is complete; there is another one from now on.</summary>
    public void Publish() => _drawn = Interlocked.Exchange(ref _between, _drawn | Fresh) & ~Fresh;

    /// <summary>Reader: the newest complete picture, the same as before when there is no newer one; valid until the next call.</summary>
    public WavesPicture Newest()
    {
        if ((Volatile.Read(ref _between) & Fresh) != 0)
            _shown = Interlocked.Exchange(ref _between, _shown) & ~Fresh;

        return _pictures[_shown];
    }
}
