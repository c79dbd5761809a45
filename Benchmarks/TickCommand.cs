using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Ecs.Load;
using Ecs.Scenes;
using Ecs.Simulation;
using Ecs.Simulation.Games;
using Ecs.Simulation.Worlds;

namespace Ecs.Benchmarks;

/// <summary>
/// How long does one tick of the world take, which stage takes it, and does it allocate? World only: no server, no
/// network; bots decide outside the measured part.
/// </summary>
internal static class TickCommand
{
    private const int WarmUpTicks = 2400;

    public static Command Create()
    {
        var mode = new Option<string>("--mode") { Description = "Which game", DefaultValueFactory = _ => "arena" };
        mode.AcceptOnlyFromAmong([.. new GameTable().AddShipped().Names]);
        var players = new Option<int>("--players") { Description = "Bots, 1 to 1024", DefaultValueFactory = _ => 64 };
        var bullets = new Option<int>("--bullets") { Description = "Bullets to keep in the air of an arena; 0 = as the bots shoot", DefaultValueFactory = _ => 2000 };
        var ticks = new Option<int>("--ticks") { Description = "Measured ticks, after 2400 of warm-up", DefaultValueFactory = _ => 3000 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of world and bots", DefaultValueFactory = _ => 1 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("tick", "Times ticks of a world without a server, by stage") { mode, players, bullets, ticks, seed, json };
        command.SetAction(parsed =>
        {
            using var scene = Open(parsed.GetValue(mode)!, parsed.GetValue(players), parsed.GetValue(bullets), parsed.GetValue(seed));
            return Run(scene, parsed.GetValue(bullets), parsed.GetValue(ticks), parsed.GetValue(json));
        });
        return command;
    }

    private static BotScene Open(string mode, int players, int bullets, ulong seed)
    {
        if (mode != "arena")
            return new BotScene(mode, players, seed: seed);

        // In the 1280 x 720 arena so many bullets would destroy each other: a field of 36 times the area keeps them alive.
        return new ArenaScene(players, bullets > 0 ? ArenaScene.OpenField(6) : null, seed, bullets);
    }

    private static int Run(BotScene scene, int bullets, int ticks, FileInfo? json)
    {
        for (var i = 0; i < WarmUpTicks; i++)
            scene.Step();

        var clock = new StageClock(ticks);
        scene.Tick.Observer = clock;
        var total = new double[ticks];
        var hash = new double[ticks];
        var allocated = 0L;
        var entities = 0L;
        for (var i = 0; i < ticks; i++)
        {
            scene.Prepare();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            scene.StepPrepared();
            total[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            entities += scene.Tick.World.EntityCount;
            start = Stopwatch.GetTimestamp();
            scene.Tick.World.ComputeHash();
            hash[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Figures.Tell(new
        {
            mode = scene.Options.Mode,
            players = scene.Players,
            bullets = scene.Options.Mode == "arena" ? bullets : 0,
            ticks,
            seed = scene.Options.Seed,
            meanEntities = Math.Round(entities / (double)ticks, 1),
            tickMicroseconds = Spread.Of(total),
            stageMicroseconds = Enum.GetValues<TickStage>().ToDictionary(stage => JsonNamingPolicy.CamelCase.ConvertName(stage.ToString()), stage => Spread.Of(clock.Of(stage))),
            hashMicroseconds = Spread.Of(hash),
            allocatedBytesPerTick = allocated / (double)ticks,
            runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
            cores = Environment.ProcessorCount,
        }, json);
        return 0;
    }

    private sealed class StageClock(int ticks) : ITickObserver
    {
        private readonly double[][] _microseconds =
            [.. Enum.GetValues<TickStage>().Select(_ => new double[ticks])];

        private int _tick;
        private long _start;

        public double[] Of(TickStage stage) => _microseconds[(int)stage];

        public void StageBegins(TickStage stage, GameWorld world) => _start = Stopwatch.GetTimestamp();

        public void StageEnds(TickStage stage, GameWorld world)
        {
            _microseconds[(int)stage][_tick] = Stopwatch.GetElapsedTime(_start).TotalMicroseconds;
            if (stage == TickStage.PlayBack)
                _tick++;
        }
    }
}
