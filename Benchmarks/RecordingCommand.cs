using System.CommandLine;
using System.Globalization;
using Ecs.Load;
using Ecs.Server.Metrics;

namespace Ecs.Benchmarks;

/// <summary>
/// Does recording cost more of a server's processor time than one would pay to have it always on? Three servers with equal
/// bots run side by side, so that noise meets all of them: one records, two do not. What the two differ by is the noise.
/// </summary>
internal static class RecordingCommand
{
    private const int WarmUpSeconds = 8;

    public static Command Create()
    {
        var pairs = new Option<int>("--pairs") { Description = "How often to run the three", DefaultValueFactory = _ => 10 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds of each run, after 8 of warm-up", DefaultValueFactory = _ => 20 };
        var bots = new Option<int>("--bots") { Description = "Bots in each server", DefaultValueFactory = _ => 64 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("recording", "Compares servers with and without --record") { pairs, seconds, bots, json };
        command.SetAction(parsed =>
        {
            Figures.Tell(Run(parsed.GetValue(pairs), parsed.GetValue(seconds), parsed.GetValue(bots)), parsed.GetValue(json));
        });
        return command;
    }

    private static object Run(int pairs, int seconds, int bots)
    {
        var folder = Directory.CreateTempSubdirectory("ecs-recording-");
        try
        {
            var (records, ratios, noises) = (new List<ReportRecord[]>(), new List<double>(), new List<double>());
            for (var pair = 0; pair < pairs; pair++)
            {
                var run = RunTogether(folder.FullName, seconds, bots, pair);
                records.Add(run);
                ratios.Add(run[1].CpuMsPerSecond / run[0].CpuMsPerSecond);
                noises.Add(run[2].CpuMsPerSecond / run[0].CpuMsPerSecond);
                Console.Error.WriteLine($"pair {pair + 1}: recording {ratios[^1]:F4}, noise {noises[^1]:F4}");
            }

            return new
            {
                pairs,
                seconds,
                bots,
                recordingOverPlain = Spread.Of([.. ratios]),
                plainOverPlain = Spread.Of([.. noises]),
                plainCpuMsPerSecond = Spread.Of([.. records.Select(run => run[0].CpuMsPerSecond)]),
                recordingCpuMsPerSecond = Spread.Of([.. records.Select(run => run[1].CpuMsPerSecond)]),
                recordingAllocatedBytesPerTick = records.Max(run => run[1].AllocatedBytesPerTick),
                cores = Environment.ProcessorCount,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The figures of a plain server, a recording one and another plain one.</summary>
    private static ReportRecord[] RunTogether(string folder, int seconds, int bots, int seed)
    {
        var children = new List<ServerChild>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                string[] recording = i == 1 ? ["--record", Path.Combine(folder, "match.rec")] : [];
                children.Add(ServerChild.Start([
                    "--port", "0", "--log-level", "error",
                    "--bots", bots.ToString(CultureInfo.InvariantCulture),
                    "--seed", seed.ToString(CultureInfo.InvariantCulture),
                    "--report", Path.Combine(folder, $"{i}.jsonl"),
                    .. recording,
                ]));
            }

            Thread.Sleep(TimeSpan.FromSeconds(WarmUpSeconds + seconds + 1));
            foreach (var child in children)
                child.Stop();
        }
        finally
        {
            foreach (var child in children)
                child.Dispose();
        }

        return [.. Enumerable.Range(0, 3).Select(i => ReportFile.Combine(
            ReportFile.Read(Path.Combine(folder, $"{i}.jsonl")), WarmUpSeconds, WarmUpSeconds + seconds)!)];
    }
}
