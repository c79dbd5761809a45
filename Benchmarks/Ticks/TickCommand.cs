using System.CommandLine;
using Ecs.Load;
using Ecs.Simulation;
using Ecs.Simulation.Games;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Benchmarks.Ticks;

/// <summary>
/// How long does one tick of the world take, which stage takes it, how far is that from what the machine could do, and does it allocate? World
/// only: no server, no network; bots decide outside the measured part.
/// </summary>
internal static class TickCommand
{
    private const int BadOption = 78;
    private const int MostThreads = 64;

    public static Command Create()
    {
        var scene = new Option<string>("--scene", "--mode") { Description = "field, or a game that bots play", DefaultValueFactory = static _ => "arena" };
        scene.AcceptOnlyFromAmong(["field", .. new GameTable().AddShipped().Names]);
        var players = new Option<int?>("--players") { Description = $"Bots, 1 to {PlayerSlot.Limit}; 1000 on the field, 64 elsewhere" };
        var bodies = new Option<int?>("--moving-bodies") { Description = "Bodies on the field: players as many as there are seats, creatures beyond; instead of --players" };
        var bullets = new Option<int?>("--bullets") { Description = "Bullets to keep in the air of the field (100000) or an arena (2000; 0 = as the bots shoot)" };
        var ticks = new Option<int?>("--ticks") { Description = "Measured ticks; 200 on the field, 3000 elsewhere, 60 with --check" };
        var warmUp = new Option<int?>("--warm-up") { Description = "Ticks before; 600 on the field, 2400 elsewhere, none with --check" };
        var warmCode = new Option<double>("--warm-code") { Description = "Seconds that another world goes first, so that the runtime has compiled everything for good", DefaultValueFactory = static _ => 2 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of world and bots", DefaultValueFactory = static _ => 1 };
        var threads = new Option<int>("--threads") { Description = $"That share the work on the world, 1 to {MostThreads}", DefaultValueFactory = static _ => 1 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var check = new Option<bool>("--check") { Description = "Measure nothing: compare every tick's hits with those of all pairs (5000 bullets on the field)" };
        var vectors = new Option<int?>("--expect-vectors") { Description = "Used by the command vectors: fail unless vectors have so many bits", Hidden = true };
        var command = new Command("tick", "Times ticks of a world without a server, by stage") { scene, players, bodies, bullets, ticks, warmUp, warmCode, seed, threads, json, check, vectors };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(vectors) is { } bits && bits != MovementFloors.VectorBits)
            {
                Console.Error.WriteLine($"tick: vectors of {MovementFloors.VectorBits} bits instead of {bits}");
                return 1;
            }

            var isField = parsed.GetValue(scene) == "field";
            var isCheck = parsed.GetValue(check);
            var moving = parsed.GetValue(bodies) ?? parsed.GetValue(players) ?? (isField ? 1000 : 64);
            var seated = Math.Min(moving, PlayerSlot.Limit);
            var options = new TickOptions(
                parsed.GetValue(scene)!,
                seated,
                moving - seated,
                parsed.GetValue(bullets) ?? (isField ? isCheck ? 5_000 : 100_000 : parsed.GetValue(scene) == "arena" ? 2000 : 0),
                parsed.GetValue(ticks) ?? (isCheck ? 60 : isField ? 200 : 3000),
                parsed.GetValue(warmUp) ?? (isCheck ? 0 : isField ? 600 : 2400),
                parsed.GetValue(warmCode),
                parsed.GetValue(seed),
                parsed.GetValue(threads));
            if (FaultOf(options, parsed.GetValue(players), parsed.GetValue(bodies)) is { Length: > 0 } fault)
            {
                Console.Error.WriteLine($"tick: {fault}");
                return BadOption;
            }

            return isCheck ? TickCheck.Run(options) : Measure(options, parsed.GetValue(json));
        });
        return command;
    }

    private static string FaultOf(TickOptions options, int? players, int? bodies) =>
        players is < 1 or > PlayerSlot.Limit ? $"--players {players} is outside 1 to {PlayerSlot.Limit}"
        : bodies is < 1 ? $"--moving-bodies {bodies} is less than 1"
        : bodies is not null && players is not null ? "--players and --moving-bodies exclude each other"
        : bodies is not null && options.Scene != "field" ? "--moving-bodies is for --scene field"
        : options.Bullets > 0 && options.Scene is not ("field" or "arena") ? $"nobody keeps {options.Bullets} bullets in the air of {options.Scene}"
        : options.Bullets < 0 || (long)options.Players + options.Creatures + options.Bullets > WorldOptions.MostEntities
            ? $"bodies and bullets are not 1 to {WorldOptions.MostEntities} together"
        : options.Threads is < 1 or > MostThreads ? $"--threads {options.Threads} is outside 1 to {MostThreads}"
        : options.Ticks < 1 || options.WarmUp < 0 || options.WarmCode is not (>= 0 and <= 60) ? "--ticks is at least 1, --warm-up 0, and --warm-code 0 to 60"
        : "";

    private static int Measure(TickOptions options, FileInfo? json)
    {
        using var run = new TickRun(options);
        Figures.Tell(run.Measure(), json);
        if (run.Fault.Length == 0)
            return 0;

        Console.Error.WriteLine(run.Fault);
        return 1;
    }
}
