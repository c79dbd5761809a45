using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.Scenes;

/// <summary>
/// A room of any mode, played by its own bots through the tick's input, without server and network: what benchmarks measure and
/// determinism tests compare. Same arguments, same world, tick by tick.
/// </summary>
public class BotScene : IDisposable
{
    private readonly TickInputBuffer _input = new();
    private readonly long[] _events = new long[1 + byte.MaxValue];
    private readonly long[] _acts = new long[1 + (int)Enum.GetValues<PlayerActionCode>().Max()];

    /// <param name="mode">One of <see cref="ShippedGames"/>.</param>
    /// <param name="players">Bots, 1 to 4,096.</param>
    /// <param name="map">Where to play; null for the mode's own map.</param>
    /// <param name="seed">Of the world and its bots.</param>
    /// <param name="tickRate">Ticks per second.</param>
    public BotScene(string mode, int players, Map? map = null, ulong seed = 1, int tickRate = 60)
        : this(new WorldOptions { Mode = mode, Seed = seed, TickRate = tickRate, MaxPlayers = Math.Max(players, 1) }, players, map)
    {
    }

    /// <param name="options">Of the world.</param>
    /// <param name="players">Bots, at most <see cref="WorldOptions.MaxPlayers"/>.</param>
    /// <param name="map">Where to play; null for the mode's own map.</param>
    /// <param name="game">The rules, for a game of somebody else; null for one of ours.</param>
    public BotScene(WorldOptions options, int players, Map? map = null, GameEntry? game = null)
    {
        Game = game ?? new GameTable().AddShipped()[options.Mode];
        Players = players;
        Options = options;
        Map = map ?? LoadMap(Game.DefaultMap);
        Tick = Game.CreateWorld(Options, Map);
    }

    public GameEntry Game { get; }

    public WorldOptions Options { get; }

    public Map Map { get; }

    public int Players { get; }

    public WorldTick Tick { get; private set; }

    /// <summary>Changes the commands of one tick before they are applied; null for the bots' own.</summary>
    public Func<SlotCommand, SlotCommand>? Tamper { get; set; }

    /// <summary>Changes the acts of one tick before they are applied; null for the bots' own.</summary>
    public Func<SlotAction, SlotAction>? TamperActs { get; set; }

    /// <summary>What the last tick was given.</summary>
    public TickInput LastInput => _input.For(Tick.World.Tick);

    /// <summary>The world as the bots saw it before the last tick.</summary>
    protected WorldView View { get; } = new();

    /// <exception cref="InvalidDataException">What lies beside the program under this name is no map.</exception>
    public static Map LoadMap(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Maps", name + ".tmj");
        return Map.TryParse(name, File.ReadAllBytes(path), out var map, out var fault)
            ? map
            : throw new InvalidDataException(fault);
    }

    /// <summary>How often it happened since the first tick.</summary>
    public long CountOf(WorldEventKind kind) => _events[(int)kind];

    /// <summary>How often a bot asked for it since the first tick.</summary>
    public long CountOf(PlayerActionCode act) => _acts[(int)act];

    public void Step()
    {
        Prepare();
        StepPrepared();
        foreach (ref readonly var happened in Tick.World.Events)
            _events[(int)happened.Kind]++;
    }

    /// <summary>Decides everybody's input for the next tick, without running it.</summary>
    public void Prepare()
    {
        var world = Tick.World;
        _input.Clear();
        if (world.Tick.Value == 0)
        {
            for (ushort slot = 0; slot < Players; slot++)
                _input.Add(new PlayerJoin(new PlayerSlot(slot), $"bot-{slot}", PlayerJoin.ModeChoosesTeam, IsBot: true));
        }

        Decide();
    }

    /// <summary>Runs the tick that <see cref="Prepare"/> decided on, without counting what happens in it.</summary>
    public void StepPrepared() => Tick.Step(_input.For(Tick.World.Tick.Next));

    /// <summary>Goes on in a world made from a checkpoint of this one, its storage filled in an order drawn from <paramref name="shuffle"/>.</summary>
    public void Rebuild(ulong shuffle)
    {
        var bytes = Checkpoint.Write(Tick.World);
        if (!Checkpoint.TryRestore(Game, Options, Map, bytes, out var restored, out var fault, shuffle))
            throw new InvalidDataException(fault);

        Tick.Dispose();
        Tick = restored;
    }

    public void Dispose()
    {
        Tick.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Has everybody decide what to do in the next tick.</summary>
    protected virtual void Decide()
    {
        var world = Tick.World;
        world.CopyTo(View);
        foreach (ref readonly var avatar in View.Entities[..world.PlayerCount])
            Do(avatar.Slot, Decide(avatar, world.Tick.Next));
    }

    /// <summary>What a bot has decided becomes part of the next tick's input.</summary>
    protected void Do(PlayerSlot slot, in BotMove move)
    {
        var command = new SlotCommand(slot, move.Command);
        _input.Add(Tamper is null ? command : Tamper(command));
        if (move.Action.Code != PlayerActionCode.None)
        {
            var act = new SlotAction(slot, move.Action);
            _input.Add(TamperActs is null ? act : TamperActs(act));
            _acts[(int)move.Action.Code]++;
        }
    }

    /// <summary>What a bot does in the next tick, seen from <see cref="View"/>.</summary>
    protected virtual BotMove Decide(in EntityState avatar, Tick next) => Game.Bot(View, avatar.Slot, Options.Seed, next);
}
