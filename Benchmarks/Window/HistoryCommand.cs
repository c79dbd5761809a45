using System.CommandLine;
using System.Diagnostics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.History;
using Ecs.Load;
using Ecs.Scenes;
using Ecs.Scenes.Window;

namespace Ecs.Benchmarks.Window;

/// <summary>
/// What does it cost the debug window to remember the last minute, and to go back to any moment of it? Bytes for each entity
/// and tick, and microseconds for keeping a frame, for reading the next one, and for reading any.
/// </summary>
internal static class HistoryCommand
{
    private const int Ticks = 3600;

    public static Command Create()
    {
        var entities = new Option<int>("--entities") { Description = "Half of them avatars, at most 1024; the rest bullets", DefaultValueFactory = _ => 5000 };
        var turns = new Option<int>("--turns") { Description = "How many of a thousand change their way in each tick", DefaultValueFactory = _ => 1000 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("history", "Times the debug window's memory of a minute") { entities, turns, json };
        command.SetAction(parsed => Run(parsed.GetValue(entities), parsed.GetValue(turns), parsed.GetValue(json)));
        return command;
    }

    private static int Run(int entities, int turns, FileInfo? json)
    {
        var bodies = Math.Min(entities / 2, 1024);
        var world = new SyntheticWorld(ArenaScene.OpenField(6), bodies, entities - bodies, seed: 1, turns);
        var history = new FrameHistory(Ticks);
        var frame = new Frame();
        var keep = new double[Ticks];
        for (var tick = 0; tick < Ticks; tick++)
        {
            world.Next(frame);
            var start = Stopwatch.GetTimestamp();
            history.Add(frame);
            keep[tick] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        var order = new Random(1);
        Figures.Tell(new
        {
            entities,
            turnsPerThousand = turns,
            frames = history.Count,
            mebibytes = Math.Round(history.BytesHeld / 1048576.0, 1),
            bytesPerEntityAndTick = Math.Round(history.BytesHeld / (double)history.Count / entities, 2),
            keepMicroseconds = Spread.Of(keep),
            readNextMicroseconds = Spread.Of(Read(history, frame, index => history.Oldest + index)),
            readAnyMicroseconds = Spread.Of(Read(history, frame, _ => order.NextInt64(history.Oldest, history.Newest + 1))),
            runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
            cores = Environment.ProcessorCount,
        }, json);
        return 0;
    }

    private static double[] Read(FrameHistory history, Frame into, Func<long, long> choose)
    {
        var times = new double[1000];
        for (var index = 0; index < times.Length; index++)
        {
            var number = choose(index);
            var start = Stopwatch.GetTimestamp();
            history.TryRead(number, into);
            times[index] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return times;
    }
}
