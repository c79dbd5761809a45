using System.Diagnostics;

namespace Raylib_cs.Display;

/// <summary>
/// Keeps frames apart. It sleeps and never spins: the processor may be needed by what the window watches. A frame that sleeps too
/// long shortens the next wait, so that the rate is right over time; a late one is not made up for.
/// </summary>
internal sealed class FramePacer
{
    private const int Kept = 30;

    private readonly double[] _recent = new double[Kept];
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _due;
    private double _frameEnd;
    private int _frames;

    /// <summary>Frames per second that are wanted; 0 means as many as there can be.</summary>
    public int Target { get; set; }

    /// <summary>Seconds since the start.</summary>
    public double Now => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Seconds that the last frame took, with its wait.</summary>
    public double FrameSeconds { get; private set; }

    /// <summary>Frames per second over the last half second or so.</summary>
    public int Rate
    {
        get
        {
            var count = Math.Min(_frames, Kept);
            double sum = 0;
            foreach (var seconds in _recent.AsSpan(0, count))
                sum += seconds;

            return sum > 0 ? (int)Math.Round(count / sum) : 0;
        }
    }

    public void EndFrame()
    {
        if (Target > 0)
        {
            var interval = 1.0 / Target;
            _due = Math.Max(_due + interval, Now - interval);
            Wait(_due - Now);
        }

        var now = Now;
        FrameSeconds = now - _frameEnd;
        _frameEnd = now;
        _recent[_frames++ % Kept] = FrameSeconds;
    }

    public static void Wait(double seconds)
    {
        if (seconds > 0)
            Thread.Sleep(TimeSpan.FromSeconds(seconds));
    }
}
