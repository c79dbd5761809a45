using Ecs.Scenes.Doors.Arena;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>A move is a sixtieth of a second's way: bursts lose none of it, and more messages do not make it longer.</summary>
public sealed class ArenaMoveTests(ITestOutputHelper output)
{
    private const double Step = 500 / 60.0;

    [Fact]
    public void One_move_is_one_step_and_then_the_player_stands()
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();
        client.Move(1, 0);
        rig.RunSeconds(1);

        Assert.Equal(100 + Step, client.Self.X, 0.001);
        Assert.Equal(1, client.All(ArenaHeard.Updated).Count(static update => update.Mask == 1));
    }

    [Theory]
    [InlineData(0.70710677f, -0.70710677f, 0.70710678, -0.70710678)]
    [InlineData(0, 1, 0, 1)]
    [InlineData(-0.5f, 0, -0.5, 0)]
    [InlineData(30, 40, 0.6, 0.8)]
    [InlineData(float.MaxValue, float.MaxValue, 0.70710678, 0.70710678)]
    [InlineData(float.Epsilon, 0, 0, 0)]
    public void A_move_goes_where_it_points_and_no_further_than_a_step(float x, float y, double wayX, double wayY)
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();
        rig.Promote("Devmj");
        client.Say("/ma");
        rig.Run(3);
        for (var step = 0; step < 10; step++)
        {
            client.Move(0, 1);
            rig.Run(1);
        }

        rig.Run(3);
        (var fromX, var fromY) = (client.Self.X, client.Self.Y);
        client.Move(x, y);
        rig.Run(3);

        // A direction is one of 127 parts.
        Assert.Equal(wayX * Step, client.Self.X - fromX, Step / 127);
        Assert.Equal(wayY * Step, client.Self.Y - fromY, Step / 127);
    }

    [Theory]
    [InlineData(30, 60)]
    [InlineData(30, 30)]
    [InlineData(30, 120)]
    [InlineData(100, 60)]
    public void An_honest_client_whose_messages_come_in_bursts_travels_its_whole_way(int burstMilliseconds, int tickRate)
    {
        using var rig = new ArenaRig(room: new RoomOptions { TickRate = tickRate });
        var client = rig.Enter();
        const int moves = 120;
        double now = 0;
        var sent = 0;
        for (var tick = 0; tick < tickRate * 4; tick++, now += 1000.0 / tickRate)
        {
            // Everything that the client did up to the last burst is there by now.
            var due = Math.Min(moves, (int)(Math.Floor(now / burstMilliseconds) * burstMilliseconds * 60 / 1000));
            for (; sent < due; sent++)
                client.Move(1, 0);
            rig.Run(1);
        }

        var ratio = (client.Self.X - 100) / (moves * Step);
        output.WriteLine($"bursts of {burstMilliseconds} ms at {tickRate} ticks a second: {ratio:0.0000} of the way");
        Assert.InRange(ratio, 0.99, 1.01);
    }

    [Fact]
    public void A_client_that_sends_twenty_times_as_much_travels_no_further()
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();
        for (var tick = 0; tick < 60; tick++)
        {
            for (var copy = 0; copy < 20; copy++)
                client.Move(1, 0);
            rig.Run(1);
        }

        // What waits at the end is walked, too: eight steps at most.
        rig.Run(20);
        Assert.InRange(client.Self.X - 100, 59 * Step, 68.1 * Step);
        Assert.NotEqual(0, rig.Server.Drops(DropCause.Rate));
    }

    [Fact]
    public void Who_floods_for_five_seconds_is_let_go_and_others_notice_nothing()
    {
        using var rig = new ArenaRig();
        var flooder = rig.Enter();
        var honest = rig.Enter("bo");
        var sent = 0;
        for (; sent < 600 && flooder.Socket.CloseCode == 0; sent++)
        {
            for (var copy = 0; copy < 30; copy++)
                flooder.Send("feb201000000000000");
            if (sent < 100)
                honest.Move(1, 0);
            rig.Run(1);
        }

        Assert.Equal(1008, flooder.Socket.CloseCode);
        Assert.InRange(sent / 60.0, 5, 6.5);
        Assert.Equal(100 + (100 * Step), honest.Self.X, 0.1);
    }

    [Fact]
    public void A_paused_room_walks_nobody_and_forgets_nothing_that_came_last()
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();
        rig.Room.Pause();
        for (var tick = 0; tick < 120; tick++)
        {
            client.Move(1, 0);
            rig.Run(1);
        }

        Assert.Equal(100, client.Self.X);
        rig.Room.Resume();
        rig.RunSeconds(1);

        Assert.InRange(client.Self.X - 100, Step, 9.1 * Step);
    }
}
