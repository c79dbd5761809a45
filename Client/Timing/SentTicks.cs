using Ecs.Simulation.Values;

namespace Ecs.Client.Timing;

/// <summary>When the last commands left: what a later word of the server about one of them is measured against.</summary>
internal sealed class SentTicks
{
    private const int Kept = 256;

    private readonly Tick[] _ticks = new Tick[Kept];
    private readonly double[] _times = new double[Kept];
    private readonly double[] _offsets = new double[Kept];
    private readonly bool[] _known = new bool[Kept];

    /// <param name="tick">The tick of the command.</param>
    /// <param name="time">Local time in ticks.</param>
    /// <param name="offset">How far the stamps were ahead of local time.</param>
    public void Add(Tick tick, double time, double offset)
    {
        var index = tick.Value % Kept;
        _ticks[index] = tick;
        _times[index] = time;
        _offsets[index] = offset;
        _known[index] = true;
    }

    public bool TryGet(Tick tick, out double time, out double offset)
    {
        var index = tick.Value % Kept;
        time = _times[index];
        offset = _offsets[index];
        return _known[index] && _ticks[index] == tick;
    }

    public void Clear() => Array.Clear(_known);
}
