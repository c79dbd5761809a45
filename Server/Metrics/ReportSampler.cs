namespace Ecs.Server.Metrics;

/// <summary>Takes the difference between now and the last time, and between now and the start.</summary>
public sealed class ReportSampler
{
    private readonly ServerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Func<ProcessFigures> _readProcess;
    private readonly Moment _start;
    private Moment _last;

    /// <summary>The first span begins now.</summary>
    public ReportSampler(ServerMetrics metrics, TimeProvider time, Func<ProcessFigures> readProcess)
    {
        _metrics = metrics;
        _time = time;
        _readProcess = readProcess;
        _start = ReadMoment();
        _last = _start;
    }

    /// <summary>The span since the last call.</summary>
    public ReportRecord TakeSecond()
    {
        var now = ReadMoment();
        var record = Between(_last, now, ReportRecord.SecondKind);
        _last = now;
        return record;
    }

    /// <summary>The whole run so far.</summary>
    public ReportRecord Summarise() => Between(_start, ReadMoment(), ReportRecord.SummaryKind);

    private ReportRecord Between(Moment from, Moment to, string kind)
    {
        var seconds = _time.GetElapsedTime(from.Timestamp, to.Timestamp).TotalSeconds;
        var durations = Difference(from.Durations, to.Durations);
        var latenesses = Difference(from.Latenesses, to.Latenesses);
        var ran = to.Run - from.Run;
        var allocated = to.AllocatedBytes - from.AllocatedBytes;
        return new()
        {
            Kind = kind,
            Second = (int)Math.Round(_time.GetElapsedTime(_start.Timestamp, to.Timestamp).TotalSeconds),
            Seconds = Math.Round(seconds, 4),
            CpuMsPerSecond = seconds <= 0 ? 0 : Math.Round((to.Process.Cpu - from.Process.Cpu).TotalMilliseconds / seconds, 3),
            TickMs = DurationFigures.From(durations, _metrics.Tick.Duration.Maximum),
            TickLatenessMs = DurationFigures.From(latenesses, _metrics.Tick.Lateness.Maximum),
            TicksRun = ran,
            TicksSkipped = to.Skipped - from.Skipped,
            AllocatedBytes = allocated,
            AllocatedBytesPerTick = ran == 0 ? 0 : Math.Round((double)allocated / ran, 3),
            Gen0Collections = to.Process.Gen0Collections - from.Process.Gen0Collections,
            Gen1Collections = to.Process.Gen1Collections - from.Process.Gen1Collections,
            Gen2Collections = to.Process.Gen2Collections - from.Process.Gen2Collections,
            GcPauseMs = Math.Round((to.Process.GcPause - from.Process.GcPause).TotalMilliseconds, 3),
            RssMiB = Math.Round(to.Process.ResidentBytes / (1024.0 * 1024.0), 2),
            Players = _metrics.Players,
            Sessions = _metrics.Sessions,
            BytesIn = to.BytesIn - from.BytesIn,
            BytesOut = to.BytesOut - from.BytesOut,
            PacketsIn = to.PacketsIn - from.PacketsIn,
            PacketsOut = to.PacketsOut - from.PacketsOut,
            Drops = DropsBetween(from, to),
            TickUs = Pairs(durations),
            TickLatenessUs = Pairs(latenesses),
        };
    }

    private static long[] Difference(long[] from, long[] to)
    {
        var difference = new long[to.Length];
        for (var bucket = 0; bucket < to.Length; bucket++)
            difference[bucket] = to[bucket] - from[bucket];
        return difference;
    }

    private static long[][] Pairs(long[] counts)
    {
        var pairs = new List<long[]>();
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            if (counts[bucket] != 0)
                pairs.Add([FixedHistogram.UpperBoundOf(bucket), counts[bucket]]);
        }

        return [.. pairs];
    }

    private static SortedDictionary<string, long> DropsBetween(Moment from, Moment to)
    {
        var drops = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var cause = 0; cause < to.Drops.Length; cause++)
        {
            if (to.Drops[cause] != from.Drops[cause])
                drops.Add(DropCauses.NameOf((DropCause)cause), to.Drops[cause] - from.Drops[cause]);
        }

        return drops;
    }

    private Moment ReadMoment()
    {
        var tick = _metrics.Tick;
        var moment = new Moment
        {
            Timestamp = _time.GetTimestamp(),
            Process = _readProcess(),
            Run = tick.Run,
            Skipped = tick.Skipped,
            AllocatedBytes = tick.AllocatedBytes,
            BytesIn = _metrics.BytesIn,
            BytesOut = _metrics.BytesOut,
            PacketsIn = _metrics.PacketsIn,
            PacketsOut = _metrics.PacketsOut,
        };
        tick.Duration.CopyTo(moment.Durations);
        tick.Lateness.CopyTo(moment.Latenesses);
        for (var cause = 0; cause < moment.Drops.Length; cause++)
            moment.Drops[cause] = _metrics.DropsOf((DropCause)cause);
        return moment;
    }

    private sealed record Moment
    {
        public long Timestamp { get; init; }

        public ProcessFigures Process { get; init; }

        public long Run { get; init; }

        public long Skipped { get; init; }

        public long AllocatedBytes { get; init; }

        public long BytesIn { get; init; }

        public long BytesOut { get; init; }

        public long PacketsIn { get; init; }

        public long PacketsOut { get; init; }

        public long[] Durations { get; } = new long[FixedHistogram.BucketCount];

        public long[] Latenesses { get; } = new long[FixedHistogram.BucketCount];

        public long[] Drops { get; } = new long[DropCauses.Count];
    }
}
