using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ecs.Load;
using Ecs.Scenes.Field;
using Ecs.Server;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation;

namespace Ecs.Benchmarks.Ticks;

/// <summary>
/// Is one process with several threads as good as several processes with one? As many busy rooms either way, ticks as fast as they go, side
/// by side in turn.
/// </summary>
internal static class RoomsCommand
{
    private const int Bots = 64;
    private const int Bullets = 2000;
    private const int WarmUpTicks = 300;

    public static Command Create()
    {
        var rooms = new Option<int>("--rooms") { Description = "Rooms in all", DefaultValueFactory = _ => 8 };
        var threads = new Option<int>("--threads") { Description = "Threads of the one process, and processes of the others", DefaultValueFactory = _ => 2 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds of each turn", DefaultValueFactory = _ => 5 };
        var turns = new Option<int>("--turns") { Description = "How often each of both is measured", DefaultValueFactory = _ => 5 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var play = new Option<bool>("--play") { Hidden = true };
        var command = new Command("rooms", "Compares rooms on threads of one process with rooms in processes of their own") { rooms, threads, seconds, turns, json, play };
        command.SetAction(parsed => parsed.GetValue(play)
            ? Play(parsed.GetValue(rooms), parsed.GetValue(threads), parsed.GetValue(seconds))
            : Compare(parsed.GetValue(rooms), parsed.GetValue(threads), parsed.GetValue(seconds), parsed.GetValue(turns), parsed.GetValue(json)));
        return command;
    }

    private static int Compare(int rooms, int threads, int seconds, int turns, FileInfo? json)
    {
        if (threads < 1 || rooms < threads || rooms % threads != 0)
        {
            Console.Error.WriteLine($"{rooms} rooms cannot be shared evenly by {threads}");
            return 78;
        }

        var (together, apart) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < turns; turn++)
        {
            together.Add(Measure(1, rooms, threads, seconds));
            apart.Add(Measure(threads, rooms / threads, 1, seconds));
        }

        var ratios = together.Zip(apart, static (one, many) => one / many).ToArray();
        Figures.Tell(
            new
            {
                rooms,
                threads,
                bots = Bots,
                bullets = Bullets,
                ticksPerSecondTogether = Spread.Of([.. together]).P50,
                ticksPerSecondApart = Spread.Of([.. apart]).P50,
                ratio = Spread.Of(ratios).P50,
                ratios = ratios.Select(static ratio => Math.Round(ratio, 3)),
                cores = Environment.ProcessorCount,
            },
            json);
        return 0;
    }

    /// <summary>Ticks per second of each of so many processes, their mean; all of them run at once.</summary>
    private static double Measure(int processes, int rooms, int threads, int seconds)
    {
        var children = new Process[processes];
        for (var index = 0; index < processes; index++)
            children[index] = ThisProgram.Start(["rooms", "--play", "--rooms", $"{rooms}", "--threads", $"{threads}", "--seconds", $"{seconds}"]);

        foreach (var child in children)
            Line(child);
        foreach (var child in children)
            child.StandardInput.WriteLine();
        var ticks = children.Select(static child => double.Parse(Line(child), CultureInfo.InvariantCulture)).Sum();
        foreach (var child in children)
        {
            child.WaitForExit();
            child.Dispose();
        }

        return ticks / processes;
    }

    private static string Line(Process child) => child.StandardOutput.ReadLine() ?? throw new InvalidOperationException("a process has ended");

    /// <summary>The child's side: warms up, says so, and counts its ticks from the next line on.</summary>
    private static int Play(int rooms, int threads, int seconds)
    {
        using var metrics = new ServerMetrics();
        using var server = new GameServer(metrics, new GameTable().Add<FieldMode>("field"), threads: threads);
        for (var index = 0; index < rooms; index++)
        {
            server.OpenRoom(
                new RoomOptions { Name = $"field{index}", Mode = "field", Bots = Bots, PlayerLimit = Bots, Seed = (ulong)index + 1 },
                FieldMap.Of(Bots, Bullets));
        }

        var tick = TimeSpan.FromSeconds(1 / 60.0);
        for (var ticks = 0; ticks < WarmUpTicks; ticks++)
            server.Tick.Run(tick);
        Console.WriteLine("ready");
        Console.ReadLine();
        var (began, count) = (Stopwatch.GetTimestamp(), 0);
        for (; Stopwatch.GetElapsedTime(began).TotalSeconds < seconds; count++)
            server.Tick.Run(tick);
        Console.WriteLine((count / Stopwatch.GetElapsedTime(began).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
