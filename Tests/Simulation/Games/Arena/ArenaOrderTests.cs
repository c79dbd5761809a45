using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Simulation.Games.Arena;

/// <summary>What each order of an operator does to the world; who may give it is the server's matter.</summary>
public sealed class ArenaOrderTests
{
    [Fact]
    public void Order_ff_switches_friendly_fire_on_off_and_over()
    {
        using var scene = new Scene();
        scene.Order(OperatorCode.FriendlyFire, value: 1)
            .Order(OperatorCode.FriendlyFire, value: -1)
            .Order(OperatorCode.FriendlyFire, value: -1)
            .Order(OperatorCode.FriendlyFire, value: 0);

        Assert.Equal([true, false, true, false], scene.All(WorldEventKind.FriendlyFireChanged).Select(change => change.IsOn));
    }

    [Theory]
    [InlineData(30, 70)]
    [InlineData(1, 99)]
    [InlineData(0, 100)]
    [InlineData(-5, 100)]
    [InlineData(100, 0)]
    [InlineData(1_000_000, 0)]
    public void Order_di_takes_hit_points_from_one_player(int value, int left)
    {
        using var scene = new Scene();
        scene.Join(0, 1).Order(OperatorCode.Damage, 1, value);

        Assert.Equal(left, scene.Avatar(1).Health);
        Assert.Equal(100, scene.Avatar(0).Health);
        Assert.Equal(left == 0 ? 1 : 0, scene.All(WorldEventKind.Died).Count());
    }

    [Fact]
    public void Order_ki_kills_one_player_without_credit_and_without_ranking()
    {
        using var scene = new Scene();
        scene.Join(0, 1).Forget().Order(OperatorCode.Kill, 1).Order(OperatorCode.Kill, 1);

        Assert.Equal([WorldEventKind.Hit, WorldEventKind.Died], scene.Events.Select(happened => happened.Kind));
        Assert.Equal((100, 0), (scene.Only(WorldEventKind.Hit).HitPointsLost, scene.Only(WorldEventKind.Hit).HitPointsLeft));
        Assert.Equal(PlayerSlot.None, scene.Only(WorldEventKind.Died).Other);
        Assert.Equal(EntityFlags.Alive, scene.Avatar(0).Flags);
    }

    [Fact]
    public void Order_kia_kills_all_from_the_lowest_seat_up()
    {
        using var scene = new Scene();
        scene.Join(3, 0, 2).Order(OperatorCode.Kill, 2).Forget().Order(OperatorCode.KillAll);

        Assert.Equal([0, 3], scene.All(WorldEventKind.Died).Select(died => (int)died.Slot.Value));
    }

    [Fact]
    public void Order_kiae_spares_one()
    {
        using var scene = new Scene();
        scene.Join(0, 1, 2).Order(OperatorCode.KillAllExcept, 1);

        Assert.Equal([0, 2], scene.All(WorldEventKind.Died).Select(died => (int)died.Slot.Value));
        Assert.Equal(100, scene.Avatar(1).Health);
    }

    [Fact]
    public void Order_rei_brings_one_back_dead_or_alive_with_full_health_at_the_spawn()
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(0, 700, 300).Place(1, 700, 300)
            .Order(OperatorCode.Damage, 0, 50).Order(OperatorCode.Kill, 1)
            .Order(OperatorCode.Respawn, 0).Order(OperatorCode.Respawn, 1);

