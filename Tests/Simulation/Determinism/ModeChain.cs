using Ecs.Simulation;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Modes;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>A room of any mode that its own bots play through the tick's input: the state hashes tick by tick, and what happened.</summary>
internal sealed class ModeChain : IDisposable
{
    private readonly TickInputBuffer _input = new();
    private readonly WorldView _view = new();
    private readonly List<ulong> _hashes = [];
    private readonly long[] _counts = new long[256];
    private readonly int _players;

    public ModeChain(string mode, int players, ulong seed = 1, int tickRate = 60)
    {
        _players = players;
        Tick = new WorldTick(
            new WorldOptions { Mode = mode, Seed = seed, TickRate = tickRate, MaxPlayers = players },
            TestMaps.Load(ModeTable.DefaultMapOf(mode)));
    }

    public WorldTick Tick { get; private set; }

    /// <summary>Changes the commands of one tick before they are applied; null for the bots' own.</summary>
    public Func<SlotCommand, SlotCommand>? Tamper { get; init; }

    /// <summary>All hashes in one.</summary>
    public ulong Value
    {
        get
        {
            var chain = 0UL;
            foreach (var hash in _hashes)
            {
                chain = StateHash.Mix(chain, hash);
            }

            return chain;
        }
    }

    /// <summary>Plays with <c>between</c> called before each tick; its number is 1 for the first.</summary>
    public static ModeChain Play(
        string mode,
        int players,
        int ticks,
        ulong seed = 1,
        Action<ModeChain, int>? between = null,
        Func<SlotCommand, SlotCommand>? tamper = null)
    {
        using var chain = new ModeChain(mode, players, seed) { Tamper = tamper };
        for (var tick = 1; tick <= ticks; tick++)
        {
            between?.Invoke(chain, tick);
            chain.Step();
            chain._hashes.Add(chain.Tick.World.ComputeHash());
        }

        return chain;
    }

    public long CountOf(WorldEventKind kind) => _counts[(int)kind];

    /// <summary>One tick, without keeping its hash.</summary>
    public void Step()
    {
        var world = Tick.World;
        _input.Clear();
        for (ushort slot = 0; world.Tick.Value == 0 && slot < _players; slot++)
        {
            _input.Add(new PlayerJoin(new PlayerSlot(slot), $"bot-{slot}", PlayerJoin.ModeChoosesTeam, IsBot: true));
        }

        world.CopyTo(_view);
        foreach (ref readonly var avatar in _view.Entities[..world.PlayerCount])
        {
            var move = ModeTable.BotOf(world.Options.Mode)(_view, avatar.Slot, world.Options.Seed, world.Tick.Next);
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

    /// <summary>Goes on in a world made from a checkpoint of this one, its storage filled in an order drawn from <paramref name="shuffle"/>.</summary>
    public void Rebuild(ulong shuffle)
    {
        var bytes = Checkpoint.Write(Tick.World);
        Assert.True(Checkpoint.TryRestore(Tick.World.Options, Tick.World.Map, bytes, out var restored, out var fault, shuffle), fault);
        Tick.Dispose();
        Tick = restored;
    }

    /// <summary>The first tick at which two runs differ; 0 when they agree all the way.</summary>
    public int FirstDifference(ModeChain other)
    {
        var common = 0;
        while (common < Math.Min(_hashes.Count, other._hashes.Count) && _hashes[common] == other._hashes[common])
        {
            common++;
        }

        return common == _hashes.Count && common == other._hashes.Count ? 0 : common + 1;
    }

    public void Dispose() => Tick.Dispose();
}
