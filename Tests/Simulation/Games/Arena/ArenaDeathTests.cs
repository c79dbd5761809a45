using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Games.Arena;

/// <summary>The arena's rows about death, return, suicide, leaving and the ranking.</summary>
public sealed class ArenaDeathTests
{
    [Fact]
    public void Death_resets_attributes_and_gives_the_kill_to_the_shooter()
    {
        using var scene = Duel();
        scene.Of<Health>(1).Current = 20;
        scene.Order(OperatorCode.Speed, 1, 900).Forget().Shoot(0).Run(45);

        var dead = scene.Avatar(1);
        Assert.Equal((0, EntityFlags.None, 500), (dead.Health, dead.Flags, Rates.PerSecond(dead.Speed, 60)));
        Assert.Equal((0, 1), (dead.Kills, dead.Deaths));
        Assert.Equal((1, 0), (scene.Avatar(0).Kills, scene.Avatar(0).Deaths));
        var died = scene.Only(WorldEventKind.Died);
        Assert.Equal((new PlayerSlot(1), new PlayerSlot(0), dead.Id), (died.Slot, died.Other, died.Subject));
    }

    [Fact]
    public void Death_is_told_as_hit_then_death_then_ranking()
    {
        using var scene = Duel();
        scene.Of<Health>(1).Current = 20;
        scene.Shoot(0).Forget().Run(45);

        Assert.Equal(
            [WorldEventKind.Hit, WorldEventKind.Died, WorldEventKind.RankingChanged],
            scene.Events.Select(happened => happened.Kind));
        Assert.Equal((20, 0), (scene.Only(WorldEventKind.Hit).HitPointsLost, scene.Only(WorldEventKind.Hit).HitPointsLeft));
    }

    [Fact]
    public void Death_takes_the_body_away_so_bullets_pass_and_the_dead_neither_move_nor_shoot()
    {
        using var scene = Duel();
        scene.Order(OperatorCode.Kill, 1).Forget().Hold(1, 127, 0, Buttons.Fire);
        var before = scene.At(1);
        var bullet = scene.Bullet(0, 300, 350, 0, 9);
        scene.Run(12);

        Assert.Equal(before, scene.At(1));
        Assert.True(scene.Exists(bullet));
        Assert.Empty(scene.Events);
    }

    [Fact]
    public void Of_two_bullets_only_the_first_kills_and_the_second_flies_on()
    {
        using var scene = Duel();
        scene.Join(2).Place(2, 600, 50);
        scene.Of<Health>(1).Current = 20;
        var near = scene.Bullet(2, 300, 360, 0, 30);
        var far = scene.Bullet(0, 310, 350, 0, 30);
        scene.Run();

        Assert.False(scene.Exists(near));
        Assert.True(scene.Exists(far));
        Assert.Equal(new PlayerSlot(2), scene.Only(WorldEventKind.Died).Other);
        Assert.Equal((0, 1), (scene.Avatar(0).Kills, scene.Avatar(2).Kills));
    }

    [Fact]
    public void Respawn_is_5_seconds_after_a_death_by_bullet_at_the_teams_spawn_with_100_points()
    {
        using var scene = Duel();
        scene.Of<Health>(1).Current = 20;
        scene.Shoot(0);
        while (!scene.All(WorldEventKind.Died).Any())
            scene.Run();

        Assert.Equal(300, scene.Avatar(1).RespawnTicks);
        scene.Run(299);
        Assert.Empty(scene.All(WorldEventKind.Respawned));

        scene.Run();
        var back = scene.Avatar(1);
        Assert.Equal(new PlayerSlot(1), scene.Only(WorldEventKind.Respawned).Slot);
        Assert.Equal((100, EntityFlags.Alive, (ushort)0), (back.Health, back.Flags, back.RespawnTicks));
        Assert.Equal((Fixed.FromInt(100), Fixed.FromInt(500)), (back.X, back.Y));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(240)]
    public void Respawn_is_5_seconds_after_a_death_by_order_too(int tickRate)
    {
        using var scene = new Scene(options: new WorldOptions { TickRate = tickRate });
        scene.Join(0).Order(OperatorCode.Kill, 0).Run(5 * tickRate - 1);
        Assert.Equal(1, scene.Avatar(0).RespawnTicks);

        scene.Run();
        Assert.Equal(EntityFlags.Alive, scene.Avatar(0).Flags);
    }

