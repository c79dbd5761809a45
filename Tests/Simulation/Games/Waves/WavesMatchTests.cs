using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Waves;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Games.Waves;

/// <summary>How a match of waves begins, goes on and ends.</summary>
public sealed class WavesMatchTests
{
    [Fact]
    public void The_arena_is_750_by_750()
    {
        var bounds = TestMaps.Load("waves").Bounds;

        Assert.Equal(new FixedRectangle(default, default, Fixed.FromInt(750), Fixed.FromInt(750)), bounds);
    }

    [Fact]
    public void Ships_start_at_220_and_400()
    {
        using var scene = WavesScene.Empty().Join(0, 1);

        Assert.Equal((Fixed.FromInt(220), Fixed.FromInt(630)), scene.Corner(0));
        Assert.Equal((Fixed.FromInt(400), Fixed.FromInt(630)), scene.Corner(1));
        Assert.Equal(1, scene.Of<Ship>(0).Number);
        Assert.Equal(2, scene.Of<Ship>(1).Number);
        Assert.Equal(100, scene.Of<Health>(0).Current);
    }

    [Fact]
    public void Before_play_nothing_moves_shoots_or_comes()
    {
        using var scene = WavesScene.Empty().Join(0, 1);
        scene.Hold(0, 127, 0, Buttons.Fire).Hold(1, -127, -127, Buttons.Fire).Run(120);

        Assert.Equal(new WavesState(false, 0, 0, 0), scene.State());
        Assert.Equal((Fixed.FromInt(220), Fixed.FromInt(630)), scene.Corner(0));
        Assert.Equal((Fixed.FromInt(400), Fixed.FromInt(630)), scene.Corner(1));
        Assert.Empty(scene.Bullets());
        Assert.Empty(scene.Enemies());
    }

    [Fact]
    public void Play_starts_when_both_are_ready()
    {
        using var scene = WavesScene.Empty().Join(0, 1).Ready(0);
        Assert.False(scene.Run(10).State().IsPlaying);

        scene.Ready(1);

        Assert.Equal(new WavesState(true, 1, 0, 0), scene.State());
        Assert.Equal(20, scene.Enemies().Count);
        scene.Only(WorldEventKind.MatchStarted);
        Assert.Equal((1, 20), scene.Only(WorldEventKind.WaveBegan) is var wave ? (wave.Level, wave.Creatures) : default);
        Assert.Equal([0, 1], scene.All(WorldEventKind.ReadyChanged).Select(changed => (int)changed.Slot.Value));
    }

    [Fact]
    public void Who_takes_readiness_back_is_not_ready()
    {
        using var scene = WavesScene.Empty().Join(0, 1).Ready(0).Say(isReady: false, 0).Ready(1);
        Assert.False(scene.Run(10).State().IsPlaying);

        Assert.True(scene.Ready(0).State().IsPlaying);
    }

    [Fact]
    public void Alone_nobody_can_begin()
    {
        using var scene = WavesScene.Empty().Join(0).Ready(0);

        Assert.False(scene.Run(60).State().IsPlaying);
    }

    [Fact]
    public void Enemies_come_from_where_the_original_lets_them_in_all_three_colours()
    {
        var enemies = Enumerable.Range(1, 40).SelectMany(seed =>
        {
            using var scene = WavesScene.Playing(seed: (ulong)seed);
            return scene.Enemies();
        }).ToList();

        Assert.Equal(800, enemies.Count);
        Assert.All(enemies, enemy =>
        {
            var (x, y) = WavesScene.CornerOf(enemy);
            Assert.InRange(x.Floor(), 50, 649);
            Assert.InRange(y.Floor(), -1500, -101);
        });
        Assert.All(enemies.GroupBy(enemy => enemy.Variant), colour => Assert.InRange(colour.Count(), 200, 340));
        Assert.Equal([WavesShapes.Red, WavesShapes.Green, WavesShapes.Blue], enemies.Select(enemy => enemy.Variant).Distinct().Order());
        Assert.InRange(enemies.Min(enemy => WavesScene.CornerOf(enemy).X.Floor()), 50, 60);
        Assert.InRange(enemies.Max(enemy => WavesScene.CornerOf(enemy).X.Floor()), 640, 649);
        Assert.InRange(enemies.Min(enemy => WavesScene.CornerOf(enemy).Y.Floor()), -1500, -1480);
        Assert.InRange(enemies.Max(enemy => WavesScene.CornerOf(enemy).Y.Floor()), -120, -101);
    }

    [Fact]
    public void The_same_seed_sends_the_same_wave_and_another_one_another()
    {
        using var first = WavesScene.Playing(seed: 7);
        using var again = WavesScene.Playing(seed: 7);
        using var other = WavesScene.Playing(seed: 8);

        Assert.Equal(first.Enemies(), again.Enemies());
        Assert.NotEqual(first.Enemies(), other.Enemies());
    }

