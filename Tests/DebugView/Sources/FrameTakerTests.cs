using Ecs.DebugView.Frames;
using Ecs.DebugView.Sources.Hosted;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.DebugView.Sources;

/// <summary>What the window gets of a hosted server, and what that costs the tick.</summary>
[Collection(AloneLane.Name)]
public sealed class FrameTakerTests
{
    [Fact]
    public void A_frame_is_the_room_after_the_tick()
    {
        using var rig = new ServerRig(rooms: new RoomOptions { Bots = 4 });
        var (ring, wishes) = Watch(rig);
        rig.Run(5);
        rig.Server.Say("hello");
        Drain(ring);
        rig.Run(1);

        Assert.True(ring.TryRead(out var frame));
        Assert.Equal(6, frame.Number);
        Assert.Equal(rig.Room.World.Tick, frame.View.Tick);
        Assert.Equal(rig.Room.View.Entities.ToArray(), frame.View.Entities.ToArray());
        Assert.Equal(4, frame.Players.Length);
        Assert.Equal("hello", frame.TextOf(frame.Notes[0]).ToString());
        Assert.True(frame.Figures.Has(FrameParts.Systems | FrameParts.Stages | FrameParts.Tick));
        Assert.False(frame.Cells.IsKnown);
        Assert.True(wishes.Selected.IsNone);
    }

    [Fact]
    public void The_window_gets_what_it_wishes_for()
    {
        using var rig = new ServerRig(rooms: new RoomOptions { Bots = 4 });
        var (ring, wishes) = Watch(rig);
        rig.Run(2);
        var avatar = FirstAvatar(rig);
        wishes.Selected = avatar;
        wishes.WantsCells = true;
        Drain(ring);
        rig.Run(1);

        Assert.True(ring.TryRead(out var frame));
        Assert.Equal(avatar, frame.Selected.Id);
        Assert.Equal(rig.Room.BroadPhase.Columns, frame.Cells.Columns);
        var boxes = 0;
        for (var row = 0; row < frame.Cells.Rows; row++)
        {
            for (var column = 0; column < frame.Cells.Columns; column++)
            {
                Assert.Equal(rig.Room.BroadPhase.In(column, row).Length, frame.Cells[column, row]);
                boxes += frame.Cells[column, row];
            }
        }

        Assert.True(boxes >= 4);
    }

    [Fact]
    public void People_come_ten_times_a_second_and_when_somebody_comes()
    {
        using var rig = new ServerRig(rooms: new RoomOptions { Bots = 4 });
        var (ring, _) = Watch(rig);
        rig.RunSeconds(1);
        Drain(ring);
        var detailed = 0;
        for (var tick = 0; tick < 60; tick++)
        {
            rig.Run(1);
            Assert.True(ring.TryRead(out var frame));
            detailed += frame.LacksDetails ? 0 : 1;
            ring.Return();
        }

        Assert.Equal(10, detailed);
        rig.Room.SetBots(5);
        rig.Run(1);
        Assert.True(ring.TryRead(out var arrival));
        Assert.False(arrival.LacksDetails);
        Assert.Equal(5, arrival.Players.Length);
    }

    [Fact]
    public void What_is_inspected_comes_with_every_tick_and_is_of_that_tick()
    {
        using var rig = new ServerRig(rooms: new RoomOptions { Bots = 4 });
        var (ring, wishes) = Watch(rig);
        rig.RunSeconds(1);
        var schema = rig.Room.World.Schema;
        var whole = new EntityImage();
        for (var tick = 0; tick < 30; tick++)
        {
            Drain(ring);
            wishes.Selected = tick < 15 ? Ecs.Simulation.Values.EntityId.None : FirstAvatar(rig);
            rig.Run(1);
            if (!whole.TryTake(rig.Room.World, wishes.Selected))
                whole.TakeWorld(rig.Room.World);

            Assert.True(ring.TryRead(out var frame));
            Assert.Equal(wishes.Selected, frame.Selected.Id);
            Assert.Equal(whole.Mask, frame.Selected.Mask);
            for (var component = 0; component < schema.Components.Length; component++)
            {
                for (var field = 0; whole.Has(component) && field < schema.Components[component].Fields.Count; field++)
                    Assert.Equal(whole.FieldBytes(schema, component, field), frame.Selected.FieldBytes(schema, component, field));
            }
        }
    }