    [Fact]
    public void Respawn_lets_the_player_act_in_that_very_tick()
    {
        using var scene = new Scene();
        scene.Join(0).Order(OperatorCode.Kill, 0).Hold(0, 127, 0, Buttons.Fire).Run(300);

        Assert.Equal(Fixed.FromInt(100) + Rates.PerTick(500, 60), scene.At(0).X);
        scene.Only(WorldEventKind.ShotFired);
    }

    [Fact]
    public void Respawn_of_one_who_died_again_in_the_tick_of_return_waits_anew()
    {
        using var scene = new Scene();
        scene.Join(0).Order(OperatorCode.Kill, 0).Run(299).With(input =>
        {
            input.Add(new OperatorCommand(OperatorCode.Respawn, new PlayerSlot(0), 0));
            input.Add(new OperatorCommand(OperatorCode.Kill, new PlayerSlot(0), 0));
        }).Run();

        Assert.Equal(300, scene.Avatar(0).RespawnTicks);
        Assert.Equal(2, scene.All(WorldEventKind.Died).Count());
        Assert.Equal(2, scene.Avatar(0).Deaths);
    }

    [Fact]
    public void Suicide_takes_20_points_from_oneself_without_credit_or_ranking()
    {
        using var scene = new Scene();
        scene.Join(0, 1);
        for (var points = 80; points >= 0; points -= 20)
        {
            scene.Act(0, PlayerActionCode.HurtSelf);
            Assert.Equal(points, scene.Avatar(0).Health);
        }

        Assert.Equal((0, 1), (scene.Avatar(0).Kills, scene.Avatar(0).Deaths));
        Assert.Equal(0, scene.Avatar(1).Kills);
        Assert.Equal(PlayerSlot.None, scene.Only(WorldEventKind.Died).Other);
        Assert.Empty(scene.All(WorldEventKind.RankingChanged));

        scene.Forget().Act(0, PlayerActionCode.HurtSelf);
        Assert.Empty(scene.Events);
    }

    [Fact]
    public void Ranking_counts_kills_and_tells_when_they_change()
    {
        using var scene = Duel();
        for (var kill = 1; kill <= 3; kill++)
        {
            scene.Order(OperatorCode.Respawn, 1).Place(1, 300, 400);
            scene.Of<Health>(1).Current = 20;
            scene.Shoot(0).Run(45);
            Assert.Equal(kill, scene.Avatar(0).Kills);
            Assert.Equal(kill, scene.All(WorldEventKind.RankingChanged).Count());
        }
    }

    [Fact]
    public void Leaving_takes_the_body_at_once_and_frees_the_seat()
    {
        using var scene = Duel();
        var bullet = scene.Bullet(0, 300, 395, 0, 9);
        scene.Leave(1);

        Assert.True(scene.Exists(bullet));
        Assert.Equal(1, scene.World.PlayerCount);
        Assert.False(scene.World.TryGetAvatar(new PlayerSlot(1), out _));
        Assert.Equal("", scene.World.NameOf(new PlayerSlot(1)));
        Assert.Equal([WorldEventKind.PlayerLeft], scene.Events.TakeLast(1).Select(happened => happened.Kind));
        scene.Leave(1);
        scene.Only(WorldEventKind.PlayerLeft);
    }

