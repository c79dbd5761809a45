using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Ecs.Scenes;
using Ecs.Scenes.Field;
using Ecs.Simulation.Inspection;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What does a world's hash cost beside reading as many bytes, and beside the function that recordings were made with before? The time is
/// that of a whole world: the arena with 64 bots, or 1,000 players and 100,000 bullets. Nothing may be allocated.
/// </summary>
public class HashBenchmarks
{
    private const int WarmTicks = 300;
    private const int WordsPerEntity = 6; // id, kind, place, speed, size and what else a bullet has

    private BotScene _scene = null!;
    private ulong[] _words = [];

    [Params("arena", "field")]
    public string Scene { get; set; } = "arena";

    [GlobalSetup]
    public void Setup()
    {
        _scene = Scene == "field" ? new FieldScene(1_000, 100_000) : new BotScene("arena", 64);
        for (var tick = 0; tick < WarmTicks; tick++)
            _scene.Step();

        _words = new ulong[_scene.Tick.World.EntityCount * WordsPerEntity];
        Array.Fill(_words, 1UL);
    }

    [GlobalCleanup]
    public void Cleanup() => _scene.Dispose();

    [Benchmark(Baseline = true)]
    public ulong ReadWords()
    {
        var sum = Vector<ulong>.Zero;
        foreach (var words in MemoryMarshal.Cast<ulong, Vector<ulong>>(_words.AsSpan()))
            sum += words;

        return Vector.Sum(sum);
    }

    [Benchmark]
    public ulong HashWorld() => _scene.Tick.World.ComputeHash();

    [Benchmark]
    public ulong HashWorldAsBefore() => WorldHash.Compute(_scene.Tick.World, WorldHash.First);
}
