using BenchmarkDotNet.Attributes;
using Ecs.Scenes;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What does it take all bots of a room to decide what they do in the next tick? The time is that of all of them, what is put in order
/// for their searches included, and is to grow as their number; nothing may be allocated.
/// </summary>
public class BotBenchmarks
{
    private const int PlayedTicks = 240;

    private readonly WorldView _world = new();
    private readonly WorldView _view = new();
    private BotBrain _brain = null!;
    private Tick _tick;
    private ulong _seed;

    [Params("arena", "survival", "argentum")]
    public string Mode { get; set; } = "arena";

    [Params(1, 64, 1000)]
    public int Bots { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        using var scene = new BotScene(Mode, Bots);
        for (var tick = 0; tick < PlayedTicks; tick++)
            scene.Step();

        scene.Tick.World.CopyTo(_world);
        _brain = scene.Game.Bot;
        _tick = scene.Tick.World.Tick.Next;
        _seed = scene.Options.Seed;
    }

    [Benchmark]
    public int Decide()
    {
        _view.CopyFrom(_world);
        var fires = 0;
        for (var slot = 0; slot < Bots; slot++)
            fires += (int)_brain(_view, new PlayerSlot((ushort)slot), _seed, _tick).Command.Buttons;

        return fires;
    }
}
