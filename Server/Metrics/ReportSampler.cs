namespace Ecs.Server.Metrics;

/// <summary>Takes the difference between now and the last time, and between now and the start.</summary>
public sealed class ReportSampler
{
    private readonly ServerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Func<ProcessFigures> _readProcess;
    private readonly Moment _start = new();
    private readonly long[] _difference = new long[FixedHistogram.BucketCount];
    private Moment _last = new();
    private Moment _next = new();

    /// <summary>The first span begins now.</summary>
    public ReportSampler(ServerMetrics metrics, TimeProvider time, Func<ProcessFigures> readProcess)
    {
        _metrics = metrics;
        _time = time;
        _readProcess = readProcess;
        Read(_start);
        _last.CopyFrom(_start);
    }

    /// <summary>The span since the last call.</summary>
    public ReportRecord TakeSecond()
    {
        Read(_next);
        var record = Between(_last, _next, ReportRecord.SecondKind);
        (_last, _next) = (_next, _last);
        return record;
    }

    /// <summary>The whole run so far.</summary>
    public ReportRecord Summarise()
    {
        Read(_next);
        return Between(_start, _next, ReportRecord.SummaryKind);
    }

    private ReportRecord Between(Moment from, Moment to, string kind)
    {
        var seconds = _time.GetElapsedTime(from.Timestamp, to.Timestamp).TotalSeconds;
        var (durations, tickMs) = Difference(from.Durations, to.Durations, _metrics.Tick.Duration.Maximum);
        var (latenesses, tickLatenessMs) = Difference(from.Latenesses, to.Latenesses, _metrics.Tick.Lateness.Maximum);
        var ran = to.Run - from.Run;
        var allocated = to.AllocatedBytes - from.AllocatedBytes;
        return new()
        {
            Kind = kind,
            Second = (int)Math.Round(_time.GetElapsedTime(_start.Timestamp, to.Timestamp).TotalSeconds),
            Seconds = Math.Round(seconds, 4),
            CpuMsPerSecond = seconds <= 0 ? 0 : Math.Round((to.Process.Cpu - from.Process.Cpu).TotalMilliseconds / seconds, 3),
            TickMs = tickMs,
            TickLatenessMs = tickLatenessMs,
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
            TickUs = durations,
            TickLatenessUs = latenesses,
        };
    }

    private (BucketCounts Counts, DurationFigures Figures) Difference(long[] from, long[] to, long longest)
    {
        for (var bucket = 0; bucket < to.Length; bucket++)
            _difference[bucket] = to[bucket] - from[bucket];
        return (BucketCounts.Of(_difference), DurationFigures.From(_difference, longest));
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

    private void Read(Moment moment)
    {
        var tick = _metrics.Tick;
        moment.Timestamp = _time.GetTimestamp();
        moment.Process = _readProcess();
        moment.Run = tick.Run;
        moment.Skipped = tick.Skipped;
        moment.AllocatedBytes = tick.AllocatedBytes;
        moment.BytesIn = _metrics.BytesIn;
        moment.BytesOut = _metrics.BytesOut;
        moment.PacketsIn = _metrics.PacketsIn;
        moment.PacketsOut = _metrics.PacketsOut;
        tick.Duration.CopyTo(moment.Durations);
        tick.Lateness.CopyTo(moment.Latenesses);
        for (var cause = 0; cause < moment.Drops.Length; cause++)
            moment.Drops[cause] = _metrics.DropsOf((DropCause)cause);
    }

    /// <summary>Everything as it was at one moment; used again and again.</summary>
    private sealed class Moment
    {
        public long Timestamp { get; set; }

        public ProcessFigures Process { get; set; }

        public long Run { get; set; }

        public long Skipped { get; set; }

        public long AllocatedBytes { get; set; }

        public long BytesIn { get; set; }

        public long BytesOut { get; set; }

        public long PacketsIn { get; set; }

        public long PacketsOut { get; set; }

        public long[] Durations { get; } = new long[FixedHistogram.BucketCount];

        public long[] Latenesses { get; } = new long[FixedHistogram.BucketCount];

        public long[] Drops { get; } = new long[DropCauses.Count];

        public void CopyFrom(Moment other)
        {
            (Timestamp, Process, Run, Skipped, AllocatedBytes) = (other.Timestamp, other.Process, other.Run, other.Skipped, other.AllocatedBytes);
            (BytesIn, BytesOut, PacketsIn, PacketsOut) = (other.BytesIn, other.BytesOut, other.PacketsIn, other.PacketsOut);
            other.Durations.CopyTo(Durations, 0);
            other.Latenesses.CopyTo(Latenesses, 0);
            other.Drops.CopyTo(Drops, 0);
        }
    }
}
