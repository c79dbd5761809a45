using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Survival;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Games.Survival;

/// <summary>The survival game's rows about coming, dying, coming back, and what one holds.</summary>
public sealed class SurvivalLifeTests
{
    [Fact]
    public void A_player_begins_with_100_of_100_and_a_radius_of_35()
    {
        using var scene = SurvivalField.Begin().Join(0);

        Assert.Equal((100, 100), (scene.Avatar(0).Health, scene.Avatar(0).MaxHealth));
        Assert.Equal(Fixed.FromInt(35), scene.Of<Box>(0).HalfWidth);
    }

    [Fact]
    public void Places_are_drawn_anew_and_free_of_scenery() => Seeded.Run(10, random =>
    {
        var map = Testing.TestMaps.Load("survival");
        using var scene = new Scene(map, SurvivalField.Options with { Seed = (ulong)random.NextInt64() });
        scene.Join([.. Enumerable.Range(0, 100).Select(static slot => (ushort)slot)]);
        var places = Enumerable.Range(0, 100).Select(slot => scene.At((ushort)slot)).ToArray();

        Assert.Equal(100, places.Distinct().Count());
        Assert.All(places, place => Assert.True(map.MoveLimits.Contains(place.X, place.Y)));
        foreach (var thing in map.Things)
        {
            Assert.All(places, place => Assert.True(
                new FixedVector(place.X - thing.X, place.Y - thing.Y).Length >= thing.HalfWidth + Fixed.FromInt(35) - new Fixed(1)));
        }
    });

    [Fact]
    public void Where_scenery_leaves_no_place_the_spawn_point_of_the_map_is_taken()
    {
        using var scene = SurvivalField.Begin(SurvivalField.Meadow(("tree", 0, 0, 2000))).Join(0);

        Assert.Equal(default, scene.At(0));
    }

    [Fact]
    public void Scenery_is_in_the_view_with_its_kind_and_radius()
    {
        using var scene = SurvivalField.Begin(SurvivalField.Meadow(("bush", 300, -200, 77), ("gold", -400, 0, 85))).Run();
        var view = new WorldView();
        scene.World.CopyTo(view);

        Assert.Equal(
            [(EntityKind.Scenery, 1, 300, 77), (EntityKind.Scenery, 3, -400, 85)],
            view.Entities.ToArray().OrderBy(state => state.Id.Value).Select(state => (state.Kind, (int)state.Variant, state.X.Round(), state.HalfWidth.Round())));
    }

    [Fact]
    public void Who_does_not_wait_to_be_asked_is_back_after_five_seconds()
    {
        using var scene = SurvivalField.Begin().Join(0).Order(OperatorCode.Kill, 0).Forget().Run((5 * 60) - 2);
        Assert.False(scene.Of<Health>(0).IsAlive);

        scene.Run();
        Assert.Equal(100, scene.Avatar(0).Health);
        Assert.Equal(new PlayerSlot(0), scene.Only(WorldEventKind.Respawned).Slot);
    }

    [Fact]
    public void Who_waits_to_be_asked_is_back_when_asked_and_not_before()
    {
        using var scene = SurvivalField.Begin().Join(0).Act(0, PlayerActionCode.Ready, 0).Order(OperatorCode.Kill, 0).RunSeconds(30);
        Assert.False(scene.Of<Health>(0).IsAlive);

        scene.Act(0, PlayerActionCode.Ready, 1);
        Assert.Equal(100, scene.Avatar(0).Health);
    }

    [Fact]
    public void Asking_to_come_back_alive_changes_nothing()
    {
        using var scene = SurvivalField.Begin().Join(0);
        scene.Of<Health>(0).Current = 50;
        var before = scene.At(0);
        scene.Act(0, PlayerActionCode.Ready, 1);

        Assert.Equal(before, scene.At(0));
        Assert.Equal(50, scene.Avatar(0).Health);
    }

    [Fact]
    public void A_grant_reaches_one_or_all()
    {
        using var scene = SurvivalField.Begin().Join(0, 1).Forget();
        scene.Order(OperatorCode.GrantWood, 1, 70).Order(OperatorCode.GrantPoints, value: 5).Order(OperatorCode.GrantFood, 0, 3).Order(OperatorCode.GrantStone, 0, 4);

        Assert.Equal((0, 3, 4, 5), Holdings(scene, 0));
        Assert.Equal((70, 0, 0, 5), Holdings(scene, 1));
        Assert.Equal(5, scene.All(WorldEventKind.ResourceChanged).Count());
    }

