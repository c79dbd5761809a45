using System.CommandLine;
using System.Diagnostics;
using Ecs.Load;
using Ecs.Scenes;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Simulation;
using Ecs.Simulation.Games;

namespace Ecs.Benchmarks;

/// <summary>
/// Is a recording small enough to keep, quick enough to run again, and quick enough to look into? Records a match of bots, then
/// verifies it, seeks in it and plants faults in it.
/// </summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var players = new Option<int>("--players") { Description = "Bots", DefaultValueFactory = _ => 64 };
        var ticks = new Option<int>("--ticks") { Description = "Recorded ticks", DefaultValueFactory = _ => 36_000 };
        var seeks = new Option<int>("--seeks") { Description = "Random seeks", DefaultValueFactory = _ => 100 };
        var flips = new Option<int>("--flips") { Description = "Planted faults, each to be found and named", DefaultValueFactory = _ => 100 };
        var keep = new Option<string?>("--keep") { Description = "Leave the recording in this file" };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("replay", "Records a match of bots, verifies it, seeks in it and finds planted faults") { players, ticks, seeks, flips, keep, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(keep) ?? Path.Combine(Path.GetTempPath(), $"ecs-replay-{Environment.ProcessId}.rec");
            try
            {
                Record(path, parsed.GetValue(players), parsed.GetValue(ticks));
                Figures.Tell(Measure(path, parsed.GetValue(seeks), parsed.GetValue(flips)), parsed.GetValue(json));
            }
            finally
            {
                if (parsed.GetValue(keep) is null)
                    File.Delete(path);
            }
        });
        return command;
    }

    private static void Record(string path, int players, int ticks)
    {
        using var scene = new ArenaScene(players);
        using var writer = new RecordingWriter(
            File.Create(path), RecordingHeader.Of("benchmark", scene.Game, scene.Tick.World, detail: false), scene.Tick);
        for (var tick = 0; tick < ticks; tick++)
        {
            scene.Step();
            writer.Add(scene.LastInput, scene.Tick.World);
            writer.WaitForDisk();
        }
    }

    private static object Measure(string path, int seeks, int flips)
    {
        if (!RecordingReader.TryOpen(path, new GameTable().AddShipped(), out var reader, out var fault))
            throw new InvalidDataException(fault);

        using (reader)
        {
            new ReplayVerifier(reader).Run(); // warm
            var one = new ReplayVerifier(reader).Run();
            var two = new ReplayVerifier(reader) { Jobs = 2 }.Run();
            var (named, flipSeconds) = Flip(reader, flips);
            return new
            {
                ticks = reader.TickCount,
                bytes = reader.FileBytes,
                verified = one.Ok && two.Ok,
                ticksPerSecond = one.TicksPerSecond,
                timesRealTime = one.TimesRealTime,
                timesRealTimeWithTwoJobs = two.TimesRealTime,
                seekMilliseconds = Spread.Of(Seek(reader, seeks)),
                flips,
                flipsNamed = named,
                flipSeconds = Spread.Of(flipSeconds),
                cores = Environment.ProcessorCount,
            };
        }
    }

    private static double[] Seek(RecordingReader reader, int seeks)
    {
        var random = new Random(1);
        var milliseconds = new double[seeks];
        for (var i = 0; i < seeks; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var tick = reader.StartTick + 1 + (uint)random.NextInt64(reader.TickCount);
            if (!ReplayRunner.TryLoadTick(reader, tick, out var segment, out var fault))
                throw new InvalidDataException(fault);

            segment.Run();
            segment.Dispose();
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return milliseconds;
    }

    /// <summary>How many planted faults were named by tick, stage, entity, component and field, and the time that each took.</summary>
    private static (int Named, double[] Seconds) Flip(RecordingReader reader, int flips)
    {
        var schema = reader.Schema;
        var named = 0;
        var seconds = new double[flips];
        for (var seed = 0; seed < flips; seed++)
        {
            var start = Stopwatch.GetTimestamp();
            if (!PlannedFlip.TryDraw(reader, (ulong)seed + 1, out var plan, out var fault))
                throw new InvalidDataException(fault);

            var first = new ReplayVerifier(reader) { Flip = plan }.Run().First;
            seconds[seed] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var component = schema.Components[plan.Component];
            var right = first?.Tick == plan.Tick
                && first.First is { } wrong
                && wrong.System == plan.Stage.ToString()
                && wrong.Entity == plan.Entity.Value
                && wrong.Component == component.Name
                && wrong.Field == component.Fields[plan.Field].Name;
            named += right ? 1 : 0;
            if (!right)
                Console.Error.WriteLine($"not named, seed {seed + 1}: {plan}\n{first?.ToText()}");
        }

        return (named, seconds);
    }
}
