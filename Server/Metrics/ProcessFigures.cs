namespace Ecs.Server.Metrics;

/// <summary>What the operating system and the collector say about the process at one moment, since its start.</summary>
/// <param name="Cpu">Of all threads.</param>
/// <param name="Gen0Collections">Collections of the youngest generation, which every collection includes.</param>
/// <param name="ResidentBytes">Memory in use now.</param>
public readonly record struct ProcessFigures(TimeSpan Cpu, int Gen0Collections, long ResidentBytes)
{
    public static ProcessFigures Read() => new(
        OperatingSystem.IsBrowser() ? TimeSpan.Zero : Environment.CpuUsage.TotalTime,
        GC.CollectionCount(0),
        Environment.WorkingSet);
}
