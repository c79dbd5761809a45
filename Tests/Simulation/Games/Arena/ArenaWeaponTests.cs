using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Games.Arena;

/// <summary>The arena's rows about shots, bullets and hits.</summary>
public sealed class ArenaWeaponTests
{
    [Fact]
    public void Bullet_speed_is_555_units_a_second_straight_down_for_SKY_and_up_for_BLOOM()
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(0, 300, 50).Place(1, 900, 690).Shoot(0, 1);
        var (down, up) = (scene.Bullets()[0], scene.Bullets()[1]);
        scene.RunSeconds(1);

        Assert.Equal((Fixed.FromInt(300), Fixed.FromInt(50)), (down.X, down.Y));
        Assert.Equal((default, Fixed.FromRatio(555, 60)), (down.VelocityX, down.VelocityY));
        Assert.Equal((default, -Fixed.FromRatio(555, 60)), (up.VelocityX, up.VelocityY));
        Assert.Equal((Fixed.FromInt(300), Fixed.FromInt(605)), (scene.Bullets()[0].X, scene.Bullets()[0].Y));
        Assert.Equal((Fixed.FromInt(900), Fixed.FromInt(135)), (scene.Bullets()[1].X, scene.Bullets()[1].Y));
    }

    [Fact]
    public void Bullet_direction_is_sine_and_minus_cosine_of_the_barrel()
    {
        using var scene = new Scene();
        scene.Join(0).Place(0, 640, 250);
        scene.Of<Weapon>(0).Barrel = Angle.FromDegrees(30);
        scene.Shoot(0);

        var bullet = scene.Bullets().Single();
        Assert.InRange(bullet.VelocityX.Raw, 18_942, 18_945); // 9.25 * sin 30 degrees, of which no binary angle is exact
        Assert.InRange(bullet.VelocityY.Raw, -32_813, -32_811); // 9.25 * cos 30 degrees
        var shot = scene.Only(WorldEventKind.ShotFired);
        Assert.Equal((new PlayerSlot(0), 555, 30), (shot.Slot, shot.Speed, shot.Direction.ToDegrees()));
        Assert.Equal(scene.Avatar(0).Id, shot.Subject);
    }

    [Fact]
    public void Who_changes_the_team_holds_fire_for_a_second_and_a_power_up_that_is_there_already_does_not_help()
    {
        using var scene = new Scene();
        scene.Join(0).Place(0, 640, 250).Act(0, PlayerActionCode.TakePowerUp).Act(0, PlayerActionCode.ChangeTeam);
        scene.Hold(0, buttons: Buttons.Fire).Run(30).Act(0, PlayerActionCode.TakePowerUp).Run(27);
        Assert.Empty(scene.All(WorldEventKind.ShotFired));

        scene.Run(5);
        Assert.InRange(scene.All(WorldEventKind.ShotFired).Count(), 1, 5);
    }

    [Fact]
    public void Whom_an_operator_puts_into_a_team_may_shoot_at_once()
    {
        using var scene = new Scene();
        scene.Join(0).Place(0, 640, 250).Order(OperatorCode.Team, 0, 1).Shoot(0);

        scene.Only(WorldEventKind.ShotFired);
    }

    [Fact]
    public void Health_is_100_a_hit_takes_20_and_five_hits_kill()
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(0, 300, 50).Place(1, 300, 400);
        for (var hit = 1; hit <= 5; hit++)
        {
            Assert.Equal(100 - 20 * (hit - 1), scene.Avatar(1).Health);
            scene.Shoot(0).Run(45);
        }

        Assert.Equal([80, 60, 40, 20, 0], scene.All(WorldEventKind.Hit).Select(hit => hit.HitPointsLeft));
        Assert.All(scene.All(WorldEventKind.Hit), hit => Assert.Equal((new PlayerSlot(1), new PlayerSlot(0), 20), (hit.Slot, hit.Other, hit.HitPointsLost)));
        Assert.Equal(0, scene.Avatar(1).Health);
        Assert.Equal(100, scene.Avatar(1).MaxHealth);
        scene.Only(WorldEventKind.Died);
    }

    [Fact]
    public void Cooldown_is_three_tenths_of_a_second_and_early_requests_are_dropped_silently()
    {
        using var scene = new Scene();
        scene.Join(0).Hold(0, buttons: Buttons.Fire);
        var fired = new List<int>();
        for (var tick = 0; tick < 60; tick++)
        {
            scene.Forget().Run();
            if (scene.All(WorldEventKind.ShotFired).Any())
                fired.Add(tick);
            else
                Assert.Empty(scene.Events);
        }

        Assert.Equal([0, 18, 36, 54], fired);
    }

    [Theory]
    [InlineData(20, 6)]
    [InlineData(64, 20)] // 19.2 ticks: never shorter than 0.3 s
    [InlineData(240, 72)]
    public void Cooldown_is_as_long_at_other_tick_rates(int tickRate, int ticks)
    {
        using var scene = new Scene(options: new WorldOptions { TickRate = tickRate });
        scene.Join(0).Hold(0, buttons: Buttons.Fire).Run(ticks);
        Assert.Single(scene.All(WorldEventKind.ShotFired));

        scene.Run();
        Assert.Equal(2, scene.All(WorldEventKind.ShotFired).Count());
    }

    [Fact]
    public void Friendly_fire_is_off_and_a_team_mates_body_eats_the_bullet_unhurt()
    {
        using var scene = new Scene();
        scene.Join(0, 2, 1).Place(0, 300, 50).Place(2, 300, 200).Place(1, 300, 400).Shoot(0).Run(60);

        Assert.Equal(100, scene.Avatar(2).Health);
        Assert.Equal(100, scene.Avatar(1).Health);
        Assert.Empty(scene.Bullets());
        Assert.Empty(scene.All(WorldEventKind.Hit));
    }

    [Fact]
    public void Friendly_fire_on_lets_team_mates_hurt_each_other()
    {
        using var scene = new Scene(options: new WorldOptions { FriendlyFire = true });
        scene.Join(0, 2).Place(0, 300, 50).Place(2, 300, 200).Shoot(0).Run(60);

        Assert.Equal(80, scene.Avatar(2).Health);
    }

    [Fact]
    public void Own_bullets_never_hit_their_shooter()
    {
        using var scene = new Scene(options: new WorldOptions { FriendlyFire = true });
        scene.Join(0).Place(0, 640, 250);
        var own = scene.Bullet(0, 640, 250, 0, 0);
        scene.Run(10);

        Assert.Equal(100, scene.Avatar(0).Health);
        Assert.True(scene.Exists(own));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)] // a team mate's
    public void Own_bullets_and_those_of_another_shooter_destroy_each_other(ushort other)
    {
        using var scene = new Scene();
        scene.Join(0, other).Place(0, 900, 50).Place(other, 900, 490);
        var down = scene.Bullet(0, 300, 100, 0, 9);
        var up = scene.Bullet(other, 300, 200, 0, -9);
        scene.Run(3);
        Assert.True(scene.Exists(down) && scene.Exists(up));

        scene.Run(3);
        Assert.False(scene.Exists(down) || scene.Exists(up));
        Assert.Empty(scene.All(WorldEventKind.Hit));
    }

    [Fact]
    public void Own_bullets_of_one_shooter_pass_through_each_other()
    {
        using var scene = new Scene();
        scene.Join(0).Place(0, 900, 50);
        var down = scene.Bullet(0, 300, 100, 0, 9);
        var up = scene.Bullet(0, 300, 200, 0, -9);
        scene.Run(10);

        Assert.True(scene.Exists(down) && scene.Exists(up));
    }

    [Fact]
    public void Of_three_bullets_that_meet_the_two_that_meet_first_are_gone()
    {
        using var scene = new Scene();
        scene.Join(0, 1, 2).Place(0, 900, 50).Place(1, 900, 490).Place(2, 1000, 50);
        var middle = scene.Bullet(0, 300, 300, 0, 0);
        var late = scene.Bullet(1, 300, 345, 0, -30);
        var early = scene.Bullet(2, 300, 260, 0, 30);
        scene.Run();

        Assert.False(scene.Exists(middle) || scene.Exists(early));
        Assert.True(scene.Exists(late));
    }

    [Theory]
    [InlineData(640, 710, 0, 5, 2)] // stays on the edge at 720
    [InlineData(640, 10, 0, -5, 2)]
    [InlineData(1270, 600, 5, 0, 2)]
    [InlineData(10, 600, -5, 0, 2)]
    public void Bullet_life_ends_when_the_centre_leaves_the_arena(int x, int y, int wayX, int wayY, int ticksInside)
    {
        using var scene = new Scene();
        scene.Join(0).Place(0, 900, 50);
        var bullet = scene.Bullet(0, x, y, wayX, wayY);
        scene.Run(ticksInside);
        Assert.True(scene.Exists(bullet));

        scene.Run();
        Assert.False(scene.Exists(bullet));
        Assert.Equal(1, scene.World.EntityCount);
    }

    [Fact]
    public void Bullet_life_goes_on_when_the_shooter_leaves_and_the_hit_names_nobody()
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(0, 300, 50).Place(1, 300, 400).Shoot(0).Leave(0).Join(0).Place(0, 900, 50).Run(60);

        var hit = scene.Only(WorldEventKind.Hit);
        Assert.Equal((new PlayerSlot(1), PlayerSlot.None, 80), (hit.Slot, hit.Other, hit.HitPointsLeft));
    }

    [Fact]
    public void Grid_has_cells_of_100_units_and_hits_are_found_across_their_borders()
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(0, 900, 50);
        Assert.Equal(Fixed.FromInt(100), scene.World.Rules.BroadPhaseCell);
        for (var corner = -3; corner <= 3; corner++)
        {
            scene.Order(OperatorCode.Respawn, 1).Place(1, 400 + corner, 300 - corner);
            scene.Bullet(0, 400 + 35 + corner, 300 + 25 - corner, 0, 0);
            scene.Run();

            Assert.Equal(80, scene.Avatar(1).Health);
        }
    }

    [Fact]
    public void Power_up_shoots_every_tick_and_turns_the_barrel_by_10_degrees_before_each_shot()
    {
        using var scene = new Scene();
        scene.Join(0).Place(0, 640, 250).Act(0, PlayerActionCode.TakePowerUp);
        Assert.Equal((new PlayerSlot(0), true), (scene.Only(WorldEventKind.PowerUpChanged).Slot, scene.Only(WorldEventKind.PowerUpChanged).IsOn));
        Assert.Equal(EntityFlags.Alive | EntityFlags.PowerUp, scene.Avatar(0).Flags);
        Assert.Equal(1, scene.Avatar(0).CooldownTicks);

        scene.Forget().Hold(0, buttons: Buttons.Fire).Run(360);
        var degrees = scene.All(WorldEventKind.ShotFired).Select(shot => shot.Direction.ToDegrees()).ToList();
        Assert.Equal(Enumerable.Range(0, 360).Select(shot => (190 + 10 * shot) % 360), degrees);
        Assert.Equal(Angle.Down, scene.Avatar(0).Aim);
    }

    [Fact]
    public void Power_up_ends_a_running_cooldown_and_taking_it_twice_tells_once()
    {
        using var scene = new Scene();
        scene.Join(0).Shoot(0).Act(0, PlayerActionCode.TakePowerUp).Act(0, PlayerActionCode.TakePowerUp).Shoot(0);

        Assert.Equal(2, scene.All(WorldEventKind.ShotFired).Count());
        scene.Only(WorldEventKind.PowerUpChanged);
    }

    [Fact]
    public void Power_up_is_lost_on_death_and_the_dead_cannot_take_it()
    {
        using var scene = new Scene();
        scene.Join(0).Act(0, PlayerActionCode.TakePowerUp).Shoot(0).Order(OperatorCode.Kill, 0).Act(0, PlayerActionCode.TakePowerUp);
        Assert.Equal([true, false], scene.All(WorldEventKind.PowerUpChanged).Select(change => change.IsOn));

        scene.RunSeconds(5);
        Assert.Equal(EntityFlags.Alive, scene.Avatar(0).Flags);
        Assert.Equal(Angle.Down, scene.Avatar(0).Aim);
        Assert.Equal(18, scene.Avatar(0).CooldownTicks);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(65_536)]
    public void A_shot_in_a_full_world_is_lost_and_counted(int limit)
    {
        using var scene = new Scene(Scene.Field(2000), new WorldOptions { EntityLimit = limit });
        scene.Join(0);
        for (var i = scene.World.EntityCount; i < limit; i++)
            scene.Bullet(0, i % 128 * 30 - 1900, i / 128 * 7 - 1900, 0, 0);

        scene.Forget();
        scene.Hold(0, buttons: Buttons.Fire).Run();
        Assert.Equal(limit, scene.World.EntityCount);
        Assert.Equal(1, scene.World.LostBirths);
        Assert.Empty(scene.Events);

        scene.Join(1);
        Assert.Equal(2, scene.World.PlayerCount);
    }
}
