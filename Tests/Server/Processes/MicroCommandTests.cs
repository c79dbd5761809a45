using System.Diagnostics;
using System.Text.Json;
using Ecs.Tests.House;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>The small questions can still be asked: a suite that no longer runs would be found out months later.</summary>
[Collection(ProcessLane.Name)]
public sealed class MicroCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-micro-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_suite_runs_and_each_of_its_figures_has_a_name_of_its_own()
    {
        var before = Directory.CreateDirectory(Path.Combine(_folder, "before")).FullName;
        var after = Directory.CreateDirectory(Path.Combine(_folder, "after")).FullName;
        var file = Path.Combine(before, "micro.json");
        var (code, output, errors) = Run("micro", "--once", "--json", file);
        Assert.True(code == 0, output + errors);

        using var told = JsonDocument.Parse(File.ReadAllText(file));
        var figures = told.RootElement.EnumerateArray().ToArray();
        var suites = Directory.GetFiles(Path.Combine(Repository.Root, "Benchmarks", "Micro"), "*.cs")
            .Where(static source => File.ReadAllText(source).Contains("[Benchmark", StringComparison.Ordinal))
            .Select(static source => Path.GetFileNameWithoutExtension(source));
        Assert.Equal(suites.Order(StringComparer.Ordinal), figures.Select(static figure => figure.GetProperty("question").GetString()!).Distinct().Order(StringComparer.Ordinal));
        Assert.All(figures, static figure => Assert.InRange(figure.GetProperty("medianNanoseconds").GetDouble(), double.Epsilon, double.MaxValue));

        File.Copy(file, Path.Combine(after, "micro.json"));
        (code, output, errors) = Run("compare", before, after);
        Assert.True(code == 0, output + errors);
        Assert.Equal(figures.Length, output.Split('\n').Count(static line => line.Contains("medianNanoseconds", StringComparison.Ordinal)));
        Assert.Contains("  1.000  micro.json [SystemBenchmarks FindHits Scene=field].medianNanoseconds  ", output, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Programs.FileOf(Programs.Benchmarks), .. arguments]) { WorkingDirectory = _folder };
        return OtherProgram.Run(start, 3 * Patience.Limit);
    }
}
