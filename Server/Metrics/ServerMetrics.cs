using System.Diagnostics.Metrics;

namespace Ecs.Server.Metrics;

/// <summary>
/// The server's figures and the meter <c>Ecs.Server</c> that offers them. Counting is an addition to a field: the meter
/// and the report read when they want to, so nobody listening costs nothing and a listener never runs on the tick thread.
/// Counters may be raised from any thread.
/// </summary>
public sealed class ServerMetrics : IDisposable
{
    public const string MeterName = "Ecs.Server";

    private const double MillisecondsPerSecond = 1000;

    /// <summary>A histogram's bucket counts where all of it is within the limit.</summary>
    private static readonly (long Microseconds, string Seconds)[] TickLimits =
    [
        (1_000, "0.001"), (2_000, "0.002"), (4_000, "0.004"), (8_000, "0.008"), (16_000, "0.016"), (33_000, "0.033"), (100_000, "0.1"), (1_000_000, "1"),
    ];

    private readonly Meter _meter;
    private readonly long[] _drops = new long[DropCauses.Count];
    private long _packetsIn;
    private long _packetsOut;
    private long _bytesIn;
    private long _bytesOut;
    private int _players;
    private int _sessions;

    public ServerMetrics()
        : this(MeterName)
    {
    }

    private ServerMetrics(string meter)
    {
        _meter = new Meter(meter);
        _meter.CreateObservableCounter("ecs.tick.count", () => Tick.Run, "{tick}", "Ticks run.");
        _meter.CreateObservableCounter("ecs.tick.skipped", () => Tick.Skipped, "{tick}", "Wall-clock slots given up.");
        _meter.CreateObservableCounter("ecs.tick.stalls", () => Tick.Stalls, "{stall}", "Stalls the watchdog saw.");
        _meter.CreateObservableCounter("ecs.tick.allocated", () => Tick.AllocatedBytes, "By", "Allocated inside ticks.");
        _meter.CreateObservableGauge("ecs.tick.duration", () => Shares(Tick.Duration), "s", "What a share of all ticks so far took at most.");
        _meter.CreateObservableCounter("ecs.tick.within", () => Within(Tick.Duration), "{tick}", "Ticks that took at most so many seconds.");
        _meter.CreateObservableGauge("ecs.tick.lateness", () => Shares(Tick.Lateness), "s", "What a share of all ticks so far began at most after its due moment.");
        _meter.CreateObservableGauge("ecs.players", () => Players, "{player}", "Players in rooms, bots included.");
        _meter.CreateObservableGauge("ecs.sessions", () => Sessions, "{session}", "Connections that are known.");
        _meter.CreateObservableCounter("ecs.net.packets", ReadPackets, "{packet}", "Datagrams by direction.");
        _meter.CreateObservableCounter("ecs.net.bytes", ReadBytes, "By", "Bytes by direction.");
        _meter.CreateObservableCounter("ecs.store.saves", () => Store.Saves, "{character}", "Characters saved.");
        _meter.CreateObservableCounter("ecs.store.failures", () => Store.Failures, "{commit}", "Commits that the store did not take.");
        _meter.CreateObservableCounter("ecs.store.refusals", () => Store.Refusals, "{request}", "Wrong names, passwords and tokens.");
        _meter.CreateObservableGauge("ecs.store.waiting", () => Store.Waiting, "{character}", "Characters that wait to be saved.");
        _meter.CreateObservableGauge("ecs.store.degraded", () => Store.IsDegraded ? 1 : 0, "{state}", "1 while saves fail.");
        _meter.CreateObservableCounter("ecs.store.stale", () => Store.Stale, "{character}", "Saves refused since another server holds the character.");
        _meter.CreateObservableCounter("ecs.store.lost", () => Store.Lost, "{account}", "Accounts that a Redis no longer had.");
        _meter.CreateObservableCounter("ecs.redis.calls", () => Redis.Calls, "{call}", "Calls that Redis answered.");
        _meter.CreateObservableCounter("ecs.redis.failures", () => Redis.Failures, "{call}", "Calls that it did not, or with an error.");
        _meter.CreateObservableCounter("ecs.redis.openings", () => Redis.Openings, "{opening}", "Times that the breaker opened.");
        _meter.CreateObservableCounter("ecs.redis.dropped", () => Redis.Dropped, "{state}", "States not written, since too many waited.");
        _meter.CreateObservableGauge("ecs.redis.waiting", () => Redis.Waiting, "{state}", "States that wait to be written.");
        _meter.CreateObservableGauge("ecs.redis.down", () => Redis.IsDown ? 1 : 0, "{state}", "1 while Redis takes nothing.");
        _meter.CreateObservableCounter("ecs.drops", ReadDrops, "{message}", "What had no effect, by cause.");
    }

