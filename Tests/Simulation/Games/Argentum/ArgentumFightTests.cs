using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Games.Argentum;

/// <summary>Blows, deaths and goblins.</summary>
public sealed class ArgentumFightTests
{
    private static readonly MapThing Nest = new("nest", Fixed.FromInt(20), Fixed.FromInt(20), default, default, CreatureRules.Goblin, 1);

    [Fact]
    public void A_blow_hits_the_tile_ahead_costs_two_stamina_and_pauses()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Place(1, 50, 51).Run(40);
        scene.Forget().Act(0, PlayerActionCode.Strike).Act(0, PlayerActionCode.Strike);

        var hit = scene.Inner.Only(WorldEventKind.Hit);
        Assert.Equal((1, 0), (hit.Slot.Value, hit.Other.Value));
        Assert.InRange(hit.HitPointsLost, 3, 4); // bare hands 1 to 2, strength 12 adds 2
        Assert.Equal(80 - hit.HitPointsLost, scene.Of<Health>(1).Current);
        Assert.InRange((int)scene.Of<Vitals>(0).Stamina, 98, 100);
        Assert.Single(scene.All(WorldEventKind.Swung));
    }

    [Fact]
    public void The_sword_hits_harder_and_the_armour_holds_some_of_it()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Place(1, 50, 51).Act(0, PlayerActionCode.EquipItem, 2);
        var bare = Blows(scene, 100);
        scene.Act(1, PlayerActionCode.EquipItem, 6);
        var clad = Blows(scene, 100);

        Assert.Equal((3, 10), (bare.Min(), bare.Max())); // 1 to 8, and 2 for strength
        Assert.Equal((1, 2), (clad.Min(), clad.Max()));
    }

    [Fact]
    public void Who_dies_has_no_body_and_comes_back_at_the_start_after_five_seconds()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Place(0, 20, 20).Place(1, 20, 21);
        scene.Of<Health>(1).Current = 1;
        scene.Act(0, PlayerActionCode.Strike);

        Assert.Equal((1, 0), (scene.Of<Score>(0).Kills, scene.Of<Health>(1).Current));
        scene.Forget().Act(1, PlayerActionCode.Step, 2).Act(0, PlayerActionCode.Step, 3);
        Assert.Equal([true, false], scene.All(WorldEventKind.Stepped).Select(happened => happened.IsRefused));

        scene.Run(5 * 60);
        Assert.Equal((50, 50), scene.At(1));
        Assert.Equal(80, scene.Of<Health>(1).Current);
        Assert.Single(scene.All(WorldEventKind.Respawned));
    }

    [Fact]
    public void The_safety_catch_holds_blows_at_players_back()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Place(1, 50, 51).Act(0, PlayerActionCode.ToggleSafety).Act(0, PlayerActionCode.Strike);

        Assert.Equal(80, scene.Of<Health>(1).Current);
        Assert.Equal([(ArgentumRemark.SafetyChanged, 1), (ArgentumRemark.HeldBack, 0)], scene.Remarks());
    }

    [Fact]
    public void A_blow_at_nothing_says_so_and_without_breath_there_is_none()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Act(0, PlayerActionCode.Strike).Run(40);
        scene.Of<Vitals>(0).Stamina = 1;
        scene.Act(0, PlayerActionCode.Strike);

        Assert.Equal([(ArgentumRemark.NothingToStrike, 0), (ArgentumRemark.TooTired, 0)], scene.Remarks());
    }

    [Fact]
    public void The_fire_button_strikes_and_shoots_nothing()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Place(1, 50, 51);
        scene.Inner.Hold(0, buttons: Buttons.Fire);
        scene.Run(61);

        Assert.Equal(3, scene.All(WorldEventKind.Hit).Count());
        Assert.Empty(scene.All(WorldEventKind.ShotFired));
    }

    [Fact]
    public void A_nest_keeps_one_goblin_that_stays_near_it()
    {
        using var scene = new ArgentumScene(ArgentumScene.Field([Nest]));
        var places = new HashSet<(int X, int Y)>();
        for (var second = 0; second < 120; second++)
        {
            var goblin = Assert.Single(scene.Run(60).Entities(), entity => entity.Kind == EntityKind.Creature);
            places.Add((goblin.X.Round(), goblin.Y.Round()));
        }

        Assert.True(places.Count > 10);
        Assert.All(places, place => Assert.True(Math.Max(Math.Abs(place.X - 20), Math.Abs(place.Y - 20)) <= 6));
    }

    [Fact]
    public void A_goblin_strikes_who_stands_beside_it()
    {
        using var scene = new ArgentumScene(ArgentumScene.Field([Nest]));
        scene.Join(0).Run(2).Place(0, 20, 21).Run(200);

        Assert.NotEmpty(scene.All(WorldEventKind.Hit));
        Assert.All(scene.All(WorldEventKind.Hit), hit => Assert.InRange(hit.HitPointsLost, 5, 14));
        Assert.All(scene.All(WorldEventKind.Swung), swung => Assert.Equal((true, 0), (swung.Slot.IsNone, swung.Other.Value)));
    }

    [Fact]
    public void A_killed_goblin_gives_experience_and_gold_and_another_comes_after_20_seconds()
    {
        using var scene = new ArgentumScene(ArgentumScene.Field([Nest]));
        scene.Join(0).Run(2);
        var goblin = scene.Entities().Single(entity => entity.Kind == EntityKind.Creature);
        Assert.True(scene.World.TryFind(goblin.Id, out var body));
        scene.World.Store.Get<Health>(body).Current = 1;
        scene.Of<Vitals>(0).Experience = 280;
        scene.Place(0, goblin.X.Round(), goblin.Y.Round() - 1).Act(0, PlayerActionCode.Strike);

        Assert.DoesNotContain(scene.Entities(), entity => entity.Kind == EntityKind.Creature);
        var vitals = scene.Of<Vitals>(0);
        Assert.Equal((2, 30, 450, 10), (vitals.Level, vitals.Experience, vitals.NextLevel, vitals.Gold));
        Assert.Equal((84, 84), (scene.Of<Health>(0).Current, scene.Of<Health>(0).Max));
        Assert.Contains((ArgentumRemark.LevelUp, 2), scene.Remarks());

        scene.Run(20 * 60 - 1);
        Assert.DoesNotContain(scene.Entities(), entity => entity.Kind == EntityKind.Creature);
        Assert.Single(scene.Run(3).Entities(), entity => entity.Kind == EntityKind.Creature);
    }

    [Fact]
    public void Food_and_water_fall_by_the_minute_and_without_them_breath_comes_back_half_as_fast()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Run(60 * 60);
        Assert.Equal((99, 99), (scene.Of<Vitals>(0).Food, scene.Of<Vitals>(0).Water));

        scene.Of<Vitals>(0).Food = 0;
        scene.Of<Vitals>(0).Stamina = 50;
        scene.Run(600);
        Assert.Equal(70, scene.Of<Vitals>(0).Stamina);
    }

    private static List<int> Blows(ArgentumScene scene, int count)
    {
        scene.Forget();
        for (var blow = 0; blow < count; blow++)
        {
            scene.Of<Health>(1).Current = 80;
            scene.Of<Vitals>(0).Stamina = 100;
            scene.Act(0, PlayerActionCode.Strike).Run(30);
        }

        return [.. scene.All(WorldEventKind.Hit).Select(hit => hit.HitPointsLost)];
    }
}
