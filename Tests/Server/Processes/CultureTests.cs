using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecs.Server.Base;
using Ecs.Tests.DebugView.Window;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>Machines that are set to other calendars, digits and signs, or to none: what programs write is the same everywhere.</summary>
[Collection(ProcessLane.Name)]
public sealed partial class CultureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("culture-").FullName;

    [Theory]
    [InlineData("th_TH.UTF-8")]
    [InlineData("ar_SA")]
    [InlineData("fa_IR")]
    [InlineData("sv_SE.UTF-8")]
    public void A_server_writes_stamps_reports_and_recordings_of_one_calendar(string culture)
    {
        var report = Path.Combine(_folder, "report");
        var recording = Path.Combine(_folder, "match.rec");
        using (var server = Start(culture, "--duration", "2", "--bots", "2", "--report", report, "--record", recording, "--map", AMap()))
        {
            Assert.Equal(0, server.WaitForExit());
            Assert.Matches("^ready udp=[0-9]+ mode=arena tick-rate=60 rooms=arena bots=2 seed=1$", server.Output[0]);
            Assert.Matches(@"^stopped ticks=[0-9]+ skipped=[0-9]+ reason=duration seconds=[0-9]+\.[0-9]{3}$", server.Output[^1]);
            Assert.NotEmpty(server.Errors);
            Assert.All(server.Errors, AssertIsOfNow);
            Assert.Contains(server.Errors, static line => line.Contains("object -7 ", StringComparison.Ordinal));
        }

        var lines = File.ReadAllLines(report);
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            AssertIsPlain(line);
            using var parsed = JsonDocument.Parse(line);
            Assert.True(parsed.RootElement.GetProperty("seconds").GetDouble() > 0);
        }

        using var text = Start(culture, "replay", "info", recording);
        Assert.Equal(0, text.WaitForExit());
        Assert.All(text.Output, AssertIsPlain);
        using var json = Start(culture, "replay", "info", recording, "--json");
        Assert.Equal(0, json.WaitForExit());
        using var info = JsonDocument.Parse(json.Output[0]);
        using var plain = Start("C.UTF-8", "replay", "info", recording);
        Assert.Equal(0, plain.WaitForExit());
        Assert.Equal(plain.Output, text.Output);
        Assert.Contains(text.Output, static line => Stamp().Match(line) is { Success: true } stamp && IsOfNow(stamp));
    }

    [Theory]
    [InlineData("th_TH.UTF-8")]
    [InlineData("fa_IR")]
    public void Log_lines_in_JSON_have_stamps_of_one_calendar(string culture)
    {
        using var server = Start(culture, "--duration", "1", "--bots", "1", "--log-format", "json");

        Assert.Equal(0, server.WaitForExit());
        Assert.NotEmpty(server.Errors);
        Assert.All(server.Errors, static line =>
        {
            using var parsed = JsonDocument.Parse(line);
            var stamp = Stamp().Match(parsed.RootElement.GetProperty("Timestamp").GetString()!);
            Assert.True(stamp.Success && IsOfNow(stamp), line);
        });
    }

    [Theory]
    [InlineData("th_TH.UTF-8")]
    [InlineData("fa_IR")]
    public void Measurements_are_printed_with_plain_numbers(string culture)
    {
        var file = Path.Combine(_folder, "tick.json");
        using var bench = ServerChild.StartByShell(
            $"export LC_ALL={culture}; exec \"$@\"", Programs.Benchmarks, "tick", "--players", "2", "--bullets", "4", "--ticks", "60", "--json", file);

        Assert.Equal(0, bench.WaitForExit());
        Assert.All(bench.Output, AssertIsPlain);
        using var parsed = JsonDocument.Parse(File.ReadAllText(file));
        AssertIsPlain(File.ReadAllText(file));
    }

    [ComponentFact("libSDL2-2.0.so.0", "Xvfb")]
    public void The_window_logs_with_stamps_of_one_calendar()
    {
        using var screen = new VirtualScreen();
        var environment = WindowOnScreen.On(screen.Display);
        environment["LC_ALL"] = "th_TH.UTF-8";
        using var program = ServerChild.StartWindow(_folder, environment, "--bots", "2", "--frames", "20", "--map", AMap());

        Assert.Equal(0, program.WaitForExit());
        Assert.NotEmpty(program.Errors);
        Assert.All(program.Errors, AssertIsOfNow);
    }

    [Fact]
    public void Without_a_way_to_compose_Unicode_a_server_does_not_start_and_says_why()
    {
        using var server = ServerChild.Start([KeyValuePair.Create("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")], "--duration", "1");

        Assert.Equal(ExitCode.Missing, server.WaitForExit());
        Assert.Contains("unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", Assert.Single(server.Errors), StringComparison.Ordinal);
        Assert.Empty(server.Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ServerChild Start(string culture, params string[] arguments) => ServerChild.Start([KeyValuePair.Create("LC_ALL", culture)], arguments);

    /// <summary>A map of which there is something to say, with a number below zero in it.</summary>
    private string AMap()
    {
        var file = Path.Combine(_folder, "field.tmj");
        File.WriteAllText(file, """
            { "layers": [
              { "type": "objectgroup", "name": "areas", "objects": [
                { "id": -7, "name": "pond", "x": 0, "y": 0, "width": 1, "height": 1 },
                { "name": "bounds", "x": -400, "y": -300, "width": 800, "height": 600 } ] },
              { "type": "objectgroup", "name": "spawns", "objects": [
                { "x": -5, "y": 5, "properties": [ { "name": "team", "value": 0 } ] }, { "x": 5, "y": 5, "properties": [ { "name": "team", "value": 1 } ] } ] } ] }
            """);
        return file;
    }

    private static void AssertIsOfNow(string line)
    {
        AssertIsPlain(line);
        var stamp = Stamp().Match(line);
        Assert.True(stamp.Success && IsOfNow(stamp), line);
    }

    private static void AssertIsPlain(string line) => Assert.True(line.All(char.IsAscii), line);

    private static bool IsOfNow(Match stamp) =>
        Math.Abs(int.Parse(stamp.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) - DateTime.UtcNow.Year) <= 1;

    [GeneratedRegex("(?<year>[0-9]{4})-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}")]
    private static partial Regex Stamp();
}
