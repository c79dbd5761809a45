using System.CommandLine;
using System.Globalization;
using System.Text;
using Ecs.Load;

namespace Ecs.Benchmarks.Ticks;

/// <summary>
/// Does a tick cost so much more as there is more in the world? Measures the field at several sizes, each in a process of its own, and writes a
/// table, a plot and the figures.
/// </summary>
internal static class ScalingCommand
{
    private static readonly int[] AllBullets = [10_000, 100_000, 1_000_000, 4_000_000];
    private static readonly int[] AllBodies = [100, 1_000, 10_000];

    public static Command Create()
    {
        var bullets = new Option<int[]>("--bullets") { Description = "Bullets beside 1000 players", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => AllBullets };
        var bodies = new Option<int[]>("--bodies") { Description = "Bodies beside 100000 bullets", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => AllBodies };
        var players = new Option<int>("--players") { Description = "Players beside the bullets", DefaultValueFactory = static _ => 1_000 };
        var beside = new Option<int>("--beside") { Description = "Bullets beside the bodies", DefaultValueFactory = static _ => 100_000 };
        var ticks = new Option<int>("--ticks") { Description = "Measured ticks of each", DefaultValueFactory = static _ => 200 };
        var warmUp = new Option<int>("--warm-up") { Description = "Ticks before", DefaultValueFactory = static _ => 600 };
        var warmCode = new Option<double>("--warm-code") { Description = "Seconds of another world before each", DefaultValueFactory = static _ => 2 };
        var docs = new Option<DirectoryInfo>("--docs") { Description = "Where scaling.md and pictures/scaling.svg are replaced", DefaultValueFactory = static _ => new DirectoryInfo("docs") };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("scaling", "Measures the field at several sizes and draws what its ticks cost") { bullets, bodies, players, beside, ticks, warmUp, warmCode, docs, json };
        command.SetAction(parsed =>
        {
            var (moving, flying) = (parsed.GetValue(players), parsed.GetValue(beside));
            var length = string.Create(CultureInfo.InvariantCulture, $"--ticks {parsed.GetValue(ticks)} --warm-up {parsed.GetValue(warmUp)} --warm-code {parsed.GetValue(warmCode)}");
            if (!TryMeasure(parsed.GetValue(bullets)!, count => $"--players {moving} --bullets {count} {length}", out var byBullets)
                || !TryMeasure(parsed.GetValue(bodies)!, count => $"--moving-bodies {count} --bullets {flying} {length}", out var byBodies))
            {
                return 1;
            }

            Tell(parsed.GetValue(docs)!, byBullets, byBodies);
            Figures.Tell(new { byBullets, byBodies, cores = Environment.ProcessorCount, runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription }, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static bool TryMeasure(int[] counts, Func<int, string> options, out List<ScalingRow> rows)
    {
        rows = [];
        foreach (var count in counts)
        {
            var words = options(count);
            Console.Error.WriteLine($"tick --scene field {words}");
            if (!TryMeasure(words, out var row))
                return false;

            rows.Add(row);
        }

        return true;
    }

    private static bool TryMeasure(string options, out ScalingRow row)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var child = ThisProgram.Start(["tick", "--scene", "field", .. options.Split(' '), "--json", file]);
            child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            row = child.ExitCode == 0 ? ScalingRow.Of(File.ReadAllText(file)) : new ScalingRow();
            return child.ExitCode == 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Tell(DirectoryInfo docs, List<ScalingRow> byBullets, List<ScalingRow> byBodies)
    {
        var pictures = docs.CreateSubdirectory("pictures");
        var plot = new ScalingPlot();
        plot.Add(string.Create(CultureInfo.InvariantCulture, $"Milliseconds of a tick by bullets, {byBullets[0].Bodies:N0} players"), byBullets, static row => row.Bullets);
        plot.Add(string.Create(CultureInfo.InvariantCulture, $"Milliseconds of a tick by bodies, {byBodies[0].Bullets:N0} bullets"), byBodies, static row => row.Bodies);
        File.WriteAllText(Path.Combine(pictures.FullName, "scaling.svg"), plot.ToString());
        var page = new StringBuilder();
        page.Append("""
            # What a tick of the field costs, by size

            Written by `dotnet run -c Release --project Benchmarks -- scaling`: every line is a process of its own, and its floor was measured in it,
            between the ticks. One thread. The floor adds as many velocities to as many positions in plain arrays by the widest vectors;
            movement is what the world needs for it, with walls, borders and all. Compare ratios, not times.

            ![Milliseconds of a tick by bullets and by bodies, both axes logarithmic](pictures/scaling.svg)

            """);
        AddTable(page, byBullets);
        AddTable(page, byBodies);
        File.WriteAllText(Path.Combine(docs.FullName, "scaling.md"), page.ToString());
    }

    private static void AddTable(StringBuilder page, List<ScalingRow> rows)
    {
        page.Append("""

            | bodies | seated | bullets | tick, ms p50 | p99 | ns per entity | hash, ms | movement, ms | floor, ms | hits per tick | births per tick |
            |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|

            """);
        foreach (var row in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {row.Bodies:N0} | {row.Players:N0} | {row.Bullets:N0} | {row.WholeTickMs:F3} | {row.WholeTickP99Ms:F3} | {row.NanosecondsPerEntity:F2} | ");
            page.Append(CultureInfo.InvariantCulture, $"{row.HashMs:F3} | {row.MovementMs:F3} | {row.VectorMovementMs:F3} | {row.HitsPerTick:N0} | {row.BirthsPerTick:N0} |\n");
        }
    }
}
