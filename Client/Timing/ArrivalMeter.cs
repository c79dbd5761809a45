using Ecs.Simulation.Values;

namespace Ecs.Client.Timing;

/// <summary>How evenly snapshots come, and how many of them did not: estimates, since a server leaves out those that have nothing to say.</summary>
internal sealed class ArrivalMeter(int tickRate, int interval)
{
    /// <summary>Parts of a new sample that count (as in RFC 3550, 6.4.1).</summary>
    private const double JitterGain = 1.0 / 16;

    private const double LossGain = 1.0 / 256;

    /// <summary>A gap of more intervals than so many is a quiet room's.</summary>
    private const int LongestLoss = 4;

    /// <summary>Snapshots in a row, one an interval, that show that the server has something to say each time.</summary>
    private const int Lively = 8;

    private Tick _newest;
    private double _local;
    private double _age;
    private double _jitter;
    private int _inRow;
    private bool _hasOne;

    /// <summary>Mean difference between the times that two snapshots in a row took, beside their distance.</summary>
    public TimeSpan Jitter => TimeSpan.FromSeconds(_jitter / tickRate);

    /// <summary>Part of the snapshots of the last eight seconds or so that did not come or came too late: 0 to 1.</summary>
    public double Loss { get; private set; }

    public void Advance(TimeSpan elapsed) => _local += elapsed.TotalSeconds * tickRate;

    /// <summary>A snapshot newer than all before has come.</summary>
    /// <param name="tick">Its tick.</param>
    /// <param name="isForetold">Whether it is known to have come as late as it was meant to.</param>
    public void Arrive(Tick tick, bool isForetold)
    {
        if (!_hasOne)
        {
            (_hasOne, _newest, _age) = (true, tick, _local);
            return;
        }

        // Only differences count, so the age is that since the first one: it stays small.
        var gap = tick.Since(_newest);
        var age = _local - gap;
        _local = age;
        _newest = tick;
        _jitter += (Math.Min(Math.Abs(age - _age), tickRate) - _jitter) * JitterGain;
        _age = age;
        NoteLoss(gap, isForetold);
    }

    private void NoteLoss(int gap, bool isForetold)
    {
        var isLively = _inRow >= Lively;
        _inRow = gap <= interval ? _inRow + 1 : _inRow / 2;
        if (isLively && !isForetold && gap <= LongestLoss * interval)
        {
            for (var missing = (gap / interval) - 1; missing > 0; missing--)
                Loss += (1 - Loss) * LossGain;
        }

        Loss -= Loss * LossGain;
    }
}