    [Fact]
    public void A_window_that_does_not_read_costs_frames_and_never_a_tick()
    {
        using var rig = new ServerRig(rooms: new RoomOptions { Bots = 4 });
        var (ring, _) = Watch(rig);
        rig.Run(20);

        Assert.Equal(4, ring.Missed);
        Assert.True(ring.TryRead(out var oldest));
        Assert.Equal(1, oldest.Number);
    }

    [Fact]
    public void A_player_comes_with_what_the_connection_tells()
    {
        using var rig = new ServerRig();
        var (ring, _) = Watch(rig);
        rig.Seat("ana");
        rig.RunUntil(() => rig.Server.Names.Find("ana")!.AcknowledgedSnapshot.Value != 0, seconds: 5);
        rig.RunSeconds(0.5);
        Drain(ring);
        rig.RunSeconds(0.2);

        Assert.True(ring.TryRead(out var frame));
        while (frame.LacksDetails)
        {
            ring.Return();
            Assert.True(ring.TryRead(out frame));
        }

        Assert.True(frame.TryGetPlayer(rig.SeatOf("ana").Slot, out var ana));
        Assert.Equal("ana", ana.Name);
        Assert.NotEqual(default, ana.Acknowledged);
        Assert.False(ana.IsBot);
    }

    [Fact]
    public void When_the_watched_room_closes_frames_come_of_the_one_in_its_place_with_times_of_its_own()
    {
        using var rig = new ServerRig(rooms: [new RoomOptions(), new RoomOptions { Name = "duel" }, new RoomOptions { Name = "last", Bots = 3 }]);
        var (ring, wishes) = (new FrameRing(16), new FrameWishes { Room = 1 });
        var taker = new FrameTaker(ring, wishes);
        rig.Server.Observer = taker.AfterTick;
        var (duel, last) = (rig.Server.Rooms.All[1], rig.Server.Rooms.All[2]);
        Assert.Null(taker.Watched);
        rig.Run(2);
        Assert.Same(duel, taker.Watched);
        Drain(ring);

        rig.Server.CloseRoom(duel);
        duel.Dispose();
        rig.Run(2);
        Assert.Same(last, taker.Watched);
        Assert.True(ring.TryRead(out var first));
        Assert.Equal(3, first.Players.Length);
        ring.Return();
        Assert.True(ring.TryRead(out var second));
        Assert.NotEqual(0, second.Figures.Systems[(int)Ecs.Simulation.Worlds.TickStage.Commands]);

        rig.Server.CloseRoom(last);
        last.Dispose();
        rig.Run(1);
        Assert.Same(rig.Room, taker.Watched);
    }

    [Fact]
    public void Being_watched_allocates_nothing_on_the_thread_of_the_tick()
    {
        using var rig = new ServerRig(rooms: new RoomOptions { Bots = 32 });
        var (ring, wishes) = Watch(rig);
        wishes.WantsCells = true;
        rig.Run(2);
        wishes.Selected = FirstAvatar(rig);

        Allocations.AssertNoneOnceWarm(
            meter =>
            {
                for (var tick = 0; tick < 1000; tick++)
                {
                    rig.TurnClients();
                    meter.Start();
                    rig.Server.Tick.Run(rig.TickLength);
                    meter.Stop();
                    Drain(ring);
                }
            },
            windows: 3);
    }

    private static (FrameRing Ring, FrameWishes Wishes) Watch(ServerRig rig)
    {
        var (ring, wishes) = (new FrameRing(16), new FrameWishes());
        rig.Server.Observer = new FrameTaker(ring, wishes).AfterTick;
        return (ring, wishes);
    }

    private static void Drain(FrameRing ring)
    {
        while (ring.TryRead(out _))
            ring.Return();
    }

    private static Ecs.Simulation.Values.EntityId FirstAvatar(ServerRig rig)
    {
        foreach (ref readonly var entity in rig.Room.View.Entities)
        {
            if (entity.Kind == EntityKind.Avatar)
                return entity.Id;
        }

        throw new InvalidOperationException("nobody is here");
    }
}
