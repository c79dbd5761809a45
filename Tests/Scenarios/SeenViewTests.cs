using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;
using Xunit.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>Whoever lies about what was seen gains nothing: no view older than 250 ms, and none that was never sent.</summary>
public sealed class SeenViewTests(ITestOutputHelper output)
{
    private static readonly RoomOptions[] Rooms = [new() { Mode = "arena", LagCompensation = true, Bots = 6 }];

    private static readonly LinkConditions Line = new() { Delay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public void Views_between_the_first_and_the_newest_snapshot_count_and_no_others()
    {
        using var rig = new ServerRig(1, null, Rooms);
        var client = rig.Enter("player", Line, Line);
        var seat = rig.SeatOf("player");
        rig.RunUntil(() => client.Header.Tick.Value != 0, seconds: 5);
        var first = client.Header.Tick;

        // Before there are 250 ms of snapshots an older view than the first one is none.
        Assert.Equal(0, Say(rig, client, seat, tick => ((tick.Since(first) + 2) * Trail.AgeParts)));
        Assert.Equal(1, rig.Drops(DropCause.SeenNeverSent));
        rig.RunSeconds(1);

        Assert.Equal(0, Say(rig, client, seat, static _ => 1));
        Assert.Equal(0, Say(rig, client, seat, tick => (tick.Since(client.Header.Tick) * Trail.AgeParts) - 1));
        Assert.Equal(3, rig.Drops(DropCause.SeenNeverSent));
        var newest = 0;
        Assert.Equal(newest, Say(rig, client, seat, tick => newest = tick.Since(client.Header.Tick) * Trail.AgeParts) - newest);
        Assert.Equal(15 * Trail.AgeParts, Say(rig, client, seat, static _ => 20 * Trail.AgeParts));
        Assert.True(rig.Room.World.TryRead(seat.Avatar, out Lookback sight) && sight.IsClamped);
        Assert.Equal(3, rig.Drops(DropCause.SeenNeverSent));
    }

    [Fact]
    public void Where_nothing_is_sent_because_all_is_as_foretold_the_present_can_be_on_a_screen()
    {
        using var rig = new ServerRig(1, null, [new() { Mode = "arena", LagCompensation = true }]);
        var client = rig.Enter("player", Line, Line);
        var seat = rig.SeatOf("player");
        rig.RunSeconds(2);

        Assert.Equal(12 * Trail.AgeParts, Say(rig, client, seat, static _ => 12 * Trail.AgeParts));
        Assert.Equal(0, rig.Drops(DropCause.SeenNeverSent));
    }

    [Fact]
    public void A_command_that_comes_twice_is_what_it_was_first()
    {
        using var rig = new ServerRig(1, null, Rooms);
        var client = rig.Enter("player", Line, Line);
        var seat = rig.SeatOf("player");
        client.EachTick = () => client.SendCommands();
        rig.RunSeconds(1);
        client.EachTick = null;
        var tick = rig.Room.World.Tick + 6;
        var age = tick.Since(client.Header.Tick) * Trail.AgeParts;
        client.SendCommands(Command(tick, age));
        rig.Run(1);
        client.SendCommands(Command(tick, age + 1));
        rig.RunUntil(() => rig.Room.World.Tick == tick, seconds: 1);

        Assert.True(rig.Room.World.TryRead(seat.Avatar, out Lookback sight));
        Assert.Equal(age, sight.Age);
        Assert.Equal(1, rig.Drops(DropCause.InputDuplicate));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Lies_of_any_kind_are_never_older_than_a_quarter_second_or_newer_than_what_was_sent(int seed)
    {
        var random = new Random(seed);
        using var rig = new ServerRig(seed, null, Rooms);
        var client = rig.Enter("liar", Line, Line);
        var seat = rig.SeatOf("liar");
        rig.RunSeconds(1);
        var (applied, counted) = (0, 0);
        client.EachTick = () =>
        {
            // Stamps from the past and the future as well, several for one tick, each with some view.
            for (var copies = random.Next(4); copies > 0; copies--)
                client.SendCommands(Command(rig.Room.World.Tick + random.Next(-10, 40), random.Next(ushort.MaxValue + 1)));
        };
        var (wasApplied, start) = (seat.Inputs.Applied, rig.Room.World.Tick);
        for (var tick = 0; tick < 1_200; tick++)
        {
            rig.Run(1);
            Assert.True(rig.Room.World.TryRead(seat.Avatar, out Lookback sight));
            var isNew = seat.Inputs.Applied > wasApplied;
            wasApplied = seat.Inputs.Applied;
            if (!isNew)
                continue;

            applied++;
            Assert.InRange(sight.Age, 0, 15 * Trail.AgeParts);
            if (sight.Age == 0)
                continue;

            // What it has now is at least as new as what it had when it said so; who is cut to 250 ms looks less far back than what was seen.
            counted++;
            Assert.True(sight.IsClamped || sight.Age >= rig.Room.World.Tick.Since(rig.Door.Sessions[0].AcknowledgedSnapshot) * Trail.AgeParts, $"seed {seed}: {sight.Age}");
        }

        output.WriteLine($"seed {seed}: {applied} commands applied in {rig.Room.World.Tick.Since(start)} ticks, {counted} views counted, {rig.Drops(DropCause.SeenNeverSent)} did not");
        Assert.True(applied <= rig.Room.World.Tick.Since(start));
        Assert.True(counted > 100 && rig.Drops(DropCause.SeenNeverSent) > 100);
    }

    /// <summary>Sends a command with a view, and returns what the world made of it.</summary>
    private static int Say(ServerRig rig, RawClient client, Seat seat, Func<Tick, int> age)
    {
        var tick = rig.Room.World.Tick + 10;
        client.SendCommands(Command(tick, age(tick)));
        rig.RunUntil(() => rig.Room.World.Tick == tick, seconds: 1);
        Assert.True(rig.Room.World.TryRead(seat.Avatar, out Lookback sight));
        return sight.Age;
    }

    private static PlayerCommand Command(Tick tick, int age) => new(tick, 0, 0, default, Buttons.Fire) { SeenAge = (ushort)age };
}
