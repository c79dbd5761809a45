using Ecs.Scenes;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Games.Arena;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Games.Survival;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Simulation.Bots;

[Collection(AloneLane.Name)]
public sealed class BotGridTests
{
    private static readonly (BotBrain Fast, BotBrain Plain)[] Brains =
    [
        (ArenaBot.Decide, ScanningArenaBot.Decide),
        (SurvivalBot.Decide, ScanningSurvivalBot.Decide),
        (ArgentumBot.Decide, ScanningArgentumBot.Decide),
    ];

    [Fact]
    public void A_bot_that_asks_a_grid_decides_what_one_decides_that_looks_at_everybody()
    {
        var view = new WorldView(); // one for all: nothing of the view before may remain
        Seeded.Run(2_000, random =>
        {
            view.FillFrom(random);
            var seed = (ulong)random.Next();
            foreach (var entity in view.Entities[..Math.Min(view.Entities.Length, 40)])
            {
                var tick = new Tick((uint)random.Next());
                foreach (var (fast, plain) in Brains)
                    Assert.Equal(plain(view, entity.Slot, seed, tick), fast(view, entity.Slot, seed, tick));
            }
        });
    }

    [Theory]
    [InlineData("arena", 64, 0)]
    [InlineData("survival", 48, 1)]
    [InlineData("argentum", 48, 2)]
    public void Bots_that_play_decide_as_those_did_that_looked_at_everybody(string mode, int players, int brain)
    {
        using var scene = new BotScene(mode, players, seed: 9);
        var view = new WorldView();
        var acts = 0;
        for (var tick = 0; tick < 1_500; tick++)
        {
            scene.Step();
            scene.Tick.World.CopyTo(view);
            if (tick % 5 == 0)
                view.AddNewcomer(new PlayerSlot((ushort)(tick % players)));
            for (var slot = new PlayerSlot(0); slot.Value < players; slot = new PlayerSlot((ushort)(slot.Value + 1)))
            {
                var move = Brains[brain].Fast(view, slot, 9, scene.Tick.World.Tick.Next);
                acts += move.Command.Buttons == Buttons.Fire || move.Action.Code == PlayerActionCode.Strike ? 1 : 0;
                Assert.Equal(Brains[brain].Plain(view, slot, 9, scene.Tick.World.Tick.Next), move);
            }
        }

        Assert.True(acts > 100, $"They met {acts} times.");
    }

    [Fact]
    public void Once_warm_a_grid_for_each_view_is_nothing_to_collect()
    {
        var view = new WorldView();
        var random = new Random(4);
        view.FillFrom(random);
        var entities = view.Entities.ToArray();
        Allocations.AssertNoneOnceWarm(() =>
        {
            for (uint tick = 0; tick < 100; tick++)
            {
                view.Clear();
                foreach (ref readonly var entity in entities.AsSpan())
                    view.Add(in entity);
                view.AddNewcomer(entities[0].Slot);
                foreach (var (fast, _) in Brains)
                    fast(view, entities[0].Slot, 1, new Tick(tick));
            }
        });
    }
}
