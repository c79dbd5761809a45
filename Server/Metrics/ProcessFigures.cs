namespace Ecs.Server.Metrics;

/// <summary>What the operating system and the collector say about the process at one moment, since its start.</summary>
/// <param name="Cpu">Of all threads.</param>
/// <param name="Gen0Collections">Collections of the youngest generation, which every collection includes.</param>
/// <param name="ResidentBytes">Memory in use now.</param>
public readonly record struct ProcessFigures(TimeSpan Cpu, int Gen0Collections, long ResidentBytes)
{
    /// <summary>Likewise of the second generation and above.</summary>
    public int Gen1Collections { get; init; }

    /// <summary>Likewise of all that there is.</summary>
    public int Gen2Collections { get; init; }

    /// <summary>For which the collector held all threads up.</summary>
    public TimeSpan GcPause { get; init; }

    public static ProcessFigures Read() => new(
        OperatingSystem.IsBrowser() ? TimeSpan.Zero : Environment.CpuUsage.TotalTime,
        GC.CollectionCount(0),
        ResidentMemory.Read())
    {
        Gen1Collections = GC.CollectionCount(1),
        Gen2Collections = GC.CollectionCount(2),
        GcPause = GC.GetTotalPauseDuration(),
    };
}
