using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Games.Plaza;

/// <summary>The plaza for those who walk, and what its operators may order.</summary>
public sealed class PlazaModeTests
{
    [Fact]
    public void Neighbours_begin_at_different_places()
    {
        using var scene = PlazaScene.Open();
        scene.Join(0, 1, 2, 3, 4);

        Assert.Equal(4, Enumerable.Range(0, 4).Select(slot => scene.At((ushort)slot)).Distinct().Count());
        Assert.Equal(scene.At(0), scene.At(4));
    }

    [Fact]
    public void Who_walks_goes_ten_units_a_second_looks_where_the_aim_is_and_stays_on_the_ground()
    {
        using var scene = PlazaScene.Open(map: Scene.Field(1_000));
        scene.Join(0);
        for (var tick = 0; tick < 60; tick++)
        {
            scene.With(input => input.Add(
                new SlotCommand(new PlayerSlot(0), new PlayerCommand(scene.World.Tick.Next, 127, 0, Angle.Right, Buttons.None)))).Run();
        }

        Assert.Equal(10, scene.At(0).X.Round());
        Assert.Equal(Angle.Right, scene.Avatar(0).Aim);
        Assert.Equal(default, scene.Of<Stance>(0).Z);
        Assert.NotEqual(default, scene.Of<Velocity>(0));
    }

    [Fact]
    public void Walls_and_the_edge_of_the_map_hold_a_walker()
    {
        using var scene = PlazaScene.Open(map: Scene.Field(20, Scene.Area(5, -10, 8, 10)));
        scene.Join(0).Hold(0, x: 127).RunSeconds(3);
        Assert.Equal(Fixed.FromRatio(9, 2), scene.At(0).X);

        scene.Hold(0, x: -127).RunSeconds(5);
        Assert.InRange(scene.At(0).X.Raw, Fixed.FromInt(-20).Raw, Fixed.FromInt(-19).Raw);
    }

    [Fact]
    public void Nobody_has_a_weapon()
    {
        using var scene = PlazaScene.Open();
        scene.Join(0, 1).Shoot(0).Hold(0, buttons: Buttons.Fire).RunSeconds(1);

        Assert.Empty(scene.Bullets());
        Assert.Equal((ushort)1, scene.Avatar(1).Health);
    }

    [Fact]
    public void Operators_send_people_back_and_change_their_pace()
    {
        using var scene = PlazaScene.Open();
        scene.Join(0, 1).Wish(0, PlazaScene.At(9, 9)).Wish(1, PlazaScene.At(8, 8)).Order(OperatorCode.Respawn, 0);
        Assert.Equal((Fixed.FromInt(25), Fixed.FromInt(25)), scene.At(0));
        Assert.Equal((Fixed.FromInt(8), Fixed.FromInt(8)), scene.At(1));

        scene.Order(OperatorCode.RespawnAll).Order(OperatorCode.Speed, 1, 60);
        Assert.Equal((Fixed.FromInt(75), Fixed.FromInt(25)), scene.At(1));
        Assert.Equal(Fixed.One, scene.Of<Mobility>(1).Speed);
        scene.Order(OperatorCode.Kill, 1).Order(OperatorCode.Respawn, 77).Run(10);
        Assert.Equal(EntityFlags.Alive, scene.Avatar(1).Flags & EntityFlags.Alive);
    }

    [Fact]
    public void Any_input_leaves_the_plaza_in_order() => Seeded.Run(20, random =>
    {
        var map = random.Next(2) == 0 ? Scene.Field(60, Scene.Area(-5, -5, 5, 5)) : null;
        using var scene = PlazaScene.Open(random.Next(3) * 40, map, random.Next(20, 241));
        var limits = scene.World.Map.MoveLimits;
        for (var tick = 0; tick < 300; tick++)
        {
            scene.With(input => TickStoryTests.AddGarbage(random, input)).Run();
            if (random.Next(40) == 0)
            {
                var hash = scene.World.ComputeHash();
                Assert.Equal(hash, scene.Rebuild((ulong)random.Next(5)).World.ComputeHash());
            }

            foreach (var avatar in scene.World.Seats)
            {
                var at = scene.World.Store.Get<Position>(avatar);
                Assert.True(limits.Contains(at.X, at.Y));
                Assert.InRange(scene.World.Store.Get<Stance>(avatar).Z.Raw, -4096 * Fixed.RawPerUnit, 4096 * Fixed.RawPerUnit);
            }
        }
    });

    [Fact]
    public void A_speed_outside_the_range_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PlazaScene.Open(wishSpeed: -1));
        Assert.Throws<ArgumentException>(() => PlazaScene.Open(wishSpeed: Rates.SpeedLimit + 1));
        using var fastest = PlazaScene.Open(wishSpeed: Rates.SpeedLimit, map: TestMaps.Load("plaza"));
        Assert.Equal(Fixed.FromInt(4096), fastest.Join(0).RunSeconds(1).Wish(0, PlazaScene.At(10_000, 25)).At(0).X);
    }
}
