using System.Numerics;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Spatial;

namespace Ecs.Tests.Simulation.Systems;

/// <summary>Bullets as fast as 32,000 units a second, at tick rates of 20 to 240, through the whole tick.</summary>
public sealed class BulletSweepTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(240)]
    public void A_bullet_of_any_speed_hits_the_body_on_its_way(int tickRate)
    {
        for (var speed = 100; speed <= Rates.SpeedLimit; speed += 290)
        {
            using var scene = new Scene(Scene.Field(40_000), new WorldOptions { TickRate = tickRate });
            scene.Join(0, 1).Place(0, 5_000, 0).Place(1, 0, 12_345);
            var way = Rates.PerTick(speed, tickRate);
            scene.Bullet(0, new FixedVector(default, Fixed.FromInt(12_345 - 26) - way * 3 - way.Scale(1, 3)), new FixedVector(default, way));
            scene.Run(3);
            Assert.Equal(100, scene.Avatar(1).Health);

            scene.Run();
            Assert.Equal(80, scene.Avatar(1).Health);
            Assert.Empty(scene.Bullets());
        }
    }

    [Fact]
    public void Any_bullet_ends_at_the_first_thing_that_exact_fractions_name()
    {
        var ends = new Dictionary<string, int>();
        Seeded.Run(2_500, random =>
        {
            var tickRate = random.Next(20, 241);
            var begin = new FixedVector(Units(random, 900), Units(random, 900));
            var way = AnyWay(random, tickRate);
            var walls = AnyWalls(random, begin, way);
            using var scene = new Scene(Scene.Field(4_000, walls), new WorldOptions { TickRate = tickRate });
            scene.Join(0, 1, 3).Place(0, -3_900, -3_900);
            var bullet = scene.Bullet(0, begin, way);
            PutInLine(scene, random, 1, begin, way);
            PutInLine(scene, random, 3, begin, way);
            var before = new[] { scene.At(1), scene.At(3) };
            scene.Run();

            var expected = Expect(begin, way, walls, Walked(before[0], scene.At(1)), Walked(before[1], scene.At(3)));
            ends[expected] = ends.GetValueOrDefault(expected) + 1;
            Assert.Equal(expected is "body 1" ? 80 : 100, scene.Avatar(1).Health);
            Assert.Equal(expected is "body 3" ? 80 : 100, scene.Avatar(3).Health);
            Assert.Equal(expected is "nothing", scene.Exists(bullet));
        });

        Assert.All(["nothing", "wall", "body 1", "body 3"], end => Assert.True(ends.GetValueOrDefault(end) > 50, $"{end}: {ends.GetValueOrDefault(end)}"));
    }

    [Fact]
    public void Two_bullets_of_any_speed_meet_where_exact_fractions_say()
    {
        var met = 0;
        Seeded.Run(1_500, random =>
        {
            using var scene = new Scene(Scene.Field(4_000), new WorldOptions { TickRate = random.Next(20, 241) });
            scene.Join(0, 1).Place(0, -3_900, -3_900).Place(1, 3_900, -3_900);
            var (firstWay, secondWay) = (AnyWay(random, scene.TickRate), AnyWay(random, scene.TickRate));
            var firstBegin = new FixedVector(Units(random, 900), Units(random, 900));
            var at = random.Next(1, 1000);
            var secondBegin = new FixedVector(
                firstBegin.X + (firstWay.X - secondWay.X).Scale(at, 1000) + Units(random, 20),
                firstBegin.Y + (firstWay.Y - secondWay.Y).Scale(at, 1000) + Units(random, 70));
            var first = scene.Bullet(0, firstBegin, firstWay);
            var second = scene.Bullet(1, secondBegin, secondWay);
            scene.Run();

            var meet = SweepOracle.FirstOverlap(secondBegin - firstBegin, secondWay - firstWay, Fixed.FromInt(8), Fixed.FromInt(30)) is not null;
            met += meet ? 1 : 0;
            Assert.Equal(!meet, scene.Exists(first));
            Assert.Equal(!meet, scene.Exists(second));
        });

        Assert.InRange(met, 200, 1_400);
    }

    [Fact]
    public void A_body_that_jumps_is_not_swept_from_where_it_was()
    {
        using var scene = new Scene(Scene.Field(4_000));
        scene.Join(0, 1).Place(0, -3_000, 0).Place(1, 2_000, 0).Hold(1, 127, 0).Run();
        scene.Bullet(0, 1_000, 0, 0, 0);
        scene.Order(OperatorCode.Respawn, 1).Run();

        Assert.Equal(100, scene.Avatar(1).Health);
    }

    /// <summary>Near the line of fire, walking anyhow at any speed.</summary>
    private static void PutInLine(Scene scene, Random random, ushort slot, FixedVector begin, FixedVector way)
    {
        var along = random.Next(1, 1000);
        scene.Of<Position>(slot) = new Position
        {
            X = begin.X + way.X.Scale(along, 1000) + Units(random, 60),
            Y = begin.Y + way.Y.Scale(along, 1000) + Units(random, 60),
        };
        scene.Of<Mobility>(slot).Speed = Rates.PerTick(random.Next(3) == 0 ? random.Next(Rates.SpeedLimit) : 500, scene.TickRate);
        scene.Hold(slot, (sbyte)random.Next(-127, 128), (sbyte)random.Next(-127, 128));
    }

    private static Sweeper Walked((Fixed X, Fixed Y) before, (Fixed X, Fixed Y) after) => new()
    {
        Begin = new FixedVector(before.X, before.Y),
        Way = new FixedVector(after.X - before.X, after.Y - before.Y),
        HalfWidth = Fixed.FromInt(32),
        HalfHeight = Fixed.FromInt(11),
    };

    private static string Expect(FixedVector begin, FixedVector way, FixedRectangle[] walls, in Sweeper body1, in Sweeper body3)
    {
        var bullet = new Sweeper { Begin = begin, Way = way, HalfWidth = Fixed.FromInt(4), HalfHeight = Fixed.FromInt(15) };
        (BigInteger, BigInteger)? first = null;
        var end = "nothing";
        foreach (var wall in walls)
        {
            // No bullet of these scenes begins in a wall, so leaning does not matter.
            Take(SweepOracle.FirstOverlap(bullet, Sweeper.Standing(wall)), "wall");
        }

        Take(SweepOracle.FirstOverlap(bullet, body1), "body 1");
        Take(SweepOracle.FirstOverlap(bullet, body3), "body 3");
        return end;

        void Take((BigInteger, BigInteger)? moment, string what)
        {
            if (SweepOracle.IsEarlier(moment, first))
                (first, end) = (moment, what);
        }
    }

    /// <summary>Walls of even raw size on the line of fire, some of them two raw units thin; none where the bullet begins.</summary>
    private static FixedRectangle[] AnyWalls(Random random, FixedVector begin, FixedVector way)
    {
        var walls = new List<FixedRectangle>();
        for (var i = random.Next(0, 10); i > 0; i--)
        {
            var along = random.Next(1, 2000);
            var wall = FixedRectangle.Around(
                begin.X + way.X.Scale(along, 1000) + Units(random, 100),
                begin.Y + way.Y.Scale(along, 1000) + Units(random, 100),
                new Fixed(1 + random.Next(1 << random.Next(1, 17))),
                new Fixed(1 + random.Next(1 << random.Next(1, 19))));
            if (!wall.Overlaps(FixedRectangle.Around(begin.X, begin.Y, Fixed.FromInt(4), Fixed.FromInt(15))))
                walls.Add(wall);
        }

        return [.. walls];
    }

    private static FixedVector AnyWay(Random random, int tickRate)
    {
        var speed = random.Next(3) switch { 0 => Rates.SpeedLimit, 1 => 555, _ => random.Next(1, Rates.SpeedLimit + 1) };
        return new Angle((ushort)random.Next(Angle.FullTurn)).Direction(Rates.PerTick(speed, tickRate));
    }

    private static Fixed Units(Random random, int limit) => new(random.Next(-limit * Fixed.RawPerUnit, limit * Fixed.RawPerUnit));
}
