using Ecs.Client.Interpolation;
using Ecs.Client.Timing;
using Ecs.Simulation.Values;

namespace Ecs.Client;

/// <summary>How the network does, now and over the last seconds: what a net graph draws. Begins anew with each room and each new connection.</summary>
public sealed class NetFigures
{
    /// <summary>Samples that are kept: twenty seconds of them.</summary>
    public const int Kept = 200;

    private static readonly TimeSpan SampleLength = TimeSpan.FromMilliseconds(100);

    private readonly NetSample[] _samples = new NetSample[Kept];
    private readonly ArrivalMeter _arrivals;
    private readonly ClientFigures _figures;
    private TimeSpan _inSample;
    private (long Received, long Sent, long Snapshots) _before;
    private int _corrections;
    private int _next;

    internal NetFigures(int tickRate, int interval, ClientFigures figures)
    {
        _arrivals = new ArrivalMeter(tickRate, Math.Max(1, interval));
        _figures = figures;
        _before = Counts;
    }

    /// <summary>The state now; of bytes, snapshots and corrections what has come together since the last sample.</summary>
    public NetSample Now { get; private set; }

    /// <summary>Samples that there are, at most <see cref="Kept"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Grows with every sample.</summary>
    public long Total { get; private set; }

    /// <summary>A sample.</summary>
    /// <param name="back">0 for the newest, less than <see cref="Count"/>.</param>
    public ref readonly NetSample this[int back]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(back);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(back, Count);
            return ref _samples[(_next + Kept - 1 - back) % Kept];
        }
    }

    private (long Received, long Sent, long Snapshots) Counts => (_figures.BytesReceived, _figures.BytesSent, _figures.Snapshots);

    internal void Arrive(Tick tick, bool isForetold) => _arrivals.Arrive(tick, isForetold);

    internal void Correct() => _corrections++;

    /// <summary>Lets time pass, before what arrived in it is heard.</summary>
    internal void Advance(TimeSpan elapsed, ClientClock? clock, Interpolator? others)
    {
        _arrivals.Advance(elapsed);
        var counts = Counts;
        Now = new NetSample(
            clock?.RoundTrip ?? default,
            _arrivals.Jitter,
            _arrivals.Loss,
            others?.BufferTicks ?? 0,
            (int)(counts.Received - _before.Received),
            (int)(counts.Sent - _before.Sent),
            (int)(counts.Snapshots - _before.Snapshots),
            _corrections);

        _inSample += elapsed;
        if (_inSample < SampleLength)
            return;

        // A hitch is one sample: nobody was there to take the others.
        _inSample = _inSample < 2 * SampleLength ? _inSample - SampleLength : TimeSpan.Zero;
        _samples[_next] = Now;
        _next = (_next + 1) % Kept;
        Count = Math.Min(Count + 1, Kept);
        Total++;
        (_before, _corrections) = (counts, 0);
    }
}
