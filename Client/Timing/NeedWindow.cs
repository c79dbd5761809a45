namespace Ecs.Client.Timing;

/// <summary>
/// The largest sample of the last <see cref="Seconds"/> seconds, in buckets of one second: it follows a rise at once and
/// forgets it only when it has not come back for that long.
/// </summary>
internal sealed class NeedWindow
{
    /// <summary>Long enough to remember two packets lost in a row at 5 % loss, which happens every 7 s.</summary>
    public const int Seconds = 16;

    private readonly double[] _largest = new double[Seconds];
    private int _current;

    public NeedWindow()
    {
        Clear();
    }

    public bool IsEmpty => double.IsNegativeInfinity(Largest);

    public double Largest { get; private set; }

    /// <summary>The largest of the last two to three seconds. When none came in them they say nothing: it is that of all then.</summary>
    public double LargestOfLate
    {
        get
        {
            var late = Math.Max(_largest[_current], Math.Max(_largest[(_current + Seconds - 1) % Seconds], _largest[(_current + Seconds - 2) % Seconds]));
            return double.IsNegativeInfinity(late) ? Largest : late;
        }
    }

    public void Add(double sample)
    {
        _largest[_current] = Math.Max(_largest[_current], sample);
        Largest = Math.Max(Largest, sample);
    }

    /// <summary>A second has passed: the oldest bucket is emptied for the next one.</summary>
    public void NextSecond()
    {
        _current = (_current + 1) % Seconds;
        _largest[_current] = double.NegativeInfinity;
        Largest = double.NegativeInfinity;
        foreach (var sample in _largest)
            Largest = Math.Max(Largest, sample);
    }

    public void Clear()
    {
        Array.Fill(_largest, double.NegativeInfinity);
        Largest = double.NegativeInfinity;
    }
}
