using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Survival;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Games.Survival;

/// <summary>The survival game's rows about strokes: cooldown, range, cones, damage, gathering.</summary>
public sealed class SurvivalMeleeTests
{
    [Fact]
    public void A_held_attack_strokes_every_300_milliseconds()
    {
        using var scene = SurvivalField.Begin().Join(0).Forget().Steer(0, 181, attacks: true);

        Assert.Equal(11, scene.All(WorldEventKind.Swung).Count());
    }

    [Fact]
    public void A_stroke_takes_25_of_100_so_the_fourth_kills()
    {
        using var scene = SurvivalField.Begin().Join(0, 1).Place(0, 0, 0).Place(1, 80, 0).Forget();
        Assert.Equal(100, scene.Avatar(1).Health);

        scene.Strike(0, Angle.Right).Strike(0, Angle.Right).Strike(0, Angle.Right);
        Assert.Equal(25, scene.Avatar(1).Health);
        scene.Strike(0, Angle.Right);

        Assert.Equal(0, scene.Avatar(1).Health);
        Assert.Equal((1, 1), (scene.Of<Score>(0).Kills, scene.Of<Score>(1).Deaths));
        var died = scene.Only(WorldEventKind.Died);
        Assert.Equal((new PlayerSlot(1), new PlayerSlot(0)), (died.Slot, died.Other));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Range_is_65_to_the_edge_of_the_other_body(int apart, bool hits)
    {
        using var scene = SurvivalField.Begin().Join(0, 1).Place(0, 0, 0).Place(1, apart, 0).Strike(0, Angle.Right);

        Assert.Equal(hits ? 75 : 100, scene.Avatar(1).Health);
    }

    [Theory]
    [InlineData(44, true)]
    [InlineData(-44, true)]
    [InlineData(46, false)]
    [InlineData(-46, false)]
    [InlineData(180, false)]
    public void Players_are_hit_in_a_cone_of_90_degrees(int beside, bool hits)
    {
        using var scene = SurvivalField.Begin().Join(0, 1).Place(0, 0, 0).Place(1, 80, 0).Strike(0, SurvivalField.Degrees(beside));

        Assert.Equal(hits ? 75 : 100, scene.Avatar(1).Health);
    }

    [Theory]
    [InlineData(34, true)]   // 0.604 radians are 34.6 degrees
    [InlineData(-34, true)]
    [InlineData(35, false)]
    [InlineData(-35, false)]
    public void Gathering_needs_a_cone_of_1_208_radians(int beside, bool gathers)
    {
        using var scene = SurvivalField.Begin(SurvivalField.Meadow(("tree", 150, 0, 110))).Join(0).Place(0, 0, 0).Strike(0, SurvivalField.Degrees(beside));

        Assert.Equal(gathers ? 1 : 0, scene.Of<Holdings>(0).Wood);
    }

    [Theory]
    [InlineData(175, 1)]
    [InlineData(176, 0)]
    public void Scenery_is_in_reach_when_its_edge_is(int apart, int wood)
    {
        using var scene = SurvivalField.Begin(SurvivalField.Meadow(("tree", apart, 0, 110))).Join(0).Place(0, 0, 0).Strike(0, Angle.Right);

        Assert.Equal(wood, scene.Of<Holdings>(0).Wood);
    }

    [Theory]
    [InlineData("tree", Resource.Wood)]
    [InlineData("bush", Resource.Food)]
    [InlineData("rock", Resource.Stone)]
    [InlineData("gold", Resource.Points)]
    public void A_stroke_gathers_one_of_what_the_scenery_yields(string kind, Resource resource)
    {
        using var scene = SurvivalField.Begin(SurvivalField.Meadow((kind, 130, 0, 80))).Join(0).Place(0, 0, 0).Forget();
        scene.Strike(0, Angle.Right).Strike(0, Angle.Right);

        var holdings = scene.Of<Holdings>(0);
        int[] amounts = [holdings.Wood, holdings.Food, holdings.Stone, holdings.Points];
        Assert.Equal(2, amounts[(int)resource]);
        Assert.Equal(2, amounts.Sum());
        Assert.Equal([1, 2], scene.All(WorldEventKind.ResourceChanged).Select(told => told.Amount));
        Assert.All(scene.All(WorldEventKind.ResourceChanged), told => Assert.Equal((int)resource, told.Resource));
    }

    [Fact]
    public void A_stroke_shakes_what_it_gathers_from_and_tells_how_many_it_hit()
    {
        using var scene = SurvivalField.Begin(SurvivalField.Meadow(("tree", -600, 0, 110), ("rock", 0, 120, 70))).Join(0, 1);
        scene.Place(0, 0, 0).Place(1, 0, 60).Forget().Strike(0, Angle.Down);

        var shaken = scene.Only(WorldEventKind.Shaken);
        Assert.True(scene.World.TryRead(shaken.Subject, out Thing thing));
        Assert.Equal((ushort)Resource.Stone, thing.Variant);
        Assert.Equal(Angle.Down.Raw, shaken.A);
        Assert.Equal(2, scene.Only(WorldEventKind.Swung).Struck);
    }

    [Fact]
    public void Two_who_kill_each_other_in_one_tick_both_die()
    {
        using var scene = SurvivalField.Begin().Join(0, 1).Place(0, 0, 0).Place(1, 80, 0);
        scene.Of<Health>(0).Current = 25;
        scene.Of<Health>(1).Current = 25;
        var next = scene.World.Tick.Next;
        scene.With(input =>
        {
            input.Add(new SlotCommand(new PlayerSlot(0), new PlayerCommand(next, 0, 0, Angle.Right, Buttons.Fire)));
            input.Add(new SlotCommand(new PlayerSlot(1), new PlayerCommand(next, 0, 0, Angle.Left, Buttons.Fire)));
        }).Run();

        Assert.Equal((0, 0), (scene.Avatar(0).Health, scene.Avatar(1).Health));
    }

    [Fact]
    public void The_dead_neither_stroke_nor_are_struck()
    {
        using var scene = SurvivalField.Begin().Join(0, 1).Place(0, 0, 0).Place(1, 80, 0).Order(OperatorCode.Kill, 1).Forget();
        scene.Strike(0, Angle.Right).Strike(1, Angle.Left);

        Assert.Equal(100, scene.Avatar(0).Health);
        Assert.Empty(scene.All(WorldEventKind.Hit));
        Assert.Single(scene.All(WorldEventKind.Swung));
    }

    [Fact]
    public void Nobody_shoots_bullets_here()
    {
        using var scene = SurvivalField.Begin().Join(0).Steer(0, 60, attacks: true);

        Assert.Empty(scene.Bullets());
    }

    [Fact]
    public void A_direction_is_found_back_from_its_vector()
    {
        for (var raw = 0; raw < Angle.FullTurn; raw += 7)
        {
            var angle = new Angle((ushort)raw);
            var found = Angle.Of(angle.Direction(Fixed.FromInt(100_000)));

            Assert.InRange((short)(found - angle).Raw, -1, 1);
        }

        Assert.Equal(
            [Angle.Up, Angle.Right, Angle.Down, Angle.Left],
            [Angle.Of(new(Fixed.Zero, -Fixed.One)), Angle.Of(new(Fixed.One, Fixed.Zero)), Angle.Of(new(Fixed.Zero, Fixed.One)), Angle.Of(new(-Fixed.One, Fixed.Zero))]);
    }
}
