using System.Globalization;
using Ecs.Scenes;
using Ecs.Server.Pacing;

namespace Ecs.Benchmarks.Ticks;

/// <summary>Are the hits of a world those that all pairs of bullets and bodies say? Small worlds: the comparison takes as long as its promise.</summary>
internal static class TickCheck
{
    /// <summary>Prints the outcome and the last tick's hash; 1 when something differs.</summary>
    public static int Run(TickOptions options)
    {
        using var threads = new TickThreads(options.Threads);
        using var scene = TickRun.Open(options, threads);
        scene.Tick.World.SharedFrom = 1;
        for (var i = 0; i < options.WarmUp; i++)
            scene.Step();

        var check = new HitCheck(scene.Tick);
        for (var i = 0; i < options.Ticks; i++)
            scene.Step();

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"check: {check.Ticks} ticks, {check.Hits} hits, {check.Differences} differences"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"hash: {scene.Tick.World.ComputeHash():x16}"));
        if (check.Differences == 0)
            return 0;

        Console.Error.WriteLine($"tick: {check.First}");
        return 1;
    }
}
