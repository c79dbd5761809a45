using Ecs.Simulation;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;
using Ecs.Tests.House;
using Ecs.Tests.Packages;
using Microsoft.CodeAnalysis;
using MyGame;

namespace Ecs.Tests.Simulation.Games.Sample;

/// <summary>The sample of docs/tutorial.md is the template's code, and it plays.</summary>
public sealed class TagModeTests
{
    [Theory]
    [InlineData("Caught.cs")]
    [InlineData("TagBot.cs")]
    [InlineData("TagMode.cs")]
    [InlineData("Maps/tag.tmj")]
    public void The_page_has_the_sample_word_for_word(string file)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tutorial.md"));

        Assert.Contains(File.ReadAllText(Path.Combine(TagGame.Folder, file)), page, StringComparison.Ordinal);
    }

    /// <summary>In an assembly of another name, for which nothing of ours is friend.</summary>
    [Fact]
    public void The_sample_needs_nothing_that_is_not_public()
    {
        var sources = new[] { "Caught.cs", "TagBot.cs", "TagMode.cs" }.Select(static file => File.ReadAllText(Path.Combine(TagGame.Folder, file)));

        Assert.NotEmpty(Stranger.Compile("Tag", OutputKind.DynamicallyLinkedLibrary, sources));
    }

    [Fact]
    public void Somebody_is_it_until_they_touch_somebody_else()
    {
        using var game = Game.Begin(players: 3);
        game.Run(1);
        Assert.Equal([1, 0, 0], game.Teams);

        game.Put(0, 300, 50);
        game.Put(1, 310, 50);
        game.Run(59);
        Assert.Equal([1, 0, 0], game.Teams);
        game.Run(1);
        Assert.Equal([0, 1, 0], game.Teams);
        Assert.Equal([0, 1, 0], game.Catches);
        game.Run(59);
        Assert.Equal([0, 1, 0], game.Teams);
        game.Run(1);
        Assert.Equal([1, 0, 0], game.Teams);
    }

    [Fact]
    public void Bots_play_it_and_the_same_game_comes_out_twice()
    {
        var (first, second) = (Game.Play(ticks: 6_000), Game.Play(ticks: 6_000));

        Assert.InRange(first.Tags, 20, 6_000);
        Assert.Equal(first, second);
    }

    private sealed class Game : IDisposable
    {
        private readonly TickInputBuffer _input = new();
        private readonly WorldTick _tick;

        private Game(WorldTick tick)
        {
            _tick = tick;
        }

        public int[] Teams => [.. View().OrderBy(static state => state.Slot.Value).Select(static state => (int)state.Team)];

        public int[] Catches => [.. View().OrderBy(static state => state.Slot.Value).Select(state => _tick.World.TryRead(state.Id, out Caught caught) ? caught.Times : -1)];

        public static Game Begin(int players)
        {
            var game = new Game(TagGame.Entry.CreateWorld(new WorldOptions { Mode = "tag" }, TagGame.LoadMap()));
            for (ushort slot = 0; slot < players; slot++)
                game._input.Add(new PlayerJoin(new PlayerSlot(slot), $"player {slot}", PlayerJoin.ModeChoosesTeam, IsBot: true));

            game.Run(1);
            return game;
        }

        public static (long Tags, ulong Chain) Play(int ticks)
        {
            using var game = Begin(players: 8);
            var view = new WorldView();
            var (tags, chain) = (0L, 0UL);
            for (var tick = 0; tick < ticks; tick++)
            {
                game._tick.World.CopyTo(view);
                for (ushort slot = 0; slot < 8; slot++)
                {
                    var self = new PlayerSlot(slot);
                    game._input.Add(new SlotCommand(self, TagBot.Decide(view, self, 1, game._tick.World.Tick.Next).Command));
                }

                game.Run(1);
                foreach (var happened in game._tick.World.Events)
                    tags += happened.Kind == WorldEventKind.TeamChanged && happened.Team == 1 ? 1 : 0;

                chain = StateHash.Mix(chain, game._tick.World.ComputeHash());
            }

            return (tags, chain);
        }

        public void Put(ushort slot, int x, int y)
        {
            Assert.True(_tick.World.TryFind(new PlayerSlot(slot), out var avatar));
            _tick.World.Store.Get<Position>(avatar) = new Position { X = Fixed.FromInt(x), Y = Fixed.FromInt(y) };
        }

        public void Run(int ticks)
        {
            for (; ticks > 0; ticks--)
            {
                _tick.Step(_input.For(_tick.World.Tick.Next));
                _input.Clear();
            }
        }

        public void Dispose() => _tick.Dispose();

        private EntityState[] View()
        {
            var view = new WorldView();
            _tick.World.CopyTo(view);
            return view.Entities.ToArray();
        }
    }
}
