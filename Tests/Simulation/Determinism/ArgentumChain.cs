using Ecs.Benchmarks.Scenes;
using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>The state hashes of a world of tiles full of bots, tick by tick, and how much they did.</summary>
internal sealed class ArgentumChain
{
    private readonly ulong[] _hashes;
    private readonly Dictionary<PlayerActionCode, int> _acts = [];
    private readonly Dictionary<WorldEventKind, int> _events = [];

    private ArgentumChain(int ticks) => _hashes = new ulong[ticks];

    public ulong Value => _hashes.Aggregate(0UL, StateHash.Mix);

    /// <summary>Steps that were taken.</summary>
    public int Steps { get; private set; }

    public int Asked(PlayerActionCode code) => _acts.GetValueOrDefault(code);

    public int Happened(WorldEventKind kind) => _events.GetValueOrDefault(kind);

    /// <param name="players">Bots.</param>
    /// <param name="ticks">How long.</param>
    /// <param name="rebuild">Whether to go on, after tick n, in a world rebuilt from a checkpoint, shuffled by n.</param>
    /// <param name="tamper">Changes one act; its tick is given.</param>
    public static ArgentumChain Play(
        int players, int ticks, Func<int, bool>? rebuild = null, Func<int, SlotAction, SlotAction>? tamper = null)
    {
        var chain = new ArgentumChain(ticks);
        var map = ArenaScene.LoadMap("argentum");
        var options = new WorldOptions { Mode = "argentum", MaxPlayers = players };
        var tick = new WorldTick(options, map);
        var input = new TickInputBuffer();
        for (var slot = 0; slot < players; slot++)
        {
            input.Add(new PlayerJoin(new PlayerSlot((ushort)slot), $"bot-{slot}", PlayerJoin.ModeChoosesTeam, IsBot: true));
        }

        var view = new WorldView();
        for (var number = 1; number <= ticks; number++)
        {
            chain.Decide(tick.World, view, players, input, tamper);
            tick.Step(input.For(tick.World.Tick.Next));
            input.Clear();
            chain.Note(tick.World);
            chain._hashes[number - 1] = tick.World.ComputeHash();
            if (rebuild?.Invoke(number) == true)
            {
                tick = Rebuild(tick, options, map, (ulong)number);
            }
        }

        tick.Dispose();
        return chain;
    }

    /// <summary>The first tick at which two runs differ; 0 when they agree all the way.</summary>
    public int FirstDifference(ArgentumChain other)
    {
        var common = _hashes.AsSpan().CommonPrefixLength(other._hashes);
        return common == _hashes.Length && common == other._hashes.Length ? 0 : common + 1;
    }

    private static WorldTick Rebuild(WorldTick tick, WorldOptions options, Map map, ulong shuffle)
    {
        var bytes = Checkpoint.Write(tick.World);
        var before = tick.World.ComputeHash();
        tick.Dispose();
        Assert.True(Checkpoint.TryRestore(options, map, bytes, out var restored, out var fault, shuffle), fault);
        Assert.Equal(before, restored.World.ComputeHash());
        return restored;
    }

    private void Decide(GameWorld world, WorldView view, int players, TickInputBuffer input, Func<int, SlotAction, SlotAction>? tamper)
    {
        world.CopyTo(view);
        var next = world.Tick.Next;
        for (ushort slot = 0; slot < players && world.Tick.Value != 0; slot++)
        {
            var move = ArgentumBot.Decide(view, new PlayerSlot(slot), world.Options.Seed, next);
            input.Add(new SlotCommand(new PlayerSlot(slot), move.Command));
            if (move.Action.Code != PlayerActionCode.None)
            {
                var act = new SlotAction(new PlayerSlot(slot), move.Action);
                input.Add(tamper is null ? act : tamper((int)next.Value, act));
                _acts[move.Action.Code] = _acts.GetValueOrDefault(move.Action.Code) + 1;
            }
        }
    }

    private void Note(GameWorld world)
    {
        foreach (ref readonly var happened in world.Events)
        {
            _events[happened.Kind] = _events.GetValueOrDefault(happened.Kind) + 1;
            Steps += happened is { Kind: WorldEventKind.Stepped, B: 1 } ? 1 : 0;
        }
    }
}
