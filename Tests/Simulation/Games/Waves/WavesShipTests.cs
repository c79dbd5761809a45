using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Waves;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Games.Waves;

/// <summary>What ships, lasers and enemies do while waves are played.</summary>
public sealed class WavesShipTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(240)]
    public void A_ship_makes_200_pixels_a_second(int tickRate)
    {
        using var scene = WavesScene.Playing(tickRate).Hold(0, 127);
        scene.PlaceEnemies().RunSeconds(2);

        Assert.Equal(620, scene.Corner(0).X.Round());
        Assert.Equal(Fixed.FromInt(630), scene.Corner(0).Y);
    }

    [Fact]
    public void Both_axes_have_full_speed_of_their_own()
    {
        using var scene = WavesScene.Playing().Hold(0, 127, -127);
        scene.PlaceEnemies().RunSeconds(1);

        Assert.Equal((420, 430), (scene.Corner(0).X.Round(), scene.Corner(0).Y.Round()));
    }

    [Theory]
    [InlineData(-127, 0, 300, 300, 0, 4, 300, 300)]     // left: x - v > 0
    [InlineData(127, 0, 300, 300, 646, 649, 300, 300)]  // right: x + v + 100 < 750
    [InlineData(0, -127, 300, 300, 300, 300, 0, 4)]     // up: y - v > 0
    [InlineData(0, 127, 300, 300, 300, 300, 641, 644)]  // down: y + v + 105 < 750
    public void Moves_end_at_the_limits(int moveX, int moveY, int x, int y, int leftMost, int rightMost, int topMost, int bottomMost)
    {
        using var scene = WavesScene.Playing().PlaceShip(0, x, y).Hold(0, (sbyte)moveX, (sbyte)moveY);
        scene.PlaceEnemies().RunSeconds(4);

        Assert.InRange(scene.Corner(0).X.Floor(), leftMost, rightMost);
        Assert.InRange(scene.Corner(0).Y.Floor(), topMost, bottomMost);
    }

    [Fact]
    public void A_move_that_would_reach_a_limit_exactly_is_refused()
    {
        using var scene = WavesScene.Playing(tickRate: 20).PlaceShip(0, 10, 300).Hold(0, -127);
        scene.PlaceEnemies().Run(2);

        Assert.Equal(Fixed.FromInt(10), scene.Corner(0).X);
    }

    [Fact]
    public void At_one_limit_the_other_axis_goes_on()
    {
        using var scene = WavesScene.Playing().PlaceShip(0, 2, 300).Hold(0, -127, -127);
        scene.PlaceEnemies().RunSeconds(1);

        Assert.Equal((2, 100), (scene.Corner(0).X.Floor(), scene.Corner(0).Y.Round()));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(240)]
    public void An_enemy_makes_140_pixels_a_second(int tickRate)
    {
        using var scene = WavesScene.Playing(tickRate).PlaceEnemies((WavesShapes.Green, 600, 0)).RunSeconds(3);

        var (x, y) = WavesScene.CornerOf(scene.Enemies()[0]);
        Assert.Equal((Fixed.FromInt(600), 420), (x, y.Round()));
    }

    [Fact]
    public void A_laser_is_first_seen_ten_pixels_above_its_ship_and_rises_ten_a_tick()
    {
        using var scene = WavesScene.Playing().PlaceEnemies().Shoot(0);
        for (var y = 620; y >= 0; y -= 10)
        {
            Assert.Equal([(Fixed.FromInt(220), Fixed.FromInt(y))], scene.Lasers(0));
            scene.Run();
        }

        Assert.Empty(scene.Lasers(0)); // y < 0
    }

    [Theory]
    [InlineData(20, 30)]
    [InlineData(240, 2.5)]
    public void A_laser_makes_600_pixels_a_second_at_any_rate(int tickRate, double perTick)
    {
        using var scene = WavesScene.Playing(tickRate).PlaceEnemies().Shoot(0);
        var first = Assert.Single(scene.Lasers(0)).Y;
        scene.Run(tickRate / 2);

        Assert.Equal(300, (first - Assert.Single(scene.Lasers(0)).Y).Round());
        Assert.Equal(630 - perTick, first.Raw / 4096.0, 0.01);
    }

    [Theory]
    [InlineData(20, 7)]   // a third of a second, rounded up
    [InlineData(60, 20)]
    [InlineData(240, 80)]
    public void A_shot_takes_a_third_of_a_second_to_the_next(int tickRate, int ticks)
    {
        using var scene = WavesScene.Playing(tickRate).PlaceEnemies().Forget();
        scene.Hold(0, 0, 0, Buttons.Fire).Run(3 * ticks);

        Assert.Equal(3, scene.All(WorldEventKind.ShotFired).Count());
    }

    [Fact]
    public void A_shot_at_the_upper_edge_leaves_the_arena_at_once()
    {
        using var scene = WavesScene.Playing().PlaceShip(0, 300, 5).PlaceEnemies().Shoot(0);

        Assert.Empty(scene.Lasers(0));
        Assert.NotEqual(0, scene.Of<Weapon>(0).CooldownLeft);
    }

    [Theory]
    [InlineData(WavesShapes.Red, 206, true)]   // the laser's solid pixels are x + 45 to x + 54, the enemy's x + 10 to x + 59
    [InlineData(WavesShapes.Red, 205, false)]
    [InlineData(WavesShapes.Green, 264, true)]
    [InlineData(WavesShapes.Green, 265, false)]
    [InlineData(WavesShapes.Blue, 226, true)]  // x + 10 to x + 39
    [InlineData(WavesShapes.Blue, 225, false)]
    [InlineData(WavesShapes.Blue, 264, true)]
    [InlineData(WavesShapes.Blue, 265, false)]
    public void A_laser_kills_what_its_solid_pixels_meet(ushort colour, int x, bool dies)
    {
        using var scene = WavesScene.Playing().PlaceEnemies((colour, x, 300));
        scene.Forget().Shoot(0).Run(40);

        Assert.Equal(dies ? 19 : 20, scene.Enemies().Count);
        Assert.Equal(dies ? 1 : 0, scene.All(WorldEventKind.CreatureDied).Count());
    }

    [Fact]
    public void A_laser_kills_one_enemy_only()
    {
        using var scene = WavesScene.Playing().PlaceEnemies((WavesShapes.Red, 230, 200), (WavesShapes.Red, 230, 260));
        scene.Shoot(0).Run(62);

        Assert.Equal(19, scene.Enemies().Count);
        Assert.Empty(scene.Lasers(0));
        Assert.Equal(1, scene.Of<Score>(0).Kills);
    }

    [Fact]
    public void Lasers_pass_the_other_ship_and_each_other()
    {
        using var scene = WavesScene.Playing().PlaceShip(0, 300, 600).PlaceShip(1, 300, 300).PlaceEnemies();
        scene.Shoot(0, 1).Run(50);

        Assert.Equal(100, scene.Of<Health>(1).Current);
        Assert.Equal(Fixed.FromInt(90), Assert.Single(scene.Lasers(0)).Y);
        Assert.Empty(scene.Lasers(1)); // It has left the arena.
    }

    [Theory]
    [InlineData(WavesShapes.Red, 171, 90)]   // ship: x + 10 to x + 89; enemy: x + 10 to x + 59
    [InlineData(WavesShapes.Red, 170, 100)]
    [InlineData(WavesShapes.Green, 299, 90)]
    [InlineData(WavesShapes.Green, 300, 100)]
    [InlineData(WavesShapes.Blue, 191, 90)]  // x + 10 to x + 39
    [InlineData(WavesShapes.Blue, 190, 100)]
    [InlineData(WavesShapes.Blue, 299, 90)]
    [InlineData(WavesShapes.Blue, 300, 100)]
    public void An_enemy_that_touches_a_ship_costs_ten_and_is_gone(ushort colour, int x, int left)
    {
        using var scene = WavesScene.Playing().PlaceEnemies((colour, x, 630)).Run();

        Assert.Equal(left, scene.Of<Health>(0).Current);
        Assert.Equal(left == 100 ? 20 : 19, scene.Enemies().Count);
        Assert.Equal(0, scene.Of<Score>(0).Kills);
    }

    [Fact]
    public void An_enemy_that_touches_both_ships_hurts_the_first_only()
    {
        using var scene = WavesScene.Playing().PlaceShip(1, 230, 630).PlaceEnemies((WavesShapes.Red, 250, 630)).Run();

        Assert.Equal((90, 100), (scene.Of<Health>(0).Current, scene.Of<Health>(1).Current));
    }

    [Fact]
    public void Ships_pass_each_other()
    {
        using var scene = WavesScene.Playing().PlaceShip(1, 225, 630).PlaceEnemies().Hold(1, -127).RunSeconds(2);

        Assert.True(scene.Corner(1).X < Fixed.FromInt(4));
        Assert.Equal((100, 100), (scene.Of<Health>(0).Current, scene.Of<Health>(1).Current));
    }

    [Fact]
    public void Ten_contacts_lose_the_match_and_health_never_falls_below_zero()
    {
        using var scene = WavesScene.Playing();
        scene.Order(OperatorCode.Damage, 0, 95);
        Assert.Equal(5, scene.Of<Health>(0).Current);

        scene.PlaceEnemies((WavesShapes.Red, 230, 630), (WavesShapes.Red, 240, 640)).Run();

        Assert.Equal(0, scene.Of<Health>(0).Current);
        Assert.Equal(18, scene.Enemies().Count); // Both are gone, and the match ends with the next tick.
        Assert.Equal(1, scene.Run().State().Lost);
    }
}
