using System.Text.Json.Serialization;

namespace Ecs.Server.Metrics;

/// <summary>
/// The server's figures over a span of its run, one JSON line of a report; docs/report.md explains every field. Counts and
/// histograms are of the span alone, so records of neighbouring spans add up.
/// </summary>
public sealed record ReportRecord
{
    public const string SecondKind = "second";
    public const string SummaryKind = "summary";

    /// <summary><see cref="SecondKind"/> or <see cref="SummaryKind"/>, the last line.</summary>
    public required string Kind { get; init; }

    /// <summary>Seconds from the ready line to the end of the span, rounded.</summary>
    public required int Second { get; init; }

    /// <summary>The span's true length.</summary>
    public required double Seconds { get; init; }

    public double CpuMsPerSecond { get; init; }

    public required DurationFigures TickMs { get; init; }

    public required DurationFigures TickLatenessMs { get; init; }

    public long TicksRun { get; init; }

    public long TicksSkipped { get; init; }

    public long AllocatedBytes { get; init; }

    public double AllocatedBytesPerTick { get; init; }

    public int Gen0Collections { get; init; }

    public int Gen1Collections { get; init; }

    public int Gen2Collections { get; init; }

    public double GcPauseMs { get; init; }

    public double RssMiB { get; init; }

    public int Players { get; init; }

    public int Sessions { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    public long PacketsIn { get; init; }

    public long PacketsOut { get; init; }

    /// <summary>By cause; causes that did not occur are left out.</summary>
    public required IReadOnlyDictionary<string, long> Drops { get; init; }

    /// <summary>How many ticks took how long.</summary>
    public required BucketCounts TickUs { get; init; }

    /// <summary>Likewise of how late ticks began.</summary>
    public required BucketCounts TickLatenessUs { get; init; }
}

/// <summary>Reads and writes records without reflection, which would cost the start a tenth of a second.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportRecord))]
internal sealed partial class ReportJson : JsonSerializerContext;
