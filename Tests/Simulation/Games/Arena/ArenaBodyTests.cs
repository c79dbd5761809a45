using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Games.Arena;

/// <summary>The arena's rows about places, bodies and moves, one test or more for each.</summary>
public sealed class ArenaBodyTests
{
    [Fact]
    public void Arena_is_1280_by_720()
    {
        using var scene = new Scene();

        Assert.Equal(Scene.Area(0, 0, 1280, 720), scene.World.Map.Bounds);
    }

    [Fact]
    public void Tick_rate_is_60_and_a_second_has_60_ticks()
    {
        using var scene = new Scene();
        scene.Join(0).Run(60);

        Assert.Equal(60, scene.TickRate);
        Assert.Equal(new Tick(61), scene.World.Tick);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(241)]
    public void Tick_rate_outside_20_to_240_is_refused(int tickRate) =>
        Assert.Throws<ArgumentException>(() => new Scene(options: new WorldOptions { TickRate = tickRate }));

    [Theory]
    [InlineData(36, 0, false)]
    [InlineData(-36, 0, false)]
    [InlineData(36, -1, true)]
    [InlineData(-36, 1, true)]
    [InlineData(0, 0, true)]
    public void Player_box_is_64_wide_and_bullet_box_8(int apart, int nudge, bool hits)
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(0, 900, 50).Place(1, 600, 300);
        scene.Bullet(0, new FixedVector(Fixed.FromInt(600 + apart) + new Fixed(nudge), Fixed.FromInt(290)), new FixedVector(default, Fixed.FromInt(9)));
        scene.Run(4);

