using System.CommandLine;
using System.Globalization;
using Ecs.Load;
using Ecs.Server.Metrics;

namespace Ecs.Benchmarks.Window;

/// <summary>
/// Does a server tick as fast with the window open as without? One after the other, with equal bots: a plain server, the same
/// hosted under the window, a plain one again. What the two plain ones differ by is the noise. Needs a display.
/// </summary>
internal static class ViewCommand
{
    /// <summary>The runtime compiles hot methods anew in the first seconds; beside a window, which has many, that takes longer.</summary>
    private const int WarmUpSeconds = 8;

    public static Command Create()
    {
        var pairs = new Option<int>("--pairs") { Description = "How often to run the three", DefaultValueFactory = _ => 10 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds of each run, after 8 of warm-up", DefaultValueFactory = _ => 20 };
        var bots = new Option<int>("--bots") { Description = "Bots in each server", DefaultValueFactory = _ => 64 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("view", "Compares the ticks of servers with and without the debug window") { pairs, seconds, bots, json };
        command.SetAction(parsed =>
        {
            Figures.Tell(Run(parsed.GetValue(pairs), parsed.GetValue(seconds), parsed.GetValue(bots)), parsed.GetValue(json));
        });
        return command;
    }

    private static object Run(int pairs, int seconds, int bots)
    {
        var folder = Directory.CreateTempSubdirectory("ecs-view-");
        try
        {
            var runs = new List<ReportRecord[]>();
            for (var pair = 0; pair < pairs; pair++)
            {
                // The order turns about, so that a slow drift of the machine meets both sides.
                string[] programs = pair % 2 == 0
                    ? ["Ecs.Server.dll", "Ecs.DebugView.dll", "Ecs.Server.dll"]
                    : ["Ecs.DebugView.dll", "Ecs.Server.dll", "Ecs.Server.dll"];
                var reports = programs.Select(program => Measure(program, folder.FullName, seconds, bots, pair)).ToArray();
                var run = pair % 2 == 0 ? reports : [reports[1], reports[0], reports[2]];
                runs.Add(run);
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"pair {pair + 1}: p50 {run[0].TickMs.P50:F3} plain, {run[1].TickMs.P50:F3} view, {run[2].TickMs.P50:F3} plain; p99 {run[0].TickMs.P99:F3}, {run[1].TickMs.P99:F3}, {run[2].TickMs.P99:F3}"));
            }

            return new
            {
                pairs,
                seconds,
                bots,
                p50ViewOverPlain = Spread.Of([.. runs.Select(run => run[1].TickMs.P50 / run[0].TickMs.P50)]),
                p50PlainOverPlain = Spread.Of([.. runs.Select(run => run[2].TickMs.P50 / run[0].TickMs.P50)]),
                p99ViewOverPlain = Spread.Of([.. runs.Select(run => run[1].TickMs.P99 / run[0].TickMs.P99)]),
                p99PlainOverPlain = Spread.Of([.. runs.Select(run => run[2].TickMs.P99 / run[0].TickMs.P99)]),
                plainP50Milliseconds = Spread.Of([.. runs.Select(run => run[0].TickMs.P50)]),
                viewP50Milliseconds = Spread.Of([.. runs.Select(run => run[1].TickMs.P50)]),
                plainP99Milliseconds = Spread.Of([.. runs.Select(run => run[0].TickMs.P99)]),
                viewP99Milliseconds = Spread.Of([.. runs.Select(run => run[1].TickMs.P99)]),
                viewAllocatedBytesPerTick = runs.Max(run => run[1].AllocatedBytesPerTick),
                plainAllocatedBytesPerTick = runs.Max(run => run[0].AllocatedBytesPerTick),
                cores = Environment.ProcessorCount,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ReportRecord Measure(string program, string folder, int seconds, int bots, int seed)
    {
        var report = Path.Combine(folder, "report.jsonl");
        using (var child = ServerChild.StartProgram(program, [
            "--port", "0", "--log-level", "error",
            "--bots", bots.ToString(CultureInfo.InvariantCulture),
            "--seed", seed.ToString(CultureInfo.InvariantCulture),
            "--report", report,
        ]))
        {
            Thread.Sleep(TimeSpan.FromSeconds(WarmUpSeconds + seconds + 1));
            child.Stop();
        }

        return ReportFile.Combine(ReportFile.Read(report), WarmUpSeconds, WarmUpSeconds + seconds)!;
    }
}
