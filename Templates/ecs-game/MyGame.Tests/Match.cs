using Ecs.Simulation;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace MyGame.Tests;

/// <summary>A world of the game without a server around it: a test says what happens, tick by tick.</summary>
internal sealed class Match : IDisposable
{
    private static readonly GameTable Games = new GameTable().Add<TagMode>("tag");

    private readonly TickInputBuffer _input = new();
    private readonly WorldView _view = new();
    private readonly WorldOptions _options;
    private readonly WorldTick _tick;
    private readonly int _players;

    private Match(WorldOptions options, WorldTick tick, int players) => (_options, _tick, _players) = (options, tick, players);

    public GameWorld World => _tick.World;

    public static Match Begin(int players, ulong seed = 1)
    {
        var options = new WorldOptions { Mode = "tag", Seed = seed };
        var match = new Match(options, Games["tag"].CreateWorld(options, LoadMap()), players);
        for (var slot = 0; slot < players; slot++)
            match._input.Add(new PlayerJoin(new PlayerSlot((ushort)slot), $"player {slot}", PlayerJoin.ModeChoosesTeam, IsBot: true));

        match.Run(1);
        return match;
    }

    /// <summary>Another world that goes on from where this one is.</summary>
    public Match Copy()
    {
        Assert.True(Checkpoint.TryRestore(Games["tag"], _options, LoadMap(), Checkpoint.Write(World), out var tick, out var fault), fault);
        return new Match(_options, tick, _players);
    }

    /// <summary>Everybody stands still.</summary>
    public void Run(int ticks)
    {
        for (; ticks > 0; ticks--)
        {
            _tick.Step(_input.For(World.Tick.Next));
            _input.Clear();
        }
    }

    /// <summary>Everybody is a bot. Returns the world's hash after the last tick.</summary>
    public ulong Play(int ticks)
    {
        for (; ticks > 0; ticks--)
        {
            World.CopyTo(_view);
            for (var slot = 0; slot < _players; slot++)
            {
                var self = new PlayerSlot((ushort)slot);
                _input.Add(new SlotCommand(self, TagMode.Bot(_view, self, 1, World.Tick.Next).Command));
            }

            Run(1);
        }

        return World.ComputeHash();
    }

    public void Put(int player, int x, int y) => Read<Position>(player) = new Position { X = Fixed.FromInt(x), Y = Fixed.FromInt(y) };

    public bool IsIt(int player) => Read<Player>(player).Team == 1;

    public int TimesCaught(int player) => Read<Caught>(player).Times;

    public void Dispose() => _tick.Dispose();

    private ref T Read<T>(int player)
    {
        Assert.True(World.TryFind(new PlayerSlot((ushort)player), out var avatar));
        return ref World.Store.Get<T>(avatar);
    }

    private static Map LoadMap()
    {
        Assert.True(Map.TryParse("tag", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Maps", "tag.tmj")), out var map, out var fault), fault);
        return map;
    }
}
