using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;

namespace Ecs.Tests.Simulation.Games.Survival;

/// <summary>The survival game's rows about moving, one test or more for each.</summary>
public sealed class SurvivalMoveTests
{
    private const double Acceleration = 0.0016;         // units per millisecond per millisecond
    private const double DecayPerMillisecond = 0.993;
    private const double TopSpeed = 0.22777;            // 0.0016 / -ln 0.993
    private const double Raw = 1.0 / Fixed.RawPerUnit;

    public static TheoryData<int> TickRates => [20, 30, 60, 100, 144, 240];

    [Theory]
    [MemberData(nameof(TickRates))]
    public void Speeding_up_follows_the_formula_taken_in_short_steps(int tickRate)
    {
        using var scene = SurvivalField.Begin(tickRate: tickRate).Join(0).Place(0, 0, 0);
        var (speed, way) = (0.0, 0.0);
        for (var tick = 1; tick <= tickRate; tick++)
        {
            scene.Steer(0, 1, x: 127);
            (speed, _) = Formula(speed, 1000.0 / tickRate);
            way += speed * 1000.0 / tickRate;

            Near(speed * 1000.0 / tickRate, scene.Of<Velocity>(0).X, 1.5 * Raw);
            Near(way, scene.Of<Position>(0).X, tick * 0.6 * Raw);
        }
    }

    [Theory]
    [MemberData(nameof(TickRates))]
    public void Slowing_down_follows_the_formula_until_rest(int tickRate)
    {
        using var scene = SurvivalField.Begin(tickRate: tickRate).Join(0).Place(0, -900, 0).Steer(0, tickRate, x: 127);
        var milliseconds = 1000.0 / tickRate;
        var speed = (double)scene.Of<Velocity>(0).X.Raw / Fixed.RawPerUnit / milliseconds;
        while (speed * Math.Pow(DecayPerMillisecond, milliseconds) > 0.0101)
        {
            scene.Steer(0, 1);
            speed *= Math.Pow(DecayPerMillisecond, milliseconds);
            Near(speed * milliseconds, scene.Of<Velocity>(0).X, 2 * Raw);
        }

        scene.Steer(0, 2);
        Assert.Equal(default, scene.Of<Velocity>(0));
        Assert.Equal((0, 0), (scene.Of<Momentum>(0).X, scene.Of<Momentum>(0).Y));
    }

    [Theory]
    [MemberData(nameof(TickRates))]
    public void Top_speed_is_about_0_23_units_per_millisecond_at_every_tick_rate(int tickRate)
    {
        using var scene = SurvivalField.Begin(tickRate: tickRate).Join(0).Place(0, -900, 0).Steer(0, 3 * tickRate, x: 127);

        var perMillisecond = scene.Of<Velocity>(0).X.Raw * Raw * tickRate / 1000;
        Assert.InRange(perMillisecond, TopSpeed - 0.0002, TopSpeed + 0.0002);
    }

    [Theory]
    [MemberData(nameof(TickRates))]
    public void A_push_off_the_spot_works_in_all_eight_directions_at_every_tick_rate(int tickRate)
    {
        foreach (var (x, y) in ((int, int)[])[(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)])
        {
            using var scene = SurvivalField.Begin(tickRate: tickRate).Join(0).Place(0, 0, 0).Steer(0, tickRate, (sbyte)(127 * x), (sbyte)(127 * y));

            var velocity = scene.Of<Velocity>(0);
            var length = Math.Sqrt(((double)velocity.X.Raw * velocity.X.Raw) + ((double)velocity.Y.Raw * velocity.Y.Raw)) * Raw * tickRate / 1000;
            Assert.InRange(length, 0.2250, 0.2285);
            Assert.Equal((x, y), (Math.Sign(velocity.X.Raw), Math.Sign(velocity.Y.Raw)));
        }
    }

    [Fact]
    public void A_free_direction_goes_to_the_nearest_of_eight()
    {
        for (var degrees = 0; degrees < 360; degrees++)
        {
            var radians = degrees * Math.PI / 180;
            var (x, y) = Octant.Nearest((int)Math.Round(1e6 * Math.Cos(radians)), (int)Math.Round(1e6 * Math.Sin(radians)));
            var eighth = (int)Math.Round(degrees / 45.0) % 8 * Math.PI / 4;

            Assert.Equal((Math.Sign(Math.Round(Math.Cos(eighth), 6)), Math.Sign(Math.Round(Math.Sin(eighth), 6))), (x, y));
        }

        Assert.Equal((0, 0), Octant.Nearest(0, 0));
    }

    [Fact]
    public void A_weak_move_is_as_fast_as_a_strong_one()
    {
        using var weak = SurvivalField.Begin().Join(0).Place(0, 0, 0).Steer(0, 30, x: 1);
        using var strong = SurvivalField.Begin().Join(0).Place(0, 0, 0).Steer(0, 30, x: 127);

        Assert.Equal(strong.At(0), weak.At(0));
    }

    [Fact]
    public void The_edge_of_the_map_holds_the_whole_body()
    {
        using var scene = SurvivalField.Begin().Join(0).Place(0, 900, 900).Steer(0, 120, 127, 127);

        Assert.Equal((Fixed.FromInt(965), Fixed.FromInt(965)), scene.At(0));
        Assert.Equal(default, scene.Of<Velocity>(0));
    }