    [Fact]
    public void Grants_are_bounded_and_never_take()
    {
        using var scene = SurvivalField.Begin().Join(0);
        scene.Order(OperatorCode.GrantWood, 0, -5);
        scene.Order(OperatorCode.GrantStone, 0, int.MaxValue);
        scene.Of<Holdings>(0).Food = Ecs.Simulation.Games.Survival.Holdings.Limit - 1;
        scene.Order(OperatorCode.GrantFood, 0, 1_000_000);

        Assert.Equal((0, Ecs.Simulation.Games.Survival.Holdings.Limit, 1_000_000, 0), Holdings(scene, 0));
    }

    [Fact]
    public void What_one_holds_outlives_a_death()
    {
        using var scene = SurvivalField.Begin().Join(0).Order(OperatorCode.GrantWood, 0, 7).Order(OperatorCode.Kill, 0).Order(OperatorCode.Respawn, 0);

        Assert.Equal(100, scene.Avatar(0).Health);
        Assert.Equal(7, scene.Of<Holdings>(0).Wood);
    }

    [Fact]
    public void Selecting_changes_what_is_in_the_hand_and_nothing_else()
    {
        using var scene = SurvivalField.Begin().Join(0).Act(0, PlayerActionCode.SelectItem, 5, 1);
        Assert.Equal((5, 0), (scene.Of<Holdings>(0).Weapon, scene.Of<Holdings>(0).Item));

        scene.Act(0, PlayerActionCode.SelectItem, 3, 0);
        Assert.Equal((5, 4), (scene.Of<Holdings>(0).Weapon, scene.Of<Holdings>(0).Item));
        scene.Act(0, PlayerActionCode.SelectItem, 256, 1).Act(0, PlayerActionCode.SelectItem, -1, 1);
        Assert.Equal((5, 4), (scene.Of<Holdings>(0).Weapon, scene.Of<Holdings>(0).Item));
        Assert.Equal(25, scene.Of<Weapon>(0).Damage);
    }

    [Fact]
    public void Operators_kill_hurt_and_bring_back()
    {
        using var scene = SurvivalField.Begin().Join(0, 1, 2).Order(OperatorCode.Damage, 0, 30);
        Assert.Equal((70, 100, 100), Healths(scene));
        scene.Order(OperatorCode.KillAllExcept, 1);
        Assert.Equal((0, 100, 0), Healths(scene));
        scene.Order(OperatorCode.RespawnAllDead);
        Assert.Equal((100, 100, 100), Healths(scene));
        scene.Order(OperatorCode.KillAll);
        Assert.Equal((0, 0, 0), Healths(scene));
        scene.Order(OperatorCode.RespawnAll);
        Assert.Equal((100, 100, 100), Healths(scene));
    }

    [Fact]
    public void A_checkpoint_with_values_that_the_game_cannot_reach_is_refused()
    {
        using var scene = SurvivalField.Begin().Join(0);
        scene.Of<Holdings>(0).Wood = -1;

        Assert.False(Checkpoint.TryRestore(TestGames.Shipped[scene.World.Options.Mode], scene.World.Options, scene.World.Map, Checkpoint.Write(scene.World), out _, out _));
    }

    [Fact]
    public void Every_changing_field_of_the_mode_is_visited()
    {
        var changing = typeof(SurvivalMode)
            .GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .Where(static field => !field.IsInitOnly);
        using var scene = SurvivalField.Begin();
        var visited = scene.World.Schema.Components[scene.World.Schema.ModePart].Fields;

        Assert.Equal(changing.Select(static field => field.Name.TrimStart('_')), visited.Select(static field => field.Name), StringComparer.OrdinalIgnoreCase);
    }

    private static (int Wood, int Food, int Stone, int Points) Holdings(Scene scene, ushort slot)
    {
        var held = scene.Of<Holdings>(slot);
        return (held.Wood, held.Food, held.Stone, held.Points);
    }

    private static (int First, int Second, int Third) Healths(Scene scene) => (scene.Avatar(0).Health, scene.Avatar(1).Health, scene.Avatar(2).Health);
}
