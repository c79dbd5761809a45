using Ecs.Scenes;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Simulation.Games.Argentum;

/// <summary>The world of tiles: who stands where, and how fast one walks.</summary>
public sealed class ArgentumStepTests
{
    [Fact]
    public void The_map_is_100_by_100_tiles_from_1_to_100()
    {
        using var scene = new ArgentumScene(ArgentumScene.Shipped());
        scene.Join(0);
        foreach (var (x, y, beyond) in ((int, int, int)[])[(1, 1, 1), (1, 1, 4), (100, 100, 2), (100, 100, 3)])
        {
            scene.Place(0, x, y).Run(60).Forget().Act(0, PlayerActionCode.Step, beyond);
            Assert.Equal((x, y), scene.At(0));
            Assert.True(scene.Inner.Only(WorldEventKind.Stepped).IsRefused);
        }
    }

    [Fact]
    public void Newcomers_start_at_50_50_and_the_next_on_the_next_free_tile_within_5()
    {
        using var scene = new ArgentumScene();
        var places = new HashSet<(int X, int Y)>();
        for (ushort slot = 0; slot < 121; slot++)
            places.Add(scene.Join(slot).At(slot));

        Assert.Equal((50, 50), scene.At(0));
        Assert.Equal((49, 49), scene.At(1));
        Assert.Equal(121, places.Count);
        Assert.All(places, place => Assert.True(Math.Max(Math.Abs(place.X - 50), Math.Abs(place.Y - 50)) <= 5));
    }

    [Theory]
    [InlineData(1, 50, 49)]
    [InlineData(2, 51, 50)]
    [InlineData(3, 50, 51)]
    [InlineData(4, 49, 50)]
    public void A_step_goes_one_tile_north_east_south_or_west_and_turns_the_walker(byte heading, int x, int y)
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Act(0, PlayerActionCode.Step, heading);

