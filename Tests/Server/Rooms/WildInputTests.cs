using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Rooms;

/// <summary>Values that the wire can carry and no player means.</summary>
public sealed class WildInputTests
{
    private const int Players = 32;
    private const int Ticks = 3200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Hundred_thousand_wild_commands_leave_the_world_that_the_clamped_ones_leave(int seed)
    {
        Assert.Equal(Play(seed, tame: true), Play(seed, tame: false));
    }

    [Fact]
    public void Wild_acts_and_orders_are_taken_or_ignored_and_nobody_leaves_the_arena()
    {
        var random = new Random(11);
        using var metrics = new ServerMetrics();
        using var room = NewRoom(metrics);
        var seats = Fill(room);
        for (var tick = 0; tick < 600; tick++)
        {
            foreach (var seat in seats)
                seat.TryAct(new PlayerAction((PlayerActionCode)random.Next(65_536), Wild(random), Wild(random)));

            room.TryOrder(new OperatorCommand((OperatorCode)random.Next(14), new((ushort)random.Next(65_536)), Wild(random)));
            Turn(room);
            foreach (var entity in room.View.Entities)
            {
                Assert.InRange(entity.X.Raw, 0, Fixed.FromInt(1280).Raw);
                Assert.InRange(entity.Y.Raw, 0, Fixed.FromInt(720).Raw);
            }
        }

        Assert.Equal(Players, room.World.PlayerCount);
    }

    private static int Wild(Random random) => random.Next(4) switch
    {
        0 => int.MinValue,
        1 => int.MaxValue,
        2 => random.Next(-5, 300),
        _ => random.Next(int.MinValue, int.MaxValue),
    };

    private static ulong Play(int seed, bool tame)
    {
        var random = new Random(seed);
        using var metrics = new ServerMetrics();
        using var room = NewRoom(metrics);
        var seats = Fill(room);
        for (var tick = 0; tick < Ticks; tick++)
        {
            foreach (var seat in seats)
                seat.Offer(Command(random, tame) with { Tick = room.World.Tick.Next });

            Turn(room);
        }

        // The state keeps the last command as it came; after a plain one only its effects are left.
        foreach (var seat in seats)
            seat.Offer(new(room.World.Tick.Next, 0, 0, default, Buttons.None));

        Turn(room);
        Assert.Equal(Players, room.World.PlayerCount);
        return room.World.ComputeHash();
    }

    private static PlayerCommand Command(Random random, bool tame)
    {
        var x = Extreme(random);
        var y = Extreme(random);
        var aim = new Angle((ushort)random.Next(65_536));
        var buttons = (Buttons)random.Next(65_536);
        return tame
            ? new(default, Math.Max(x, (sbyte)-127), Math.Max(y, (sbyte)-127), aim, buttons & (Buttons.Fire | Buttons.Special))
            : new(default, x, y, aim, buttons);
    }

    private static sbyte Extreme(Random random) => random.Next(3) switch
    {
        0 => sbyte.MinValue,
        1 => sbyte.MaxValue,
        _ => (sbyte)random.Next(-128, 128),
    };

    private static Room NewRoom(ServerMetrics metrics) =>
        new(new RoomOptions { PlayerLimit = Players }, TestGames.Shipped["arena"], TestMaps.Arena, new ServerClock(), metrics, new NameRegistry());

    private static List<Seat> Fill(Room room)
    {
        var seats = Enumerable.Range(0, Players).Select(number =>
        {
            Assert.True(room.TryJoin($"p{number}", false, out var seat));
            return seat;
        }).ToList();
        Turn(room);
        Assert.All(seats, static seat => Assert.Equal(SeatState.Playing, seat.State));
        return seats;
    }

    private static void Turn(Room room)
    {
        room.Prepare();
        room.TakeCommands();
        room.Step();
        room.Settle();
        room.EndTick();
    }
}
