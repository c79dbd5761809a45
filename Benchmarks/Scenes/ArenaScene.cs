using System.Text;
using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Views;

namespace Ecs.Benchmarks.Scenes;

/// <summary>
/// A whole arena played by bots through the tick's own input, without server and network: what benchmarks measure and
/// determinism tests compare. Same arguments, same world, tick by tick.
/// </summary>
public sealed class ArenaScene : IDisposable
{
    private readonly TickInputBuffer _input = new();
    private readonly WorldView _view = new();
    private readonly int _players;
    private readonly int _bulletTarget;
    private readonly ulong _seed;

    /// <param name="players">Bots, 1 to 1,024.</param>
    /// <param name="map">Where to play; null for the arena.</param>
    /// <param name="seed">Of the world and its bots.</param>
    /// <param name="bulletTarget">Above 0: everybody holds the power-up and fires while fewer bullets are in the air.</param>
    /// <param name="tickRate">Ticks per second.</param>
    public ArenaScene(int players, Map? map = null, ulong seed = 1, int bulletTarget = 0, int tickRate = 60)
    {
        _players = players;
        _seed = seed;
        _bulletTarget = bulletTarget;
        Options = new WorldOptions { Seed = seed, TickRate = tickRate, MaxPlayers = Math.Max(players, 1) };
        Map = map ?? LoadMap("arena");
        Tick = new WorldTick(Options, Map);
    }

    public WorldOptions Options { get; }

    public Map Map { get; }

    public WorldTick Tick { get; private set; }

    public long Shots { get; private set; }

    public long Hits { get; private set; }

    public long Kills { get; private set; }

    public long MatchEnds { get; private set; }

    /// <summary>Changes the commands of one tick before they are applied; null for the bots' own.</summary>
    public Func<SlotCommand, SlotCommand>? Tamper { get; set; }

    /// <summary>What the last tick was given.</summary>
    public TickInput LastInput => _input.For(Tick.World.Tick);

    public static Map LoadMap(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Maps", name + ".tmj");
        return Map.TryParse(name, File.ReadAllBytes(path), out var map, out var fault)
            ? map
            : throw new InvalidDataException(fault);
    }

    /// <summary>An arena without walls, <paramref name="scale"/> times as wide and high as the original one.</summary>
    public static Map OpenField(int scale)
    {
        var (width, height) = (1280 * scale, 720 * scale);
        var tmj = $$"""
            { "layers": [
              { "name": "areas", "type": "objectgroup", "objects": [ { "id": 1, "name": "bounds", "x": 0, "y": 0, "width": {{width}}, "height": {{height}} } ] },
              { "name": "spawns", "type": "objectgroup", "objects": [
                { "id": 2, "x": {{width / 2}}, "y": {{height / 3}}, "properties": [ { "name": "team", "value": 0 } ] },
                { "id": 3, "x": {{width / 2}}, "y": {{height * 2 / 3}}, "properties": [ { "name": "team", "value": 1 } ] } ] } ] }
            """;
        return Map.TryParse("open-field", Encoding.UTF8.GetBytes(tmj), out var map, out var fault)
            ? map
            : throw new InvalidDataException(fault);
    }

    public void Step()
    {
        Prepare();
        Tick.Step(_input.For(Tick.World.Tick.Next));
        Count(Tick.World.Events);
    }

    /// <summary>Decides everybody's input for the next tick, without running it.</summary>
    public void Prepare()
    {
        var world = Tick.World;
        _input.Clear();
        if (world.Tick.Value == 0)
        {
            for (ushort slot = 0; slot < _players; slot++)
            {
                _input.Add(new PlayerJoin(new PlayerSlot(slot), $"bot-{slot}", PlayerJoin.ModeChoosesTeam, IsBot: true));
            }
        }

        world.CopyTo(_view);
        var bullets = _view.Entities.Length - world.PlayerCount;
        foreach (ref readonly var avatar in _view.Entities[..world.PlayerCount])
        {
            var command = ArenaBot.Decide(_view, avatar.Slot, _seed, world.Tick.Next).Command;
            if (_bulletTarget > 0)
            {
                KeepFiring(avatar, ref command, bullets);
            }

            var taken = new SlotCommand(avatar.Slot, command);
            _input.Add(Tamper is null ? taken : Tamper(taken));
        }
    }

    /// <summary>Runs the tick that <see cref="Prepare"/> decided on.</summary>
    public void StepPrepared() => Tick.Step(_input.For(Tick.World.Tick.Next));

    /// <summary>Goes on in a world made from a checkpoint of this one, its storage filled in an order drawn from <paramref name="shuffle"/>.</summary>
    public void Rebuild(ulong shuffle)
    {
        var bytes = Checkpoint.Write(Tick.World);
        if (!Checkpoint.TryRestore(Options, Map, bytes, out var restored, out var fault, shuffle))
        {
            throw new InvalidDataException(fault);
        }

        Tick.Dispose();
        Tick = restored;
    }

    public void Dispose() => Tick.Dispose();

    private void KeepFiring(in EntityState avatar, ref PlayerCommand command, int bullets)
    {
        if ((avatar.Flags & (EntityFlags.PowerUp | EntityFlags.Alive)) == EntityFlags.Alive)
        {
            _input.Add(new SlotAction(avatar.Slot, new PlayerAction(PlayerActionCode.TakePowerUp, 0, 0)));
        }

        command = command with { Buttons = bullets < _bulletTarget ? Buttons.Fire : Buttons.None };
    }

    private void Count(ReadOnlySpan<WorldEvent> events)
    {
        foreach (ref readonly var happened in events)
        {
            switch (happened.Kind)
            {
                case WorldEventKind.ShotFired:
                    Shots++;
                    break;
                case WorldEventKind.Hit:
                    Hits++;
                    break;
                case WorldEventKind.Died:
                    Kills++;
                    break;
                case WorldEventKind.MatchEnded:
                    MatchEnds++;
                    break;
            }
        }
    }
}
