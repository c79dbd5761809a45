using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Rooms;

public sealed class SeatAllocatorTests
{
    [Fact]
    public void Lowest_number_goes_first_and_a_freed_one_rests_five_seconds()
    {
        using var rig = new ServerRig();
        var first = Join(rig.Room, "ana");
        var second = Join(rig.Room, "bob");
        rig.Run(1);

        rig.Room.Leave(first, Reason.Left);
        rig.Run(1);
        var third = Join(rig.Room, "cid");
        rig.RunSeconds(5.1);
        var fourth = Join(rig.Room, "dan");

        Assert.Equal([0, 1, 2, 0], new[] { first, second, third, fourth }.Select(static seat => (int)seat.Slot.Value));
    }

    [Fact]
    public void Full_room_that_leaves_and_returns_at_once_finds_seats()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 8 });
        var seats = Enumerable.Range(0, 8).Select(number => Join(rig.Room, $"p{number}")).ToList();
        Assert.False(rig.Room.TryJoin("late", false, out _));
        rig.Run(1);

        seats.ForEach(seat => rig.Room.Leave(seat, Reason.Left));
        rig.Run(1);

        Assert.Equal(0, rig.Room.PlayerCount);
        Assert.All(Enumerable.Range(0, 8), number => Join(rig.Room, $"q{number}"));
    }

    [Fact]
    public void Who_is_about_to_go_keeps_nobody_out_even_where_no_tick_runs()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 1 });
        var first = Join(rig.Room, "ana");
        rig.Run(1);
        rig.Room.Pause();
        rig.Room.Leave(first, Reason.Left);
        var second = Join(rig.Room, "bob");
        Assert.False(rig.Room.TryJoin("cid", false, out _));
        rig.Run(3);

        rig.Room.Resume();
        rig.Run(2);
        Assert.Equal((SeatState.Gone, SeatState.Playing, 1), (first.State, second.State, rig.Room.World.PlayerCount));
    }

    [Fact]
    public void Who_comes_and_goes_without_end_keeps_nobody_out_and_gets_the_number_that_has_rested_longest()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 4 });
        Join(rig.Room, "ana");
        var numbers = new List<int>();
        for (var stay = 0; stay < 60; stay++)
        {
            var seat = Join(rig.Room, "churn");
            numbers.Add(seat.Slot.Value);
            rig.Run(1);
            rig.Room.Leave(seat, Reason.Left);
            rig.Run(1);
        }

        Assert.Equal(Enumerable.Range(0, 60).Select(static stay => 1 + (stay % 7)), numbers);
        Assert.Equal(1, rig.Room.PlayerCount);
    }

    [Fact]
    public void Seat_left_before_its_first_tick_never_becomes_an_avatar()
    {
        using var rig = new ServerRig();
        var seat = Join(rig.Room, "ana");

        rig.Room.Leave(seat, Reason.Left);
        rig.Run(2);

        Assert.Equal(SeatState.Gone, seat.State);
        Assert.Equal(0, rig.Room.World.PlayerCount);
        Assert.Equal(0, rig.Room.PlayerCount);
    }

    [Fact]
    public void Seat_object_of_a_past_stay_moves_nobody()
    {
        using var rig = new ServerRig();
        var old = Join(rig.Room, "ana");
        rig.Run(1);
        rig.Room.Leave(old, Reason.Left);
        rig.RunSeconds(6);
        var next = Join(rig.Room, "bob");
        rig.Run(1);
        Assert.Equal(old.Slot, next.Slot);

        var verdict = old.Offer(new(rig.Room.World.Tick.Next, 127, 0, default, default));
        rig.Room.Leave(old, Reason.Left);
        rig.Run(1);

        Assert.Equal(InputVerdict.Absent, verdict);
        Assert.False(old.TryAct(new(PlayerActionCode.HurtSelf, 0, 0)));
        Assert.Equal(SeatState.Playing, next.State);
        Assert.Equal(1, rig.Room.World.PlayerCount);
    }

    [Fact]
    public void Ten_thousand_stays_leave_nothing_behind()
    {
        using var metrics = new ServerMetrics();
        var clock = new ServerClock();
        using var room = new Room(new RoomOptions { PlayerLimit = 4 }, TestGames.Shipped["arena"], TestMaps.Arena, clock, metrics, new NameRegistry());
        for (var stay = 0; stay < 10_000; stay++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(room.TryJoin("ana", false, out var seat), $"stay {stay}");
            Turn(room);
            Assert.Equal(SeatState.Playing, seat.State);
            room.Leave(seat, Reason.Left);
            Turn(room);
        }

        Assert.Equal(0, room.PlayerCount);
        Assert.Equal(0, room.World.PlayerCount);
        Assert.Equal(0, room.SeatLimit);
    }

    private static void Turn(Room room)
    {
        room.Prepare();
        room.TakeCommands();
        room.Step();
        room.Settle();
        room.EndTick();
    }

    private static Seat Join(Room room, string name)
    {
        Assert.True(room.TryJoin(name, false, out var seat));
        return seat;
    }
}
