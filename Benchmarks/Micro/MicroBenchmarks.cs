using System.Text.Json;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// The small questions: what one operation costs beside the cheapest thing that could do the same. Compare ratios within a run;
/// the times are those of the machine at that moment.
/// </summary>
public static class MicroBenchmarks
{
    private const int Warmups = 10;
    private const int Iterations = 12;
    private const int IterationMilliseconds = 100;

    /// <summary>
    /// Runs the benchmarks. Arguments are BenchmarkDotNet's (<c>--filter *Move*</c>, <c>--list flat</c>); without any, all of
    /// them run. <c>--json FILE</c> writes the medians for machines. <c>--once</c> calls each but once, to see that it runs: its figures mean nothing.
    /// Returns 0, or 1 when a benchmark failed.
    /// </summary>
    public static int Run(string[] args)
    {
        (var jsonPath, var others) = TakeJsonOption(args);
        var once = others.Contains("--once");
        others = [.. others.Where(static argument => argument != "--once")];
        Summary[] summaries = [.. BenchmarkSwitcher
            .FromAssembly(typeof(MicroBenchmarks).Assembly)
            .Run(others.Length == 0 ? ["--filter", "*"] : others, Configure(once))];
        if (jsonPath is not null)
            File.WriteAllText(jsonPath, Json(summaries));

        return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }

    private static (string? JsonPath, string[] Others) TakeJsonOption(string[] args)
    {
        var at = Array.IndexOf(args, "--json");
        return at < 0 || at + 1 == args.Length ? (null, args) : (args[at + 1], [.. args[..at], .. args[(at + 2)..]]);
    }

    // In this process: nothing is built or restored while measuring.
    private static ManualConfig Configure(bool once) => ManualConfig.CreateEmpty()
        .AddJob((once
            ? Job.Dry
            : Job.Default
                .WithWarmupCount(Warmups)
                .WithIterationCount(Iterations)
                .WithIterationTime(TimeInterval.FromMilliseconds(IterationMilliseconds)))
            .WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Statistics, DefaultColumnProviders.Metrics)
        .AddColumn(StatisticColumn.Median, StatisticColumn.Min, BaselineRatioColumn.RatioMean)
        .HideColumns(Column.RatioSD, Column.StdDev, Column.Error)
        .AddLogger(ConsoleLogger.Default)
        .AddExporter(MarkdownExporter.GitHub)
        .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));

    private static string Json(IEnumerable<Summary> summaries) => JsonSerializer.Serialize(
        from summary in summaries
        from report in summary.Reports
        where report.ResultStatistics is not null
        select new
        {
            question = report.BenchmarkCase.Descriptor.Type.Name,
            name = report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
            of = report.BenchmarkCase.Parameters.PrintInfo,
            medianNanoseconds = report.ResultStatistics!.Median,
            minNanoseconds = report.ResultStatistics.Min,
            allocatedBytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase),
        });
}