    [Theory]
    [InlineData("tree", 118)]
    [InlineData("gold", 80)]
    public void Scenery_stops_who_runs_into_it_head_on(string kind, int radius)
    {
        using var scene = SurvivalField.Begin(SurvivalField.Meadow((kind, 400, 0, radius))).Join(0).Place(0, 0, 0).Steer(0, 180, x: 127);

        var gap = Fixed.FromInt(400 - radius - 35) - scene.At(0).X;
        Assert.InRange(gap.Raw, 0, 4);
        Assert.Equal(0, scene.Of<Velocity>(0).X.Raw);
    }

    [Fact]
    public void Scenery_beside_the_way_turns_it_aside()
    {
        using var scene = SurvivalField.Begin(SurvivalField.Meadow(("rock", 400, 60, 80))).Join(0).Place(0, 0, 0).Steer(0, 300, x: 127);

        Assert.True(scene.At(0).X > Fixed.FromInt(600), $"stuck at {scene.At(0)}");
        Assert.True(scene.At(0).Y < Fixed.Zero);
    }

    [Fact]
    public void Nobody_ever_stands_in_scenery_whatever_way_they_take() => Seeded.Run(20, random =>
    {
        var circles = new (string, int, int, int)[30];
        for (var i = 0; i < circles.Length; i++)
            circles[i] = ("bush", random.Next(-900, 900), random.Next(-900, 900), random.Next(65, 126));

        using var scene = SurvivalField.Begin(SurvivalField.Meadow(circles)).Join(0, 1, 2);
        for (var leg = 0; leg < 60; leg++)
        {
            scene.Steer((ushort)(leg % 3), 15, (sbyte)random.Next(-127, 128), (sbyte)random.Next(-127, 128));
            foreach (var slot in (ushort[])[0, 1, 2])
            {
                var place = new FixedVector(scene.At(slot).X, scene.At(slot).Y);
                foreach (var (_, x, y, radius) in circles)
                {
                    var apart = place - new FixedVector(Fixed.FromInt(x), Fixed.FromInt(y));
                    Assert.True(apart.Length >= Fixed.FromInt(radius + 35) - new Fixed(1), $"in a bush at {place}");
                }
            }
        }
    });

    [Fact]
    public void The_way_out_of_several_circles_does_not_depend_on_their_order() => Seeded.Run(200, random =>
    {
        var circles = new Circle[6];
        for (var i = 0; i < circles.Length; i++)
            circles[i] = new Circle(new FixedVector(Fixed.FromInt(random.Next(-150, 150)), Fixed.FromInt(random.Next(-150, 150))), Fixed.FromInt(random.Next(65, 126)));

        var turned = circles.Reverse().ToArray();
        var bounds = Scene.Area(-1000, -1000, 1000, 1000);
        var (field, other) = (new CircleField(bounds, circles), new CircleField(bounds, turned));
        var point = new FixedVector(Fixed.FromInt(random.Next(-200, 200)), Fixed.FromInt(random.Next(-200, 200)));
        var radius = Fixed.FromInt(35);
        var (first, second) = (field.FindDeepest(point, radius), other.FindDeepest(point, radius));

        Assert.Equal(first < 0, second < 0);
        if (first >= 0)
            Assert.Equal(Overlap(circles[first], point), Overlap(turned[second], point));
    });

    [Fact]
    public void Players_may_stand_in_one_place()
    {
        using var scene = SurvivalField.Begin().Join(0, 1).Place(0, 0, 0).Place(1, 300, 0).Steer(0, 80, x: 127);

        Assert.True(scene.At(0).X > Fixed.FromInt(230));
    }

    [Fact]
    public void An_ordered_speed_is_the_new_top_speed()
    {
        using var scene = SurvivalField.Begin().Join(0).Place(0, -900, 0).Order(Ecs.Simulation.Inputs.OperatorCode.Speed, 0, 600).Steer(0, 120, x: 127);

        Assert.InRange(scene.Of<Velocity>(0).X.Raw, (10 * Fixed.RawPerUnit) - 2, (10 * Fixed.RawPerUnit) + 2);
    }

    private static int Overlap(in Circle circle, FixedVector point) => (circle.Radius - (point - circle.Centre).Length).Raw;

    /// <summary>
    /// The formula of the original, v += 0.0016 dt and v *= 0.993^dt, in steps of 1/64 millisecond: what one tick makes of a speed
    /// with the key down. In whole ticks it would give other speeds at other tick rates.
    /// </summary>
    private static (double Speed, double Way) Formula(double speed, double milliseconds)
    {
        var steps = (int)Math.Round(64 * milliseconds);
        var step = milliseconds / steps;
        var way = 0.0;
        for (var i = 0; i < steps; i++)
        {
            speed = (speed + (Acceleration * step / 2)) * Math.Pow(DecayPerMillisecond, step) + (Acceleration * step / 2);
            way += speed * step;
        }

        return (speed, way);
    }

    private static void Near(double expected, Fixed actual, double tolerance) =>
        Assert.True(Math.Abs((actual.Raw * Raw) - expected) <= tolerance, $"{actual.Raw * Raw} instead of {expected}");
}