    [Fact]
    public void Leaving_and_joining_one_seat_in_one_tick_makes_a_new_avatar()
    {
        using var scene = Duel();
        var before = scene.Avatar(1).Id;
        scene.Of<Score>(1).Kills = 7;
        var bullet = scene.Bullet(1, 700, 300, 0, 0);
        scene.Forget().With(input =>
        {
            input.Add(new PlayerJoin(new PlayerSlot(1), "the next", PlayerJoin.ModeChoosesTeam, IsBot: false));
            input.Add(new PlayerLeave(new PlayerSlot(1)));
            input.Add(new OperatorCommand(OperatorCode.Kill, new PlayerSlot(1), 0));
            input.Add(new SlotAction(new PlayerSlot(1), new PlayerAction(PlayerActionCode.HurtSelf, 0, 0)));
            input.Add(new SlotCommand(new PlayerSlot(1), new PlayerCommand(default, 127, 127, default, Buttons.Fire)));
        }).Run();

        Assert.Equal([WorldEventKind.PlayerLeft, WorldEventKind.PlayerJoined], scene.Events.Select(happened => happened.Kind));
        Assert.NotEqual(before, scene.Avatar(1).Id);
        Assert.Equal((0, 100), (scene.Avatar(1).Kills, scene.Avatar(1).Health));
        Assert.Equal("the next", scene.World.NameOf(new PlayerSlot(1)));
        Assert.Equal(2, scene.World.PlayerCount);
        Assert.True(scene.Exists(bullet)); // Of the one before; the newcomer has no part in it.
    }

    [Fact]
    public void Joining_a_taken_seat_or_twice_in_one_tick_changes_nothing()
    {
        using var scene = Duel();
        scene.With(input =>
        {
            input.Add(new PlayerJoin(new PlayerSlot(0), "intruder", 1, IsBot: false));
            input.Add(new PlayerJoin(new PlayerSlot(5), "first", 255, IsBot: false));
            input.Add(new PlayerJoin(new PlayerSlot(5), "second", 255, IsBot: false));
            input.Add(new PlayerJoin(new PlayerSlot(128), "no such seat", 255, IsBot: false));
            input.Add(new PlayerJoin(PlayerSlot.None, "nowhere", 255, IsBot: false));
        }).Run();

        Assert.Equal(3, scene.World.PlayerCount);
        Assert.Equal("player 0", scene.World.NameOf(new PlayerSlot(0)));
        Assert.Equal("first", scene.World.NameOf(new PlayerSlot(5)));
    }

    [Fact]
    public void Names_are_cut_at_a_whole_code_point_and_keep_every_script()
    {
        using var scene = new Scene();
        scene.With(input =>
        {
            input.Add(new PlayerJoin(new PlayerSlot(0), new string('x', 95) + "\u00e9", 255, IsBot: false));
            input.Add(new PlayerJoin(new PlayerSlot(1), string.Concat(Enumerable.Repeat("\U0001F600", 24)), 255, IsBot: false));
            input.Add(new PlayerJoin(new PlayerSlot(2), "a\ud800b", 255, IsBot: false));
            input.Add(new PlayerJoin(new PlayerSlot(3), "", 255, IsBot: false));
            input.Add(default(PlayerJoin) with { Slot = new PlayerSlot(4) });
        }).Run();

        Assert.Equal(new string('x', 95), scene.World.NameOf(new PlayerSlot(0)));
        Assert.Equal(string.Concat(Enumerable.Repeat("\U0001F600", 24)), scene.World.NameOf(new PlayerSlot(1)));
        Assert.Equal("a\ufffdb", scene.World.NameOf(new PlayerSlot(2)));
        Assert.Equal("", scene.World.NameOf(new PlayerSlot(3)));
        Assert.Equal(5, scene.World.PlayerCount);
    }

    /// <summary>SKY at (300, 50) above BLOOM at (300, 400).</summary>
    private static Scene Duel() => new Scene().Join(0, 1).Place(0, 300, 50).Place(1, 300, 400);
}
