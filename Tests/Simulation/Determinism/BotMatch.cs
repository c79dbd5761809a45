using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Modes;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>A game of any mode that its bots play through the tick's own input, on the mode's own map. Same arguments, same world.</summary>
internal sealed class BotMatch : IDisposable
{
    private readonly TickInputBuffer _input = new();
    private readonly WorldView _view = new();
    private readonly long[] _counts = new long[256];
    private readonly BotBrain _brain;
    private readonly int _players;

    public BotMatch(string mode, int players, ulong seed = 1)
    {
        _players = players;
        _brain = ModeTable.BotOf(mode);
        Tick = new WorldTick(
            new WorldOptions { Mode = mode, Seed = seed, MaxPlayers = players },
            TestMaps.Load(ModeTable.DefaultMapOf(mode)));
    }

    public WorldTick Tick { get; private set; }

    /// <summary>All hashes so far in one.</summary>
    public ulong Chain { get; private set; }

    /// <summary>Changes the commands before they are applied; null for the bots' own.</summary>
    public Func<SlotCommand, SlotCommand>? Tamper { get; init; }

    public long CountOf(WorldEventKind kind) => _counts[(int)kind];

    public BotMatch Run(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            Step();
            Chain = StateHash.Mix(Chain, Tick.World.ComputeHash());
        }

        return this;
    }

    /// <summary>Goes on in a world made from a checkpoint of this one, its storage filled in an order drawn from <paramref name="shuffle"/>.</summary>
    public BotMatch Rebuild(ulong shuffle)
    {
        var before = Tick.World.ComputeHash();
        Assert.True(Checkpoint.TryRestore(Tick.World.Options, Tick.World.Map, Checkpoint.Write(Tick.World), out var restored, out var fault, shuffle), fault);
        Tick.Dispose();
        Tick = restored;
        Assert.Equal(before, Tick.World.ComputeHash());
        return this;
    }

    public void Step()
    {
        var world = Tick.World;
        _input.Clear();
        for (ushort slot = 0; slot < _players && world.Tick.Value == 0; slot++)
        {
            _input.Add(new PlayerJoin(new PlayerSlot(slot), $"bot-{slot}", PlayerJoin.ModeChoosesTeam, IsBot: true));
        }

        world.CopyTo(_view);
        foreach (ref readonly var avatar in _view.Entities[..world.PlayerCount])
        {
            var move = _brain(_view, avatar.Slot, world.Options.Seed, world.Tick.Next);
            var taken = new SlotCommand(avatar.Slot, move.Command);
            _input.Add(Tamper is null ? taken : Tamper(taken));
            if (move.Action.Code != PlayerActionCode.None)
            {
                _input.Add(new SlotAction(avatar.Slot, move.Action));
            }
        }

        Tick.Step(_input.For(world.Tick.Next));
        foreach (ref readonly var happened in world.Events)
        {
            _counts[(int)happened.Kind]++;
        }
    }

    public void Dispose() => Tick.Dispose();
}