    [Fact]
    public void Waves_grow_by_ten()
    {
        using var scene = WavesScene.Playing();
        for (var level = 1; level <= 5; level++)
        {
            Assert.Equal(level, scene.State().Level);
            Assert.Equal(10 + 10 * level, scene.Enemies().Count);
            scene.KeepEnemies(0).Run(2);
        }
    }

    [Fact]
    public void The_next_wave_comes_when_the_last_enemy_was_shot()
    {
        using var scene = WavesScene.Playing().KeepEnemies(1).Run();
        scene.PlaceEnemies((WavesShapes.Red, 235, 500)).Shoot(0);
        Assert.Equal(1, scene.State().Level);

        scene.Run(15);

        Assert.Equal(2, scene.State().Level);
        Assert.Equal(30, scene.Enemies().Count);
        Assert.Equal(1, scene.Of<Score>(0).Kills);
    }

    [Fact]
    public void The_next_wave_comes_when_the_last_enemy_ran_into_a_ship()
    {
        using var scene = WavesScene.Playing().KeepEnemies(1).Run();
        scene.PlaceEnemies((WavesShapes.Blue, 420, 600)).Run(3);

        Assert.Equal(2, scene.State().Level);
        Assert.Equal(90, scene.Of<Health>(1).Current);
    }

