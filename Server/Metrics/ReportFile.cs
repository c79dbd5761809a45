using System.Text.Json;

namespace Ecs.Server.Metrics;

/// <summary>Reads a report and takes a part of the run out of it, so that warm-up does not count.</summary>
public static class ReportFile
{
    /// <summary>Bytes of a line; a longer one is no record.</summary>
    public const int LineLimit = 1024 * 1024;

    public static string ToLine(ReportRecord record) => JsonSerializer.Serialize(record, ReportJson.Default.ReportRecord);

    /// <summary>The same into a writer of text, without a line's end.</summary>
    internal static void Write(Utf8JsonWriter writer, ReportRecord record) => JsonSerializer.Serialize(writer, record, ReportJson.Default.ReportRecord);

    /// <summary>All records in their order. A last line that is still being written is passed over.</summary>
    public static IReadOnlyList<ReportRecord> Read(string path)
    {
        var records = new List<ReportRecord>();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (TryReadLine(line, out var record))
                records.Add(record);
        }

        return records;
    }

    /// <summary>
    /// One record of the seconds after <paramref name="afterSecond"/> up to and with <paramref name="toSecond"/>; null when there
    /// is none. Percentiles come from the histograms, so they are those of the whole span; memory and players are the last known.
    /// </summary>
    public static ReportRecord? Combine(IEnumerable<ReportRecord> records, int afterSecond, int toSecond)
    {
        ReportRecord? sum = null;
        foreach (var record in records)
        {
            if (record.Kind == ReportRecord.SecondKind && record.Second > afterSecond && record.Second <= toSecond)
                sum = sum is null ? record with { Kind = ReportRecord.SummaryKind } : Add(sum, record);
        }

        return sum;
    }

    private static bool TryReadLine(string line, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ReportRecord? record)
    {
        record = null;
        if (line.Length > LineLimit)
            return false;
        try
        {
            record = JsonSerializer.Deserialize(line, ReportJson.Default.ReportRecord);
        }
        catch (JsonException)
        {
            return false;
        }

        return record is not null;
    }

    private static ReportRecord Add(ReportRecord sum, ReportRecord next)
    {
        var seconds = sum.Seconds + next.Seconds;
        var ran = sum.TicksRun + next.TicksRun;
        var allocated = sum.AllocatedBytes + next.AllocatedBytes;
        var durations = Merge(sum.TickUs, next.TickUs);
        var latenesses = Merge(sum.TickLatenessUs, next.TickLatenessUs);
        return next with
        {
            Kind = ReportRecord.SummaryKind,
            Seconds = Math.Round(seconds, 4),
            CpuMsPerSecond = Math.Round(((sum.CpuMsPerSecond * sum.Seconds) + (next.CpuMsPerSecond * next.Seconds)) / seconds, 3),
            TickMs = FiguresOf(durations, Math.Max(sum.TickMs.Max, next.TickMs.Max)),
            TickLatenessMs = FiguresOf(latenesses, Math.Max(sum.TickLatenessMs.Max, next.TickLatenessMs.Max)),
            TicksRun = ran,
            TicksSkipped = sum.TicksSkipped + next.TicksSkipped,
            AllocatedBytes = allocated,
            AllocatedBytesPerTick = ran == 0 ? 0 : Math.Round((double)allocated / ran, 3),
            Gen0Collections = sum.Gen0Collections + next.Gen0Collections,
            Gen1Collections = sum.Gen1Collections + next.Gen1Collections,
            Gen2Collections = sum.Gen2Collections + next.Gen2Collections,
            GcPauseMs = Math.Round(sum.GcPauseMs + next.GcPauseMs, 3),
            BytesIn = sum.BytesIn + next.BytesIn,
            BytesOut = sum.BytesOut + next.BytesOut,
            PacketsIn = sum.PacketsIn + next.PacketsIn,
            PacketsOut = sum.PacketsOut + next.PacketsOut,
            Drops = sum.Drops.Concat(next.Drops).GroupBy(static drop => drop.Key, static drop => drop.Value)
                .ToDictionary(static cause => cause.Key, static cause => cause.Sum()),
            TickUs = durations,
            TickLatenessUs = latenesses,
        };
    }

    private static BucketCounts Merge(BucketCounts one, BucketCounts other)
    {
        var counts = new long[FixedHistogram.BucketCount];
        one.AddTo(counts);
        other.AddTo(counts);
        return BucketCounts.Of(counts);
    }

    private static DurationFigures FiguresOf(BucketCounts pairs, double longestMilliseconds)
    {
        var counts = new long[FixedHistogram.BucketCount];
        pairs.AddTo(counts);
        return DurationFigures.From(counts, (long)Math.Round(longestMilliseconds * 1000));
    }
}