        Assert.Equal((x, y), scene.At(0));
        Assert.Equal(heading, scene.Of<TilePace>(0).Heading);
        Assert.Equal((heading, false), scene.All(WorldEventKind.Stepped).Select(happened => (happened.Heading, happened.IsRefused)).Single());
    }

    [Fact]
    public void Characters_and_blocked_tiles_block_each_step()
    {
        var wall = new FixedRectangle(new Fixed(51 * 4096 - 2048), new Fixed(50 * 4096 - 2048), new Fixed(51 * 4096 + 2048), new Fixed(50 * 4096 + 2048));
        using var scene = new ArgentumScene(ArgentumScene.Field(null, wall));
        scene.Join(0).Join(1).Place(1, 50, 51);

        scene.Ask(0, PlayerActionCode.Step, 2).Ask(0, PlayerActionCode.Step, 3).Run();

        Assert.Equal((50, 50), scene.At(0));
        Assert.All(scene.All(WorldEventKind.Stepped), happened => Assert.True(happened.IsRefused));
        Assert.Equal(100, scene.Of<Vitals>(0).Stamina);
    }

    [Theory]
    [InlineData(20, 5)]
    [InlineData(60, 16)]
    [InlineData(240, 64)]
    public void One_step_per_267_ms_with_a_burst_of_three_and_the_surplus_refused(int tickRate, int ticksPerStep)
    {
        using var scene = new ArgentumScene(tickRate: tickRate);
        scene.Join(0).Place(0, 2, 50);

        for (var second = 0; second < 4; second++)
        {
            for (var tick = 0; tick < tickRate; tick++)
                scene.Act(0, PlayerActionCode.Step, 2);
        }

        var steps = scene.All(WorldEventKind.Stepped).Count(happened => !happened.IsRefused);
        Assert.InRange(steps, 4 * tickRate / ticksPerStep + 2, 4 * tickRate / ticksPerStep + 3);
        Assert.Equal(2 + steps, scene.At(0).X);
        Assert.Equal(4 * tickRate - steps, scene.All(WorldEventKind.Stepped).Count(happened => happened.IsRefused));
    }

    [Fact]
    public void An_honest_walker_whose_steps_arrive_in_pairs_loses_none()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Place(0, 10, 50);
        for (var pair = 0; pair < 20; pair++)
        {
            // The original client takes a step every 267 ms at its fastest.
            scene.Ask(0, PlayerActionCode.Step, 2).Ask(0, PlayerActionCode.Step, 2).Run(32);
        }

        Assert.Equal(50, scene.At(0).X);
    }

    /// <summary>For as long as a bag of breath lasts, at every tick rate that a room may have.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(60)]
    [InlineData(128)]
    [InlineData(240)]
    public void Who_walks_on_at_the_pace_of_the_original_client_is_never_refused(int tickRate)
    {
        using var scene = new ArgentumScene(tickRate: tickRate);
        scene.Join(0).Place(0, 5, 50);
        var taken = 0;
        for (var tick = 0; taken < 90; tick++)
        {
            // Step n falls into the tick in which 32 n pixels have been drawn at 120 a second.
            var isDue = tick * 120L >= taken * 32L * tickRate;
            taken += isDue ? 1 : 0;
            if (isDue)
                scene.Ask(0, PlayerActionCode.Step, 2);

            scene.Run();
        }

        Assert.Equal(95, scene.At(0).X);
    }

    /// <summary>Bots, whoever holds a direction, and creatures: the original client is still drawing the step before.</summary>
    [Fact]
    public void Nobody_is_seen_to_step_faster_than_the_original_client_draws()
    {
        const int Drawn = 16; // ticks of 1/60 s
        using var scene = new BotScene("argentum", players: 24);
        var lastStep = new Dictionary<EntityId, (int Tick, Fixed X, Fixed Y)>();
        var steps = new Dictionary<EntityKind, int>();
        var view = new WorldView();
        for (var tick = 0; tick < 6_000; tick++)
        {
            scene.Step();
            scene.Tick.World.CopyTo(view);
            foreach (ref readonly var entity in view.Entities)
            {
                if (entity.Kind is not (EntityKind.Avatar or EntityKind.Creature))
                    continue;

                var (at, x, y) = lastStep.GetValueOrDefault(entity.Id, (-Drawn, entity.X, entity.Y));
                var isNextTile = Math.Abs((entity.X - x).Round()) + Math.Abs((entity.Y - y).Round()) == 1;
                if (isNextTile)
                {
                    Assert.True(tick - at >= Drawn, $"{entity.Kind} {entity.Id} steps in tick {at} and in tick {tick}");
                    steps[entity.Kind] = steps.GetValueOrDefault(entity.Kind) + 1;
                }

                if (isNextTile || x != entity.X || y != entity.Y || !lastStep.ContainsKey(entity.Id))
                    lastStep[entity.Id] = (isNextTile ? tick : at, entity.X, entity.Y);
            }
        }

        Assert.InRange(steps[EntityKind.Avatar], 2_000, int.MaxValue);
        Assert.InRange(steps[EntityKind.Creature], 100, int.MaxValue);
    }

    [Fact]
    public void A_step_costs_one_stamina_each_effects_tick_gives_two_and_at_zero_there_are_no_steps()
    {
        using var scene = new ArgentumScene();
        scene.Join(0);
        scene.Of<Vitals>(0).Stamina = 2;
        while (scene.World.Tick.Value % 30 != 1)
            scene.Run();

        scene.Of<Vitals>(0).Stamina = 2;
        scene.Act(0, PlayerActionCode.Step, 2).Act(0, PlayerActionCode.Step, 2).Forget().Act(0, PlayerActionCode.Step, 2);
        Assert.Equal(0, scene.Of<Vitals>(0).Stamina);
        Assert.Equal((52, 50), scene.At(0));
        Assert.True(scene.Inner.Only(WorldEventKind.Stepped).IsRefused);

        scene.Run(30);
        Assert.Equal(2, scene.Of<Vitals>(0).Stamina);
        scene.Run(30 * 60);
        Assert.Equal(100, scene.Of<Vitals>(0).Stamina);
    }

    [Theory]
    [InlineData(127, 3, 2)]
    [InlineData(-127, 3, 4)]
    [InlineData(3, 127, 3)]
    [InlineData(3, -127, 1)]
    public void Who_holds_a_direction_walks_along_its_larger_part_at_the_same_pace(sbyte x, sbyte y, byte heading)
    {
        using var scene = new ArgentumScene();
        scene.Join(0);
        scene.Inner.Hold(0, x, y);
        scene.Run(160);

        Assert.Equal(heading, scene.Of<TilePace>(0).Heading);
        Assert.Equal(10, Math.Abs(scene.At(0).X - 50) + Math.Abs(scene.At(0).Y - 50));
    }

    [Fact]
    public void Two_who_want_one_tile_in_one_tick_do_not_share_it()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Place(0, 50, 50).Place(1, 52, 50);

        scene.Ask(1, PlayerActionCode.Step, 4).Ask(0, PlayerActionCode.Step, 2).Run();

        Assert.Equal([(50, 50), (51, 50)], [scene.At(0), scene.At(1)]);
    }

    [Fact]
    public void Turning_only_turns()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Act(0, PlayerActionCode.Turn, 4).Act(0, PlayerActionCode.Turn, 9);

        Assert.Equal((50, 50), scene.At(0));
        Assert.Equal(4, scene.Inner.Only(WorldEventKind.Turned).Heading);
        Assert.Equal(Angle.Left, scene.Inner.Avatar(0).Aim);
    }
}