    [Fact]
    public void The_next_wave_comes_when_the_last_enemy_has_passed_and_passing_costs_nothing()
    {
        using var scene = WavesScene.Playing().KeepEnemies(1).Run();
        scene.PlaceEnemies((WavesShapes.Green, 600, 696));
        scene.Run();
        Assert.Single(scene.Enemies()); // Its lower edge is at 748 and a third.
        scene.Run(3);

        Assert.Equal(2, scene.State().Level);
        Assert.Equal((100, 100), (scene.Of<Health>(0).Current, scene.Of<Health>(1).Current));
        Assert.Empty(scene.All(WorldEventKind.CreatureDied));
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 2, 1)]
    public void Who_has_no_health_left_has_lost_and_the_other_has_won(ushort loser, byte lost, byte won)
    {
        using var scene = WavesScene.Playing();
        scene.Forget().Order(OperatorCode.Kill, loser).Run();

        Assert.Equal(new WavesState(false, 0, lost, won), scene.State());
        Assert.Equal(0, scene.Of<Health>(loser).Current);
        Assert.Empty(scene.Enemies());
        Assert.Equal(1 - loser, scene.Only(WorldEventKind.MatchEnded).Slot.Value);
    }

    [Fact]
    public void When_both_fall_in_one_tick_both_have_lost_and_nobody_has_won()
    {
        using var scene = WavesScene.Playing();
        scene.With(input =>
        {
            input.Add(new OperatorCommand(OperatorCode.Kill, new PlayerSlot(0), 0));
            input.Add(new OperatorCommand(OperatorCode.Kill, new PlayerSlot(1), 0));
        }).Run();

        Assert.Equal(new WavesState(false, 0, 3, 0), scene.State());
        Assert.True(scene.Only(WorldEventKind.MatchEnded).Slot.IsNone);
    }

    [Fact]
    public void Lost_and_won_are_held_until_the_next_start_which_resets_everything()
    {
        using var scene = WavesScene.Playing().Hold(0, 127);
        scene.Run(20).Order(OperatorCode.Kill, 0).Run(300);
        Assert.Equal(new WavesState(false, 0, 1, 2), scene.State());
        Assert.False(scene.Of<Ship>(0).IsReady);
        Assert.Equal(0, scene.Of<Health>(0).Current);

        scene.Fall(0).Run(10).Ready(0, 1);

        Assert.Equal(new WavesState(true, 1, 0, 0), scene.State());
        Assert.Equal(100, scene.Of<Health>(0).Current);
        Assert.Equal((Fixed.FromInt(220), Fixed.FromInt(630)), scene.Corner(0));
        Assert.Equal(20, scene.Enemies().Count);
    }

    [Fact]
    public void Lasers_of_the_last_match_do_not_fly_on()
    {
        using var scene = WavesScene.Playing().Hold(0, 0, 0, Buttons.Fire).Hold(1, 0, 0, Buttons.Fire);
        scene.PlaceEnemies().Run(50);
        Assert.NotEmpty(scene.Bullets());

        scene.Order(OperatorCode.Kill, 0).Run();

        Assert.Empty(scene.Bullets());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Who_leaves_in_mid_match_takes_the_match_along(ushort leaver, ushort stayer)
    {
        using var scene = WavesScene.Playing();
        scene.Hold(stayer, 60, -127, Buttons.Fire).Run(40).Order(OperatorCode.Damage, stayer, 30);
        scene.Leave(leaver);

        Assert.Equal(new WavesState(false, 0, 0, 0), scene.State());
        Assert.Empty(scene.Enemies());
        Assert.Empty(scene.Bullets());
        Assert.Equal(100, scene.Of<Health>(stayer).Current);
        Assert.Equal(stayer + 1, scene.Of<Ship>(stayer).Number);
        Assert.Equal((Fixed.FromInt(stayer == 0 ? 220 : 400), Fixed.FromInt(630)), scene.Corner(stayer));
        Assert.False(scene.Ready(stayer).State().IsPlaying);
    }

    [Fact]
    public void A_free_ship_is_given_to_the_next_who_comes()
    {
        using var scene = WavesScene.Playing().Leave(0).Join(5);

        Assert.Equal(1, scene.Of<Ship>(5).Number);
        Assert.Equal((Fixed.FromInt(220), Fixed.FromInt(630)), scene.Corner(5));
        Assert.True(scene.Ready(1, 5).State().IsPlaying);
    }

    [Fact]
    public void Who_comes_third_waits_without_a_body_and_who_has_waited_longest_is_next()
    {
        using var scene = WavesScene.Empty().Join(3, 4).Join(9).Join(2).Ready(3, 4, 9);
        Assert.True(scene.State().IsPlaying);
        Assert.Equal((0, 0), (scene.Of<Ship>(9).Number, scene.Of<Ship>(2).Number));
        Assert.False(scene.Of<Health>(9).IsAlive);
        scene.Hold(9, 127, 0, Buttons.Fire).Run(30);
        Assert.Empty(scene.Bullets());

        scene.Fall(9).Leave(4);

        Assert.False(scene.State().IsPlaying);
        Assert.Equal((2, 0), (scene.Of<Ship>(9).Number, scene.Of<Ship>(2).Number));
        Assert.True(scene.Of<Health>(9).IsAlive);
        Assert.Equal((Fixed.FromInt(400), Fixed.FromInt(630)), scene.Corner(9));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_person_takes_the_ship_of_the_newest_bot_and_the_match_ends(bool isOtherBot)
    {
        using var scene = WavesScene.Empty();
        Bots(isOtherBot ? Bots(scene, 4) : scene.Join(4), 2);
        scene.Ready(2, 4);
        Assert.True(scene.State().IsPlaying);
        scene.Join(0).Run();

        Assert.Equal(new WavesState(false, 0, 0, 0), scene.State());
        Assert.Equal((2, 1, 0), (scene.Of<Ship>(0).Number, scene.Of<Ship>(4).Number, scene.Of<Ship>(2).Number));
        Assert.False(scene.Of<Health>(2).IsAlive);
        Assert.Equal((Fixed.FromInt(400), Fixed.FromInt(630)), scene.Corner(0));
        Assert.True(scene.Ready(0, 4).State().IsPlaying);
    }

    [Fact]
    public void People_who_wait_are_next_before_bots_that_have_waited_longer()
    {
        using var scene = Bots(WavesScene.Empty().Join(0, 1), 5);
        scene.Join(3).Leave(0);
        Assert.Equal((1, 0), (scene.Of<Ship>(3).Number, scene.Of<Ship>(5).Number));

        scene.Leave(3);
        Assert.Equal(1, scene.Of<Ship>(5).Number);
    }

    [Fact]
    public void No_bot_gives_way_to_a_bot_and_no_person_to_anybody()
    {
        using var scene = Bots(Bots(WavesScene.Empty().Join(0), 1), 2, 3);
        scene.Ready(0, 1);
        Assert.True(scene.Run(5).State().IsPlaying);
        Assert.Equal((1, 2, 0, 0), (scene.Of<Ship>(0).Number, scene.Of<Ship>(1).Number, scene.Of<Ship>(2).Number, scene.Of<Ship>(3).Number));

        scene.Join(6, 7).Run();
        Assert.Equal((1, 0, 2, 0), (scene.Of<Ship>(0).Number, scene.Of<Ship>(1).Number, scene.Of<Ship>(6).Number, scene.Of<Ship>(7).Number));
    }

    private static Scene Bots(Scene scene, params ushort[] slots)
    {
        foreach (var slot in slots)
            scene.With(input => input.Add(new PlayerJoin(new PlayerSlot(slot), $"bot {slot}", PlayerJoin.ModeChoosesTeam, IsBot: true)));

        return scene.Run();
    }

    [Fact]
    public void Who_comes_in_the_tick_of_a_leave_gets_the_free_ship_and_the_match_ends()
    {
        using var scene = WavesScene.Playing();
        scene.With(input => input.Add(new PlayerLeave(new PlayerSlot(1)))).Join(7);

        Assert.False(scene.State().IsPlaying);
        Assert.Equal(2, scene.Of<Ship>(7).Number);
    }
}