        Assert.Equal(hits ? 80 : 100, scene.Avatar(1).Health);
    }

    [Theory]
    [InlineData(26, 0, false)]
    [InlineData(-26, 0, false)]
    [InlineData(26, -1, true)]
    [InlineData(-26, 1, true)]
    public void Player_box_is_22_high_and_bullet_box_30(int apart, int nudge, bool hits)
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(0, 900, 50).Place(1, 600, 300);
        scene.Bullet(0, new FixedVector(Fixed.FromInt(590), Fixed.FromInt(300 + apart) + new Fixed(nudge)), new FixedVector(Fixed.FromInt(9), default));
        scene.Run(4);

        Assert.Equal(hits ? 80 : 100, scene.Avatar(1).Health);
    }

    [Theory]
    [InlineData(8, 0, false)]
    [InlineData(7, 29, true)]
    [InlineData(0, 30, false)]
    [InlineData(-7, -29, true)]
    public void Bullet_box_is_8_by_30(int apartX, int apartY, bool meet)
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(0, 900, 50).Place(1, 900, 490);
        var first = scene.Bullet(0, 600, 300, 0, 0);
        var second = scene.Bullet(1, 600 + apartX, 300 + apartY, 0, 0);
        scene.Run();

        Assert.Equal(!meet, scene.Exists(first));
        Assert.Equal(!meet, scene.Exists(second));
    }

    [Theory]
    [InlineData(127, 0)]
    [InlineData(-127, 0)]
    [InlineData(0, 127)]
    [InlineData(0, -127)]
    public void Player_speed_is_500_units_a_second(sbyte x, sbyte y)
    {
        using var scene = new Scene(Scene.Field(2000));
        scene.Join(0).Hold(0, x, y).RunSeconds(1);

        var perSecond = Rates.PerTick(500, 60) * 60;
        Assert.Equal((perSecond.Scale(x, 127), perSecond.Scale(y, 127)), scene.At(0));
        Assert.Equal(500, Rates.PerSecond(scene.Avatar(0).Speed, 60));
    }

    [Fact]
    public void Player_speed_is_the_same_in_every_direction_and_at_every_tick_rate()
    {
        for (var tickRate = 20; tickRate <= 240; tickRate += 55)
        {
            using var scene = new Scene(Scene.Field(2000), new WorldOptions { TickRate = tickRate });
            scene.Join(0).Hold(0, 127, -127).RunSeconds(2);
            var (x, y) = scene.At(0);

            Assert.Equal(-y, x);
            Assert.Equal(1000, new FixedVector(x, y).Length.Round());
        }
    }

    [Fact]
    public void Half_a_move_is_half_the_speed_and_the_lowest_byte_is_no_faster()
    {
        using var scene = new Scene(Scene.Field(2000));
        scene.Join(0, 2).Hold(0, 64, 0).Hold(2, -128, 0).RunSeconds(1);

        Assert.Equal(252, scene.At(0).X.Round());
        Assert.Equal(-500, scene.At(2).X.Round());
    }

    [Fact]
    public void No_wish_is_longer_than_the_speed() => Seeded.Run(5_000, random =>
    {
        var intent = new Intent { MoveX = (sbyte)random.Next(-127, 128), MoveY = (sbyte)random.Next(-127, 128) };
        var speed = Rates.PerTick(random.Next(Rates.SpeedLimit + 1), random.Next(20, 241));
        var step = Ecs.Simulation.Systems.MovementSystem.WishedStep(intent, speed);
        var slack = (long)speed.Raw + 1;

        Assert.True(step.LengthSquaredRaw <= slack * slack, $"{intent.MoveX}, {intent.MoveY} at {speed} gives {step}");
    });

    [Theory]
    [InlineData(1275, 250, 127, 127)] // right edge
    [InlineData(5, 250, -127, 127)]
    [InlineData(640, 5, 127, -127)]
    [InlineData(640, 497, 127, 127)]
    public void Move_limits_refuse_a_move_that_would_leave_whole(int x, int y, sbyte moveX, sbyte moveY)
    {
        using var scene = new Scene();
        scene.Join(0).Place(0, x, y).Hold(0, moveX, moveY).Run(3);

        Assert.Equal((Fixed.FromInt(x), Fixed.FromInt(y)), scene.At(0));
        Assert.Equal(default, scene.Avatar(0).VelocityX);
        Assert.Equal(default, scene.Avatar(0).VelocityY);
    }

    [Fact]
    public void Move_limits_are_0_to_1280_and_0_to_500_edges_included()
    {
        using var scene = new Scene();
        scene.Join(0);
        foreach (var (x, y, moveX, moveY) in new (int X, int Y, sbyte MoveX, sbyte MoveY)[]
            { (1280, 300, 127, 0), (0, 300, -127, 0), (640, 500, 0, 127), (640, 0, 0, -127) })
        {
            var step = Rates.PerTick(500, 60);
            var edge = (X: Fixed.FromInt(x), Y: Fixed.FromInt(y));
            scene.Of<Position>(0) = new Position { X = edge.X - step.Scale(moveX, 127), Y = edge.Y - step.Scale(moveY, 127) };
            scene.Hold(0, moveX, moveY).Run();
            Assert.Equal(edge, scene.At(0));

            scene.Run();
            Assert.Equal(edge, scene.At(0));
        }
    }

    [Fact]
    public void Spawn_is_100_100_for_SKY_and_100_500_for_BLOOM()
    {
        using var scene = new Scene();
        scene.Join(0, 1);

        Assert.Equal((Fixed.FromInt(100), Fixed.FromInt(100)), scene.At(0));
        Assert.Equal((Fixed.FromInt(100), Fixed.FromInt(500)), scene.At(1));
    }

    [Fact]
    public void Team_is_the_seat_modulo_2_and_decides_where_the_barrel_points()
    {
        using var scene = new Scene();
        scene.Join(0, 1, 2, 7);

        Assert.Equal([0, 1, 0, 1], new ushort[] { 0, 1, 2, 7 }.Select(slot => (int)scene.Avatar(slot).Team));
        Assert.Equal(Angle.Down, scene.Avatar(0).Aim);
        Assert.Equal(Angle.Up, scene.Avatar(7).Aim);
    }

    [Fact]
    public void Team_wish_of_a_newcomer_wins_over_the_seat()
    {
        using var scene = new Scene();
        scene.With(input =>
        {
            input.Add(new PlayerJoin(new PlayerSlot(2), "wants BLOOM", 1, IsBot: false));
            input.Add(new PlayerJoin(new PlayerSlot(4), "wants nonsense", 2, IsBot: true));
        }).Run();

        Assert.Equal(1, scene.Avatar(2).Team);
        Assert.Equal(0, scene.Avatar(4).Team);
        Assert.Equal(EntityFlags.Alive | EntityFlags.Bot, scene.Avatar(4).Flags);
    }

    [Fact]
    public void Ids_are_never_used_again_over_10_000_players_and_the_wrap_of_the_tick()
    {
        using var scene = new Scene();
        scene.World.Record.Tick = new Tick(uint.MaxValue - 1_000);
        var last = EntityId.None;
        for (var i = 0; i < 10_000; i++)
        {
            scene.Forget().Join(3);
            Assert.True(scene.World.TryGetAvatar(new PlayerSlot(3), out var id));
            Assert.True(id.CompareTo(last) > 0);
            Assert.False(scene.Exists(last));
            last = id;
            scene.Leave(3);
            Assert.Equal(id, scene.Only(WorldEventKind.PlayerLeft).Subject);
        }

        Assert.Equal(0, scene.World.EntityCount);
        Assert.Equal(new Tick(18_999), scene.World.Tick);
    }

    [Fact]
    public void Silence_repeats_the_last_move_for_6_ticks_without_buttons_then_rests()
    {
        using var scene = new Scene(Scene.Field(2000));
        scene.Join(0).Hold(0, 127, 0, Buttons.Fire).Run().Fall(0).Forget().Run(30);

        Assert.Equal(Rates.PerTick(500, 60) * 7, scene.At(0).X);
        Assert.Empty(scene.All(WorldEventKind.ShotFired));
    }

    [Fact]
    public void Two_commands_for_one_seat_move_once_and_the_newer_wins()
    {
        using var scene = new Scene(Scene.Field(2000));
        scene.Join(0).Hold(0, 127, 0).With(input =>
            input.Add(new SlotCommand(new PlayerSlot(0), new PlayerCommand(scene.World.Tick.Next, -127, 0, default, Buttons.None)))).Run();

        Assert.Equal(Rates.PerTick(500, 60), scene.At(0).X);
    }
}