        Assert.Equal((100, 100), (scene.Avatar(0).Health, scene.Avatar(1).Health));
        Assert.Equal((Fixed.FromInt(100), Fixed.FromInt(100)), scene.At(0));
        Assert.Equal((Fixed.FromInt(100), Fixed.FromInt(500)), scene.At(1));
        scene.Forget().RunSeconds(6);
        Assert.Empty(scene.All(WorldEventKind.Respawned));
    }

    [Fact]
    public void Order_rea_brings_all_back()
    {
        using var scene = new Scene();
        scene.Join(0, 1, 2).Place(0, 700, 300).Order(OperatorCode.Kill, 1).Order(OperatorCode.RespawnAll);

        Assert.Equal([0, 1, 2], scene.All(WorldEventKind.Respawned).Select(back => (int)back.Slot.Value));
        Assert.Equal((Fixed.FromInt(100), Fixed.FromInt(100)), scene.At(0));
    }

    [Fact]
    public void Order_read_brings_only_the_dead_back()
    {
        using var scene = new Scene();
        scene.Join(0, 1, 2).Place(0, 700, 300).Order(OperatorCode.Kill, 1).Order(OperatorCode.RespawnAllDead);

        Assert.Equal([1], scene.All(WorldEventKind.Respawned).Select(back => (int)back.Slot.Value));
        Assert.Equal((Fixed.FromInt(700), Fixed.FromInt(300)), scene.At(0));
    }

    [Fact]
    public void Order_moveall_puts_all_on_a_4_by_4_grid_from_100_100_in_steps_of_50()
    {
        using var scene = new Scene();
        scene.Join([.. Enumerable.Range(0, 18).Select(slot => (ushort)slot)]).Order(OperatorCode.MoveAll);

        for (var slot = 0; slot < 18; slot++)
        {
            var place = slot % 16;
            Assert.Equal((Fixed.FromInt(100 + place % 4 * 50), Fixed.FromInt(100 + place / 4 * 50)), scene.At((ushort)slot));
        }
    }

    [Fact]
    public void Order_moveall_stays_inside_the_limits_of_a_small_map_so_nobody_is_stuck()
    {
        using var scene = new Scene(Scene.Field(120));
        scene.Join(0, 1, 2).Order(OperatorCode.MoveAll).Hold(2, -127).Run();

        Assert.Equal((Fixed.FromInt(120) - Rates.PerTick(500, 60), Fixed.FromInt(100)), scene.At(2));
    }

    [Fact]
    public void Order_moveall_sweeps_nobody_through_the_bullets_on_the_way()
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(0, 1200, 450).Place(1, 1200, 100);
        scene.Bullet(0, 700, 100, 0, 0);
        scene.Order(OperatorCode.MoveAll);

        Assert.Equal(100, scene.Avatar(1).Health);
    }

    [Theory]
    [InlineData(900, 900)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(32_000, 32_000)]
    [InlineData(int.MaxValue, 32_000)]
    public void Order_sid_sets_one_players_speed_until_death(int value, int speed)
    {
        using var scene = new Scene();
        scene.Join(0, 1).Order(OperatorCode.Speed, 1, value);

        Assert.Equal(speed, Rates.PerSecond(scene.Avatar(1).Speed, 60));
        Assert.Equal(500, Rates.PerSecond(scene.Avatar(0).Speed, 60));
        Assert.Equal((new PlayerSlot(1), speed), (scene.Only(WorldEventKind.SpeedChanged).Slot, scene.Only(WorldEventKind.SpeedChanged).Speed));
        scene.Order(OperatorCode.Kill, 1);
        Assert.Equal(500, Rates.PerSecond(scene.Avatar(1).Speed, 60));
    }

    [Fact]
    public void Order_team_changes_side_and_barrel_but_not_the_place()
    {
        using var scene = new Scene();
        scene.Join(0).Place(0, 640, 250).Order(OperatorCode.Team, 0, 1).Order(OperatorCode.Team, 0, 2).Order(OperatorCode.Team, 0, -1);

        Assert.Equal((1, Angle.Up), (scene.Avatar(0).Team, scene.Avatar(0).Aim));
        Assert.Equal((Fixed.FromInt(640), Fixed.FromInt(250)), scene.At(0));
        Assert.Equal((new PlayerSlot(0), 1), (scene.Only(WorldEventKind.TeamChanged).Slot, scene.Only(WorldEventKind.TeamChanged).Team));
    }

    [Fact]
    public void A_player_may_change_team_where_it_stands_and_returns_at_the_new_spawn()
    {
        using var scene = new Scene();
        scene.Join(0).Place(0, 640, 250).Act(0, PlayerActionCode.ChangeTeam);
        Assert.Equal((1, Angle.Up), (scene.Avatar(0).Team, scene.Avatar(0).Aim));
        Assert.Equal((Fixed.FromInt(640), Fixed.FromInt(250)), scene.At(0));

        scene.Order(OperatorCode.Kill, 0).RunSeconds(5);
        Assert.Equal((Fixed.FromInt(100), Fixed.FromInt(500)), scene.At(0));
        scene.Act(0, PlayerActionCode.ChangeTeam);
        Assert.Equal(0, scene.Avatar(0).Team);
    }

    [Fact]
    public void Orders_about_nobody_and_unknown_orders_change_nothing()
    {
        using var scene = new Scene();
        scene.Join(0);
        using var still = new Scene();
        still.Join(0);
        foreach (var code in Enum.GetValues<OperatorCode>().Append((OperatorCode)999))
        {
            if (code is not (OperatorCode.FriendlyFire or OperatorCode.KillAll or OperatorCode.KillAllExcept or OperatorCode.RespawnAll
                or OperatorCode.MoveAll))
            {
                scene.Order(code, 77, 1).Order(code, ushort.MaxValue, 1);
                still.Run(2);
            }
        }

        scene.Act(77, PlayerActionCode.HurtSelf).Act(0, (PlayerActionCode)999).Leave(77);
        still.Run(3);
        Assert.Equal(still.World.ComputeHash(), scene.World.ComputeHash());
    }
}
