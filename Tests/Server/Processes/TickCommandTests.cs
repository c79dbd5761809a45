using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>The benchmark of ticks says what it measured, and says no when that is not what was asked for.</summary>
[Collection(ProcessLane.Name)]
public sealed partial class TickCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-tick-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--scene field --players 20 --bullets 300", 20, 300)]
    [InlineData("--scene field --moving-bodies 1500 --bullets 100", 1500, 100)]
    [InlineData("--scene arena --players 8 --bullets 0", 8, 0)]
    [InlineData("--mode survival --players 8", 8, 0)]
    public void Figures_have_every_name_that_others_read(string scene, int bodies, int bullets)
    {
        var file = Path.Combine(_folder, "tick.json");
        var (code, _, errors) = Run("tick", $"{scene} --ticks 30 --warm-up 70 --warm-code 0.1 --json {file}");

        Assert.True(code == 0, errors);
        using var parsed = JsonDocument.Parse(File.ReadAllText(file));
        var json = parsed.RootElement;
        Assert.Equal(bodies, json.GetProperty("players").GetInt32() + json.GetProperty("creatures").GetInt32());
        Assert.InRange(json.GetProperty("meanBullets").GetDouble(), bullets, double.MaxValue);
        var whole = json.GetProperty("wholeTickMs");
        Assert.InRange(whole.GetProperty("p50").GetDouble(), 0.0001, whole.GetProperty("p99").GetDouble());
        Assert.InRange(json.GetProperty("hashMs").GetProperty("p50").GetDouble(), 0.0001, double.MaxValue);
        Assert.All(["commands", "direct", "movement", "weapons", "bullets", "collision", "damage", "judge", "playBack"], stage =>
            Assert.InRange(json.GetProperty("systems").GetProperty(stage).GetProperty("p50Ms").GetDouble(), 0, double.MaxValue));
        Assert.All(["vectorMovementMs", "scalarMovementMs", "triadGBPerSecond"], floor =>
            Assert.InRange(json.GetProperty("floors").GetProperty(floor).GetDouble(), 0, double.MaxValue));
        Assert.All(["movementMs", "allocatedBytesPerTick", "hitsPerTick", "birthsPerTick", "deathsPerTick", "area"], name =>
            Assert.InRange(json.GetProperty(name).GetDouble(), 0, double.MaxValue));
        Assert.Equal(1, json.GetProperty("threads").GetInt32());
        Assert.Equal(16, json.GetProperty("hash").GetString()!.Length);
    }

    [Fact]
    public void The_gate_works_and_says_no_where_a_ratio_is_above_the_committed_one()
    {
        var file = Path.Combine(_folder, "gate.json");
        var (code, output, errors) = Run("gate", "--smoke");
        Assert.True(code == 0, errors);
        Assert.Equal(4, Ratio().Count(output));

        Assert.Equal(66, Run("gate", $"--file {file}").Code);
        File.WriteAllText(file, "no ratios");
        Assert.Equal(66, Run("gate", $"--file {file}").Code);
        Assert.Equal((0, 4), (Run("gate", $"--smoke --write --file {file}").Code, JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateObject().Count()));

        File.WriteAllText(file, """{ "arena.tick": 0.000001, "field.hash": 1000000 }""");
        (code, output, _) = Run("gate", $"--smoke --judge --file {file}");
        Assert.Equal(1, code);
        Assert.Contains("SLOWER arena.tick", output, StringComparison.Ordinal);
        Assert.Contains("ok field.hash", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_are_compared_figure_by_figure_as_ratios()
    {
        var (before, after) = (Directory.CreateDirectory(Path.Combine(_folder, "before")).FullName, Directory.CreateDirectory(Path.Combine(_folder, "after")).FullName);
        File.WriteAllText(Path.Combine(before, "a.json"), """{ "ms": { "p50": 2, "p99": 4 }, "list": [ { "name": "One", "ns": 8 } ], "only": 1 }""");
        File.WriteAllText(Path.Combine(after, "a.json"), """{ "ms": { "p50": 1, "p99": 4.01 }, "list": [ { "name": "One", "ns": 10 } ] }""");
        var (code, output, _) = Run("compare", $"{before} {after} --above 5");
        Assert.Equal(0, code);
        Assert.Equal(["0.500  a.json ms.p50  2 -> 1", "1.250  a.json list[One].ns  8 -> 10"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(66, Run("compare", $"{before} {_folder}/nowhere").Code);
        File.WriteAllText(Path.Combine(after, "a.json"), "{");
        Assert.Equal(65, Run("compare", $"{before} {after}").Code);
    }

    [Fact]
    public void Fewer_bullets_than_were_asked_for_are_an_error_and_no_figure()
    {
        var (code, _, errors) = Run("tick", "--scene arena --players 2 --bullets 9000 --ticks 5 --warm-up 5 --warm-code 0");

        Assert.Equal(1, code);
        Assert.Matches(@"^tick: only \d+ of 9000 bullets were in the air", errors);
    }

    [Theory]
    [InlineData("--scene field --players 0")]
    [InlineData("--scene field --moving-bodies 0")]
    [InlineData("--scene field --players 5 --moving-bodies 5")]
    [InlineData("--scene arena --moving-bodies 5")]
    [InlineData("--scene survival --bullets 5")]
    [InlineData("--scene field --bullets 4194304")]
    [InlineData("--scene field --ticks 0")]
    public void What_no_scene_can_be_is_a_line_and_code_78(string options)
    {
        var (code, output, errors) = Run("tick", options);

        Assert.Equal((78, ""), (code, output));
        Assert.Matches("^tick: [^\n]+\n$", errors);
    }

    [Fact]
    public void Every_width_of_vectors_finds_the_same_hits_and_hash()
    {
        var (code, output, errors) = Run("vectors", "--scene field --players 50 --bullets 900 --ticks 40");

        Assert.True(code == 0, output + errors);
        var lines = output.Trim().Split('\n');
        Assert.Equal("vectors: 8 processes, one answer", lines[^1]);
        Assert.All(lines[..^1], static line => Assert.Matches(@"vectors of (0|128|256|512) bits, threads: [12], check: 40 ticks, [1-9]\d* hits, 0 differences, hash: [0-9a-f]{16}$", line));
        Assert.Contains(lines, static line => line.StartsWith("DOTNET_EnableHWIntrinsic=0: vectors of 0 bits", StringComparison.Ordinal));
    }

    [Fact]
    public void Sizes_become_a_table_and_a_plot()
    {
        var (code, output, errors) = Run(
            "scaling", $"--bullets 200 500 900 --players 20 --bodies 10 30 --beside 300 --ticks 8 --warm-up 20 --warm-code 0 --docs {_folder} --json {Path.Combine(_folder, "scaling.json")}");

        Assert.True(code == 0, output + errors);
        var rows = File.ReadLines(Path.Combine(_folder, "scaling.md")).Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2])).ToArray();
        Assert.Equal(["| 20 | 20 | 200 |", "| 20 | 20 | 500 |", "| 20 | 20 | 900 |", "| 10 | 10 | 300 |", "| 30 | 30 | 300 |"], rows.Select(static row => Sizes().Match(row).Value));
        var plot = XDocument.Load(Path.Combine(_folder, "pictures", "scaling.svg"));
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(8, plot.Descendants(svg + "polyline").Count());
        Assert.Equal(20, plot.Descendants(svg + "circle").Count());
        Assert.All(plot.Descendants(svg + "circle"), static circle => Assert.InRange((double)circle.Attribute("cy")!, 0, 400));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "scaling.json")));
        Assert.Equal(3, json.RootElement.GetProperty("byBullets").GetArrayLength());
    }

    [Fact]
    public void A_size_that_is_none_ends_the_scaling_with_what_is_wrong()
    {
        var (code, _, errors) = Run("scaling", $"--bullets 200 --players 0 --ticks 5 --warm-up 5 --docs {_folder}");

        Assert.Equal(1, code);
        Assert.Contains("tick: --players 0 is outside", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "scaling.md")));
    }

    [Fact]
    public void The_benchmarks_server_plays_the_field_with_bots_and_says_when_its_numbers_are_none()
    {
        var (code, output, errors) = Run("field-server", "20 40 --bots 20 --duration 1 --port 0 --log-level error");
        Assert.True(code == 0, errors);
        Assert.Contains("ready ", output, StringComparison.Ordinal);
        Assert.Contains("stopped ", output, StringComparison.Ordinal);

        Assert.Equal(78, Run("field-server", "0 40").Code);
        Assert.Equal(78, Run("field-server", "20").Code);
    }

    [GeneratedRegex(@"^\| [\d,]+ \| [\d,]+ \| [\d,]+ \|")]
    private static partial Regex Sizes();

    [GeneratedRegex(@"(?m)^ok (field|arena)\.(tick|hash): \d+\.\d\d times the movement floor\r?$")]
    private static partial Regex Ratio();

    private static (int Code, string Output, string Errors) Run(string command, string options)
    {
        var start = new ProcessStartInfo("dotnet");
        start.ArgumentList.Add(Programs.FileOf(Programs.Benchmarks));
        start.ArgumentList.Add(command);
        foreach (var argument in options.Split(' '))
            start.ArgumentList.Add(argument);

        return OtherProgram.Run(start);
    }
}
