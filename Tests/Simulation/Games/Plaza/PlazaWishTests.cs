using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Games.Plaza;

/// <summary>Players of the plaza say where they are, and how much of it happens.</summary>
public sealed class PlazaWishTests
{
    [Fact]
    public void Random_hops_in_the_square_of_the_original_client_all_happen_ten_times_a_second() => Seeded.Run(20, random =>
    {
        using var scene = PlazaScene.Open();
        scene.Join(0);
        for (var hop = 0; hop < 100; hop++)
        {
            var wish = new PlayerWish(
                true, AnyWhere(random), AnyWhere(random), Fixed.Zero, new Angle((ushort)random.Next(Angle.FullTurn)));
            scene.Wish(0, wish);

            Assert.Equal((wish.X, wish.Y, wish.Z, wish.Facing), scene.Where(0));
            Assert.Equal(default, scene.Of<Velocity>(0));
            scene.Run(5);
            Assert.Equal((wish.X, wish.Y, wish.Z, wish.Facing), scene.Where(0));
        }
    });

    [Fact]
    public void Height_and_facing_come_along_and_stay_when_nothing_is_said()
    {
        using var scene = PlazaScene.Open();
        scene.Join(0).Wish(0, PlazaScene.At(1, -2, 300, facing: 65_000)).Run(100);

        Assert.Equal((Fixed.FromInt(1), Fixed.FromInt(-2), Fixed.FromInt(300), new Angle(65_000)), scene.Where(0));
        Assert.Equal(new Angle(65_000), scene.Avatar(0).Aim);
    }

    [Fact]
    public void A_wish_beyond_the_map_ends_at_its_edge_and_one_beyond_the_sky_at_its_ceiling()
    {
        using var scene = PlazaScene.Open();
        scene.Join(0).Wish(0, new PlayerWish(true, Fixed.MaxValue, Fixed.MinValue, Fixed.MaxValue, default));

        Assert.Equal((Fixed.FromInt(4096), Fixed.FromInt(-4096), Fixed.FromInt(4096), Angle.Up), scene.Where(0));
        scene.Wish(0, new PlayerWish(true, Fixed.MinValue, Fixed.MaxValue, Fixed.MinValue, default));
        Assert.Equal((Fixed.FromInt(-4096), Fixed.FromInt(4096), Fixed.FromInt(-4096), Angle.Up), scene.Where(0));
    }

    [Fact]
    public void A_jump_goes_over_walls_and_not_into_them()
    {
        using var scene = PlazaScene.Open(map: Scene.Field(1_000, Scene.Area(10, -50, 20, 50)));
        scene.Join(0).Wish(0, PlazaScene.At(30, 0));
        Assert.Equal((Fixed.FromInt(30), Fixed.Zero), scene.At(0));

        scene.Wish(0, PlazaScene.At(15, 0, z: 7));
        Assert.Equal((Fixed.FromInt(30), Fixed.Zero), scene.At(0));
        Assert.Equal(Fixed.FromInt(7), scene.Of<Stance>(0).Z);
    }

    [Fact]
    public void With_a_speed_a_wish_goes_no_further_than_was_saved_up_in_a_second()
    {
        using var scene = PlazaScene.Open(wishSpeed: 20, map: Scene.Field(1_000));
        scene.Join(0).RunSeconds(10).Wish(0, PlazaScene.At(300, 0));
        Assert.Equal((Fixed.FromInt(20), Fixed.Zero), scene.At(0));

        scene.Wish(0, PlazaScene.At(300, 0));
        Assert.InRange((scene.At(0).X - Fixed.FromInt(20)).Raw, 1, Rates.PerTick(20, 60).Raw);
    }

    [Theory]
    [InlineData(1)]  // evenly
    [InlineData(8)]  // late by eight at once
    public void With_a_speed_an_honest_walker_arrives_whatever_the_bursts(int burst)
    {
        using var scene = PlazaScene.Open(wishSpeed: 20, map: Scene.Field(1_000));
        scene.Join(0).RunSeconds(1);
        for (var hop = 1; hop <= 200; hop++)
        {
            scene.Wish(0, new PlayerWish(true, Fixed.FromInt(2) * hop, Fixed.Zero, Fixed.Zero, default));
            scene.Run(hop % burst == 0 ? 6 * burst - burst : 0);
        }

        Assert.Equal((Fixed.FromInt(400), Fixed.Zero), scene.At(0));
    }

    [Fact]
    public void With_a_speed_a_cheat_covers_no_more_ground_than_the_speed_allows()
    {
        using var scene = PlazaScene.Open(wishSpeed: 20, map: Scene.Field(4_000));
        scene.Join(0).RunSeconds(5);
        for (var tick = 0; tick < 600; tick++)
            scene.Wish(0, PlazaScene.At(4_000, 4_000));

        var (x, y) = scene.At(0);
        Assert.InRange(new FixedVector(x, y).Length.Round(), 215, 220); // ten seconds and the one that was saved up
    }

    [Fact]
    public void With_a_speed_walls_stop_a_wish_as_they_stop_a_walker()
    {
        using var scene = PlazaScene.Open(wishSpeed: 100, map: Scene.Field(1_000, Scene.Area(10, -50, 20, 50)));
        scene.Join(0).RunSeconds(1).Wish(0, PlazaScene.At(30, 0));

        Assert.Equal((Fixed.FromRatio(19, 2), Fixed.Zero), scene.At(0));
    }

    [Fact]
    public void One_hop_happens_in_a_tick_and_the_next_tick_forgets_it()
    {
        using var scene = PlazaScene.Open();
        scene.Join(0, 1).Wish(0, PlazaScene.At(50, 60)).Place(0, 10, 10).Run();

        Assert.Equal((Fixed.FromInt(10), Fixed.FromInt(10)), scene.At(0));
        Assert.False(scene.Of<Wish>(0).IsPresent);
        Assert.Equal((Fixed.FromInt(75), Fixed.FromInt(25)), scene.At(1));
    }

    private static Fixed AnyWhere(Random random) => new(random.Next((100 * Fixed.RawPerUnit) + 1));
}
