using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecs.Tests.House;
using Ecs.Tests.Server.Admin;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Telemetry;

/// <summary>What Prometheus is told, as its own program judges it, and what the dashboards and alerts make of it.</summary>
[Collection(ProcessLane.Name)]
public sealed partial class ScrapeTests
{
    private const string Promtool = "promtool";

    private static readonly string Deploy = Path.Combine(Repository.Root, "deploy");

    [ComponentFact(Promtool)]
    public async Task Prometheus_own_program_finds_nothing_wrong()
    {
        using var child = AdminChild.Start("--bots", "2");
        var (code, told) = await RunAsync(["check", "metrics"], await ScrapeAsync(child));

        Assert.True(code == 0 && told.Length == 0, told);
    }

    [ComponentFact(Promtool)]
    public async Task The_alerts_are_rules_that_Prometheus_takes()
    {
        var (code, told) = await RunAsync(["check", "rules", "--lint=all", "--lint-fatal", Path.Combine(Deploy, "alerts.yml")], "");

        Assert.True(code == 0, told);
    }

    [Fact]
    public async Task Every_name_in_the_dashboard_and_the_alerts_is_one_that_the_server_tells()
    {
        using var child = AdminChild.Start("--bots", "2");
        var told = SeriesOf(await ScrapeAsync(child)).Select(static series => series.Split('{')[0]).ToHashSet(StringComparer.Ordinal);
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Deploy, "grafana", "ecs.json")));
        var asked = Expressions(dashboard.RootElement).Concat(File.ReadLines(Path.Combine(Deploy, "alerts.yml")).Where(static line => line.TrimStart().StartsWith("expr:", StringComparison.Ordinal)))
            .SelectMany(static text => Name().Matches(text).Select(static match => match.Value)).Distinct().ToList();

        Assert.True(asked.Count > 10);
        Assert.All(asked, name => Assert.Contains(name, told));
    }

    [Fact]
    public async Task What_was_told_once_is_told_again()
    {
        using var child = AdminChild.Start("--bots", "2");
        var first = await ScrapeAsync(child);
        string later;
        do
            later = await ScrapeAsync(child);
        while (later == first);

        Assert.Contains("\necs_players{", first, StringComparison.Ordinal);
        Assert.DoesNotContain(SeriesOf(first).Except(SeriesOf(later)), static series => series.StartsWith("ecs_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_requests_in_a_second_are_answered_from_one_collection()
    {
        using var child = AdminChild.Start("--bots", "2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ScrapeAsync(child)));

        Assert.InRange(answers.Distinct().Count(), 1, 8);
    }

    private static async Task<string> ScrapeAsync(AdminChild child)
    {
        using var answer = await child.GetAsync("/metrics");
        Assert.True(answer.IsSuccessStatusCode);
        Assert.StartsWith("text/plain", answer.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
        return await answer.Content.ReadAsStringAsync();
    }

    internal static IEnumerable<string> SeriesOf(string text) =>
        text.Split('\n').Where(static line => line.Length != 0 && line[0] != '#').Select(static line => line[..line.LastIndexOf(' ')].Split("} ")[0]);

    private static IEnumerable<string> Expressions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static property =>
            property.Name == "expr" ? [property.Value.GetString()!] : Expressions(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Expressions),
        _ => [],
    };

    private static async Task<(int Code, string Told)> RunAsync(string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(Promtool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex(@"\b(ecs|dotnet|process)_[a-z0-9_]+")]
    private static partial Regex Name();
}
