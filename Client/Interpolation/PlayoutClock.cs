namespace Ecs.Client.Interpolation;

/// <summary>
/// Says which moment of the world is drawn: so far behind the newest snapshot that the next one is there before it is needed. It never
/// goes back.
/// </summary>
/// <remarks>
/// <para>Local time L runs in ticks. Before a snapshot came, the newest was of tick n: at L - n behind local time, nothing was left to
/// draw. The second largest of the last <see cref="Window"/> such needs is the delay: it covers what the way and a lost snapshot took
/// of late, and one exception in four seconds costs no delay.</para>
/// <para>The moment drawn slides to local time less the delay by running up to 10 % faster or slower. Further off than a quarter of a second, it
/// jumps ahead or stands.</para>
/// </remarks>
internal sealed class PlayoutClock(int tickRate, int interval)
{
    /// <summary>Arrivals that are remembered: four seconds of them at the usual rate.</summary>
    private const int Window = 128;

    /// <summary>A longer silence than so many intervals is none that waiting would have helped, or a quiet room.</summary>
    private const int LongestLoss = 4;

    private const double Slide = 0.10;

    /// <summary>Part of an error that is corrected per tick.</summary>
    private const double Gain = 0.05;

    private readonly double[] _needs = new double[Window];
    private readonly double _jump = tickRate / 4.0;
    private double _local;
    private double _delay;
    private double _newest;
    private int _count;
    private int _next;

    public bool IsRunning => _count > 0;

    /// <summary>Ticks since the origin that are drawn.</summary>
    public double Moment { get; private set; }

    /// <summary>Local time in ticks.</summary>
    public double Local => _local;

    /// <summary>How much faster than real time the moment runs: -0.1 to 0.1; -1 while it stands.</summary>
    public double Rate { get; private set; }

    /// <summary>Ticks by which the moment drawn is to lie behind the newest snapshot when that comes as fast as any of late.</summary>
    public double Buffer { get; private set; }

    public void Reset()
    {
        (_local, _delay, _newest, _count, _next) = (0, 0, 0, 0, 0);
        (Moment, Rate, Buffer) = (0, 0, 0);
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="elapsed">Since the last call.</param>
    /// <param name="silence">Ticks beyond the newest snapshot at which the moment waits for another.</param>
    public void Advance(TimeSpan elapsed, double silence)
    {
        var ticks = Math.Max(0, elapsed.TotalSeconds) * tickRate;
        _local += ticks;
        if (!IsRunning)
            return;

        var before = Moment;
        var error = _local - _delay - (before + ticks);
        Rate = error > _jump ? 0 : error < -_jump ? -1 : Math.Clamp(error * Gain, -Slide, Slide);
        var moment = before + (ticks * (1 + Rate)) + (error > _jump ? error : 0);
        Moment = Math.Max(before, Math.Min(moment, _newest + silence));
    }

    /// <summary>A snapshot newer than all before has come.</summary>
    /// <param name="tick">Its tick, since the origin.</param>
    /// <param name="isForetold">Whether nobody would have seen a difference if it had come later.</param>
    public void Arrive(double tick, bool isForetold)
    {
        if (!IsRunning)
        {
            Add(_local - tick + interval);
            Moment = tick - interval;
        }
        else
        {
            var gap = tick - _newest;
            var age = _local - tick;
            if (Math.Abs(age + interval - _delay) > tickRate)
            {
                // The server gave time up, or this program stood still: what was before says nothing about now.
                (_count, _next) = (0, 0);
            }

            Add(age + (isForetold || gap > LongestLoss * interval ? interval : gap));
        }

        _newest = tick;
    }

    private void Add(double need)
    {
        _needs[_next] = need;
        _next = (_next + 1) % Window;
        _count = Math.Min(_count + 1, Window);
        var (first, second, least) = (double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity);
        foreach (var one in _needs.AsSpan(0, _count))
        {
            second = one > first ? first : Math.Max(second, one);
            first = Math.Max(first, one);
            least = Math.Min(least, one);
        }

        _delay = _count > 1 ? second : first;
        Buffer = _delay - least + interval;
    }
}