    public Meter Meter => _meter;

    /// <summary>
    /// Of a server that comes and goes unseen. Its meter has another name: to whoever listens, instruments of the same name are one, and end
    /// with the first meter that does.
    /// </summary>
    internal static ServerMetrics Unseen() => new($"{MeterName}.Unseen");

    public TickFigures Tick { get; } = new();

    public StoreFigures Store { get; } = new();

    public RedisFigures Redis { get; } = new();

    /// <summary>Players in rooms, bots included; set once per tick.</summary>
    public int Players
    {
        get => Volatile.Read(ref _players);
        set => Volatile.Write(ref _players, value);
    }

    /// <summary>Connections that the server knows, in a room or not; set once per tick.</summary>
    public int Sessions
    {
        get => Volatile.Read(ref _sessions);
        set => Volatile.Write(ref _sessions, value);
    }

    public long PacketsIn => Volatile.Read(ref _packetsIn);

    public long PacketsOut => Volatile.Read(ref _packetsOut);

    public long BytesIn => Volatile.Read(ref _bytesIn);

    public long BytesOut => Volatile.Read(ref _bytesOut);

    public void CountIn(long packets, long bytes)
    {
        Interlocked.Add(ref _packetsIn, packets);
        Interlocked.Add(ref _bytesIn, bytes);
    }

    public void CountOut(long packets, long bytes)
    {
        Interlocked.Add(ref _packetsOut, packets);
        Interlocked.Add(ref _bytesOut, bytes);
    }

    public void CountDrop(DropCause cause, long count = 1) => Interlocked.Add(ref _drops[(int)cause], count);

    public long DropsOf(DropCause cause) => Volatile.Read(ref _drops[(int)cause]);

    public void Dispose() => _meter.Dispose();

    private static Measurement<double>[] Shares(FixedHistogram histogram)
    {
        var counts = new long[FixedHistogram.BucketCount];
        histogram.CopyTo(counts);
        var figures = DurationFigures.From(counts, histogram.Maximum);
        return [Share(figures.P50, "0.5"), Share(figures.P99, "0.99"), Share(figures.Max, "1")];
    }

    private static Measurement<double> Share(double milliseconds, string share) =>
        new(milliseconds / MillisecondsPerSecond, new KeyValuePair<string, object?>("share", share));

    /// <summary>By limit; unlike shares of all ticks so far they tell of any span, by what they grew in it.</summary>
    private static Measurement<long>[] Within(FixedHistogram histogram)
    {
        var counts = new long[FixedHistogram.BucketCount];
        histogram.CopyTo(counts);
        var within = new Measurement<long>[TickLimits.Length];
        var (bucket, sum) = (0, 0L);
        for (var limit = 0; limit < within.Length; limit++)
        {
            while (bucket < counts.Length && FixedHistogram.UpperBoundOf(bucket) <= TickLimits[limit].Microseconds)
                sum += counts[bucket++];
            within[limit] = new(sum, new KeyValuePair<string, object?>("limit", TickLimits[limit].Seconds));
        }

        return within;
    }

    private Measurement<long>[] ReadPackets() => InAndOut(PacketsIn, PacketsOut);

    private Measurement<long>[] ReadBytes() => InAndOut(BytesIn, BytesOut);

    private static Measurement<long>[] InAndOut(long received, long sent) =>
    [
        new(received, new KeyValuePair<string, object?>("direction", "in")),
        new(sent, new KeyValuePair<string, object?>("direction", "out")),
    ];

    private Measurement<long>[] ReadDrops()
    {
        var drops = new Measurement<long>[DropCauses.Count];
        for (var cause = 0; cause < drops.Length; cause++)
            drops[cause] = new(DropsOf((DropCause)cause), new KeyValuePair<string, object?>("cause", DropCauses.NameOf((DropCause)cause)));
        return drops;
    }
}
