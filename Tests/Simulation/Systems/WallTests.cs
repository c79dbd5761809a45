using Ecs.Scenes;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Systems;

public sealed class WallTests
{
    [Theory]
    [InlineData(127, 0, 268, 0)] // half a body before the wall at 300
    [InlineData(-127, 0, -268, 0)]
    [InlineData(0, 127, 0, 289)]
    [InlineData(0, -127, 0, -289)]
    public void A_wall_stops_a_player_at_contact_at_any_speed(sbyte moveX, sbyte moveY, int endX, int endY)
    {
        for (var speed = 60; speed <= Rates.SpeedLimit; speed = speed * 3 + 1)
        {
            using var scene = Cage();
            scene.Join(0).Order(OperatorCode.Speed, 0, speed).Place(0, endX - Math.Sign(endX), endY - Math.Sign(endY)).Hold(0, moveX, moveY).Run(5);

            Assert.Equal((Fixed.FromInt(endX), Fixed.FromInt(endY)), scene.At(0));
            Assert.Equal(default, scene.Of<Velocity>(0).X);
            Assert.Equal(default, scene.Of<Velocity>(0).Y);
        }
    }

    [Fact]
    public void A_player_slides_along_a_wall_with_the_rest_of_the_move()
    {
        using var scene = Cage();
        scene.Join(0).Place(0, 268, 0).Hold(0, 127, 127).Run();

        Assert.Equal(Fixed.FromInt(268), scene.At(0).X);
        Assert.InRange(scene.At(0).Y.Raw, 24_135, 24_137); // 500 / 60 / sqrt 2
    }

    [Fact]
    public void A_player_inside_a_wall_walks_out_and_not_in_again()
    {
        foreach (var (moveX, moveY) in new (sbyte, sbyte)[] { (127, 0), (-127, 0), (0, 127), (0, -127), (90, -90) })
        {
            using var scene = new Scene(Scene.Field(1000, Scene.Area(-100, -100, 100, 100)));
            scene.Join(0).Hold(0, moveX, moveY);
            for (var tick = 0; tick < 40; tick++)
            {
                // No jump to an edge: the way out is walked.
                var before = scene.At(0);
                scene.Run();
                var step = (X: scene.At(0).X - before.X, Y: scene.At(0).Y - before.Y);
                Assert.Equal((Math.Sign(moveX), Math.Sign(moveY)), (Math.Sign(step.X.Raw), Math.Sign(step.Y.Raw)));
                Assert.InRange(new FixedVector(step.X, step.Y).Length.Round(), 8, 8);
            }

            Assert.False(Body(scene.At(0)).Overlaps(Scene.Area(-100, -100, 100, 100)));

            scene.Hold(0, (sbyte)-moveX, (sbyte)-moveY).Run(80);
            Assert.False(Body(scene.At(0)).Overlaps(Scene.Area(-100, -100, 100, 100)));
        }
    }

    [Fact]
    public void No_walk_leads_into_or_through_a_wall_at_any_speed() => Seeded.Run(150, random =>
    {
        var walls = new FixedRectangle[random.Next(1, 30)];
        for (var i = 0; i < walls.Length; i++)
        {
            var (left, top) = (Units(random, 700), Units(random, 700));
            walls[i] = new FixedRectangle(left, top, left + Thickness(random), top + Thickness(random));
        }

        using var scene = new Scene(Scene.Field(1000, walls), new WorldOptions { TickRate = random.Next(20, 241) });
        scene.Join(0).Order(OperatorCode.Speed, 0, random.Next(3) == 0 ? Rates.SpeedLimit : random.Next(2000));
        var speed = scene.Avatar(0).Speed;
        while (OverlapsAny(Body(scene.At(0)), walls))
            scene.Of<Position>(0) = new Position { X = Units(random, 900), Y = Units(random, 900) };

        for (var tick = 0; tick < 60; tick++)
        {
            var before = scene.At(0);
            scene.Hold(0, (sbyte)random.Next(-127, 128), (sbyte)random.Next(-127, 128)).Run();
            var after = scene.At(0);

            // First along x, then along y: both parts of the way are free.
            Assert.False(OverlapsAny(Around(Body(before), Body((after.X, before.Y))), walls), $"tick {tick}: {before} to {after} along x");
            Assert.False(OverlapsAny(Around(Body((after.X, before.Y)), Body(after)), walls), $"tick {tick}: {before} to {after} along y");
            Assert.True(Fixed.Abs(after.X - before.X) <= speed && Fixed.Abs(after.Y - before.Y) <= speed);
        }
    });

    [Fact]
    public void A_wall_stops_a_bullet_before_the_player_behind_it()
    {
        using var scene = new Scene(ArenaScene.LoadMap("bunkers"));
        scene.Join(0, 1).Place(0, 288, 150).Place(1, 288, 400).Shoot(0).Run(60);
        Assert.Empty(scene.Bullets());
        Assert.Equal(100, scene.Avatar(1).Health);

        scene.Place(0, 388, 150).Place(1, 388, 400).Shoot(0).Run(60);
        Assert.Equal(80, scene.Avatar(1).Health);
    }

    [Theory]
    [InlineData(0, 250 + 11, 1, 420)] // SKY right under a bunker shoots down
    [InlineData(1, 220 - 11, 0, 60)] // BLOOM right above it shoots up
    public void Who_leans_on_a_wall_can_shoot_away_from_it(ushort shooter, int y, ushort victim, int victimY)
    {
        using var scene = new Scene(Scene.Field(1000, Scene.Area(240, 220, 336, 250)));
        scene.Join(0, 1).Place(shooter, 288, y).Place(victim, 288, victimY).Shoot(shooter).Run(40);

        Assert.Equal(80, scene.Avatar(victim).Health);
    }

    [Fact]
    public void Who_leans_on_a_wall_cannot_shoot_through_it()
    {
        using var scene = new Scene(Scene.Field(1000, Scene.Area(240, 220, 336, 250)));
        scene.Join(0, 1).Place(0, 288, 220 - 11).Place(1, 288, 300).Shoot(0).Run(2);

        Assert.Empty(scene.Bullets());
        scene.Run(60);
        Assert.Empty(scene.All(WorldEventKind.Hit));
    }

    private static Scene Cage() => new(Scene.Field(
        1000,
        Scene.Area(-340, -340, 340, -300),
        Scene.Area(-340, 300, 340, 340),
        Scene.Area(-340, -340, -300, 340),
        Scene.Area(300, -340, 340, 340)));

    private static FixedRectangle Body((Fixed X, Fixed Y) at) => FixedRectangle.Around(at.X, at.Y, Fixed.FromInt(32), Fixed.FromInt(11));

    private static FixedRectangle Around(in FixedRectangle left, in FixedRectangle right) => new(
        Fixed.Min(left.Left, right.Left), Fixed.Min(left.Top, right.Top), Fixed.Max(left.Right, right.Right), Fixed.Max(left.Bottom, right.Bottom));

    private static bool OverlapsAny(FixedRectangle area, FixedRectangle[] walls) => walls.Any(wall => wall.Overlaps(area));

    private static Fixed Units(Random random, int limit) => new(random.Next(-limit * Fixed.RawPerUnit, limit * Fixed.RawPerUnit));

    /// <summary>One raw unit to 128 world units.</summary>
    private static Fixed Thickness(Random random) => new(1 + random.Next(1 << random.Next(1, 20)));
}
