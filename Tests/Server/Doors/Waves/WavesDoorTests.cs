using System.Net;
using Ecs.Protocol;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>Seats, keys, silence and faults: what the door does on the tick's thread.</summary>
[Collection(AloneLane.Name)]
public sealed class WavesDoorTests
{
    [Fact]
    public void The_door_is_called_by_its_mode_and_port()
    {
        using var rig = new WavesRig();

        Assert.Equal("waves:5050", rig.Door.Label);
    }

    [Fact]
    public void The_welcome_waits_for_the_picture_that_has_the_clients_ship()
    {
        using var rig = new WavesRig();
        var link = rig.Listener.Connect();
        link.Send(WavesWire.Hello);
        link.Send(WavesWire.Round());
        Assert.Empty(link.Writes);

        rig.Run(1);

        Assert.Equal($$"""{"ip": "127.0.0.1", "port": {{link.Remote.Port}}}""", WavesWire.Split(link.Writes.Dequeue(), 1)[0]);
        Assert.StartsWith(
            $$"""{"ready": false, "level": 0, "user1": ["127.0.0.1", {{link.Remote.Port}}], "user2": "0.0.0.0", "x1": 220, "y1": 630, "health1": 100, "lost1": false, "x2": 0, "y2": 0, "health2": 100,""",
            WavesWire.Split(link.Writes.Dequeue(), 4)[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_round_is_answered_at_once_from_the_last_finished_tick()
    {
        using var rig = new WavesRig();
        var link = rig.Listener.Connect();
        link.Send(WavesWire.Hello);
        rig.Run(2);
        link.Writes.Clear();

        for (var round = 1; round <= new WavesOptions().RoundBurst; round++)
        {
            link.Send(WavesWire.Round());
            Assert.Equal(round, link.Writes.Count); // Without a tick in between.
        }
    }

    [Fact]
    public void A_player_who_came_by_ipv6_on_an_ipv4_network_is_shown_as_ipv4()
    {
        using var rig = new WavesRig();
        var client = rig.Connect(IPAddress.Parse("::ffff:192.168.7.5"));
        rig.Run(4);

        Assert.StartsWith("""{"ip": "192.168.7.5", "port": """, client.Welcome, StringComparison.Ordinal);
        Assert.Equal(1, client.Ship);
    }

    [Fact]
    public void A_third_client_is_told_full_and_closed_and_the_two_play_on()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        rig.Begin(first, second);
        var link = rig.Listener.Connect();
        link.Send(WavesWire.Hello);

        rig.Run(3);

        Assert.Equal("""{"error":"full"}""", WavesWire.Split(Assert.Single(link.Writes), 2)[1]);
        Assert.True(link.IsClosed);
        Assert.Equal(1, rig.Drops(DropCause.Refused));
        Assert.Equal((2, 2), (rig.Room.PlayerCount, rig.Door.SessionCount));
        Assert.True(first.IsPlaying && second.IsPlaying);
    }

    [Fact]
    public void Of_three_who_say_hello_in_one_tick_two_get_ships()
    {
        using var rig = new WavesRig();
        var links = Enumerable.Range(0, 3).Select(_ => rig.Listener.Connect()).ToArray();
        foreach (var link in links)
            link.Send(WavesWire.Hello);

        rig.Run(4);

        Assert.Equal([1, 1, 2], links.Select(link => WavesWireCount(link.Writes.Dequeue())).Order());
        Assert.Equal((2, 2), (rig.Room.PlayerCount, rig.Door.SessionCount));
    }

    [Fact]
    public void Connections_over_the_limit_are_closed_unheard()
    {
        using var rig = new WavesRig(options: new WavesOptions { ConnectionLimit = 4 });
        var links = Enumerable.Range(0, 6).Select(_ => rig.Listener.Connect()).ToArray();
        rig.Run(2);

        Assert.Equal(2, links.Count(link => link.IsClosed));
        Assert.Equal(2, rig.Drops(DropCause.Refused));
    }

    [Fact]
    public void Who_does_not_say_hello_is_closed_after_five_seconds()
    {
        using var rig = new WavesRig();
        var mute = rig.Listener.Connect();
        var slow = rig.Listener.Connect();
        for (var second = 0; second < 5; second++)
        {
            slow.Send(WavesWire.Hello.AsSpan(second, 1));
            rig.Rig.RunSeconds(0.95);
            Assert.False(mute.IsClosed || slow.IsClosed);
        }

        rig.Rig.RunSeconds(0.5);

        Assert.True(mute.IsClosed && slow.IsClosed);
        Assert.Equal(2, rig.Drops(DropCause.Timeout));
    }

    [Fact]
    public void A_client_behind_a_cut_wire_loses_its_ship_after_eight_seconds_and_the_other_waits()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        rig.Begin(first, second);
        first.FallSilent();
        rig.Rig.RunSeconds(7.9);
        Assert.Equal(2, rig.Room.PlayerCount);

        rig.Rig.RunSeconds(0.3);

        Assert.Equal(1, rig.Room.PlayerCount);
        Assert.False(second.HasBoth);
        Assert.Equal(1, rig.Drops(DropCause.Timeout));
    }

    [Fact]
    public void A_byte_now_and_then_is_silence_too()
    {
        using var rig = new WavesRig();
        var client = rig.Connect();
        rig.Run(5);
        client.FallSilent();
        var round = WavesWire.Round();
        for (var tick = 0; tick < 60 * 9 && !client.Link.IsClosed; tick++)
        {
            client.Link.Send(round.AsSpan(tick, 1));
            rig.Run(1);
        }

        Assert.True(client.Link.IsClosed);
        Assert.Equal(1, rig.Drops(DropCause.Timeout));
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(20, 3)]
    [InlineData(120, 1)]
    public void A_client_without_a_frame_limit_is_held_back_to_the_tick(int tickRate, int roundsPerTick)
    {
        using var rig = new WavesRig(tickRate: tickRate);
        var (first, second) = rig.ConnectBoth();
        first.FallSilent();
        first.Link.Writes.Clear();
        var rounds = 0;
        for (var tick = 0; tick < tickRate * 10; tick++)
        {
            // It sends its next round as soon as it has its answer, and the wire has no delay at all.
            do
            {
                rounds += first.Link.Writes.Count;
                first.Link.Writes.Clear();
                first.Link.Send(WavesWire.Round());
            }
            while (first.Link.Writes.Count != 0);

            rig.Run(1);
        }

        Assert.InRange(rounds, (tickRate * 10 * roundsPerTick) - roundsPerTick, (tickRate * 10 * roundsPerTick) + new WavesOptions().RoundBurst);
        Assert.True(!first.Link.IsClosed && !second.Link.IsClosed);
        Assert.Equal((2, 0), (rig.Room.PlayerCount, rig.Drops(DropCause.Rate)));
    }

    [Fact]
    public void A_flood_of_rounds_is_answered_one_a_tick_and_a_burst_of_a_second_too()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        first.FallSilent();
        second.FallSilent();
        rig.Run(5);
        first.Link.Writes.Clear();
        second.Link.Writes.Clear();
        for (var i = 0; i < 400; i++)
            first.Link.Send(WavesWire.Round());

        for (var i = 0; i < 59; i++)
            second.Link.Send(WavesWire.Round());

        rig.Run(60);
        Assert.InRange(first.Link.Writes.Count, 60, 64);
        Assert.Equal(59, second.Link.Writes.Count);
        rig.Run(360);
        Assert.Equal(400, first.Link.Writes.Count);
        Assert.Equal(2, rig.Room.PlayerCount);
    }

    [Fact]
    public void A_bot_gives_its_ship_to_a_person_and_gets_it_back()
    {
        using var rig = new WavesRig(bots: 2);
        rig.Run(90);
        var first = rig.Connect();
        rig.Run(5);
        Assert.Equal("""["127.0.0.1", 1]""", first.State.GetProperty($"user{3 - first.Ship}").GetRawText()); // The bot on seat 0.
        var second = rig.Connect();
        rig.Run(5);

        Assert.Equal([1, 2], new[] { first.Ship, second.Ship }.Order());
        var third = rig.Listener.Connect();
        third.Send(WavesWire.Hello);
        rig.Run(5);
        Assert.Equal("""{"error":"full"}""", WavesWire.Split(Assert.Single(third.Writes), 2)[1]);
        rig.Begin(first, second);
        Assert.True(first.IsPlaying && second.IsPlaying);

        first.Leave();
        second.Leave();
        rig.Run(90);
        Assert.Equal(2, rig.Room.PlayerCount);
        Assert.True(rig.Room.World.TryReadMode(out Ecs.Simulation.Games.Waves.WavesState state) && state.IsPlaying);
    }

    [Fact]
    public void Two_people_who_come_in_one_tick_take_both_bots_ships()
    {
        using var rig = new WavesRig(bots: 4);
        rig.Run(5);
        var (first, second) = (rig.Connect(), rig.Connect());
        var third = rig.Listener.Connect();
        third.Send(WavesWire.Hello);
        rig.Run(8);

        Assert.Equal([1, 2], new[] { first.Ship, second.Ship }.Order());
        Assert.Equal("""{"error":"full"}""", WavesWire.Split(Assert.Single(third.Writes), 2)[1]);
        Assert.Equal(6, rig.Room.PlayerCount);
    }

    [Theory]
    [InlineData("garbage", DropCause.Malformed)]
    [InlineData("[true]", DropCause.Malformed)]
    [InlineData("{\"connection\": true, \"ready\": 1}", DropCause.Malformed)]
    public void Bad_json_is_a_disconnect_and_counted_and_the_other_plays_on(string payload, DropCause cause)
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        first.FallSilent();
        first.Link.Send(WavesWire.Frame(payload));
        rig.Run(3);

        Assert.True(first.Link.IsClosed);
        Assert.Equal(1, rig.Drops(cause));
        Assert.False(second.HasBoth);
        Assert.False(second.Link.IsClosed);
    }

    [Fact]
    public void A_payload_over_a_mebibyte_is_a_disconnect()
    {
        using var rig = new WavesRig();
        var client = rig.Connect();
        rig.Run(4);
        client.FallSilent();
        client.Link.Send("2000000"u8);
        client.Link.Send(System.Text.Encoding.ASCII.GetBytes(new string(' ', 57)));
        rig.Run(2);

        Assert.True(client.Link.IsClosed);
        Assert.Equal(1, rig.Drops(DropCause.TooLong));
    }

    [Fact]
    public void Leaving_says_so_twice_and_costs_no_fault()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        rig.Begin(first, second);
        first.Link.Writes.Clear();
        first.Leave();
        rig.Run(2);

        Assert.True(first.Link.IsClosed);
        Assert.Empty(first.Link.Writes); // As in the original nobody answers any more.
        Assert.Equal(0, rig.Drops(DropCause.Malformed) + rig.Drops(DropCause.OutOfOrder));
        Assert.Equal(1, rig.Room.PlayerCount);
    }

    [Fact]
    public void A_killed_client_frees_its_ship()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        second.Die();
        rig.Run(3);

        Assert.Equal(1, rig.Room.PlayerCount);
        Assert.Equal("\"0.0.0.0\"", first.State.GetProperty("user2").GetRawText());
    }

    [Fact]
    public void Keys_stay_down_between_the_rounds_of_a_slow_client_and_come_up_when_it_stalls()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        rig.Begin(first, second);
        first.FallSilent();
        var start = rig.Room.View.Entities.ToArray().Single(entity => entity.Slot == rig.Rig.SeatOf("ship 1").Slot).X;
        for (var round = 0; round < 10; round++)
        {
            first.Link.Send(WavesWire.Round(ready: true, 7));
            rig.Run(6);
        }

        Assert.Equal(200, (X() - start).Round());

        rig.Rig.RunSeconds(2);
        Assert.InRange((X() - start).Round(), 200, 250);

        Ecs.Simulation.Numerics.Fixed X() => rig.Room.View.Entities.ToArray().Single(entity => entity.Slot == rig.Rig.SeatOf("ship 1").Slot).X;
    }

    [Fact]
    public void A_key_that_was_down_for_one_round_between_two_ticks_still_fires()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        rig.Begin(first, second);
        first.FallSilent();
        first.Link.Send(WavesWire.Round(ready: true, WavesRig.Space));
        first.Link.Send(WavesWire.Round(ready: true));
        rig.Run(4);

        Assert.Equal(1, second.Lasers[0].GetArrayLength());
    }

    [Fact]
    public void Opposite_keys_cancel_each_other()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        rig.Begin(first, second);
        first.Down.UnionWith([4, 7, 22, 26]);
        rig.Run(30);

        Assert.Equal((220, 630), (second.Number("x1"), second.Number("y1")));
    }

    [Fact]
    public void A_paused_room_still_answers_and_keys_do_not_pile_up()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        rig.Begin(first, second);
        rig.Room.Pause();
        first.Down.Add(4);
        var rounds = first.Rounds;
        rig.Run(60);
        Assert.InRange(first.Rounds - rounds, 59, 60);
        Assert.Equal(220, first.Number("x1"));

        first.Down.Clear();
        rig.Room.Resume();
        rig.Run(20);
        Assert.InRange(first.Number("x1"), 210, 220);
    }

    [Fact]
    public void People_behind_this_door_have_names_and_can_be_kicked()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        Assert.Equal(["ship 1", "ship 2"], rig.Rig.Server.Names.People.Select(person => person.Name).Order());
        var person = rig.Rig.Server.Names.Find("ship 1")!;
        Assert.Equal($"127.0.0.1:{first.Link.Remote.Port}", person.Address);
        Assert.Same(rig.Room, person.Room);
        person.ChangeRole(PlayerRole.Operator);
        person.Tell("This wire has no place for words.");
        Assert.Equal(PlayerRole.Operator, person.Role);

        Assert.True(rig.Rig.Server.Kick("ship 1", "go"));
        rig.Run(3);

        Assert.True(first.Link.IsClosed);
        Assert.Null(rig.Rig.Server.Names.Find("ship 1"));
        Assert.False(second.HasBoth);
    }

    [Fact]
    public void A_name_that_somebody_else_bears_is_passed_over()
    {
        using var rig = new WavesRig();
        var native = rig.Rig.Seat("Ship 1");
        var client = rig.Connect();
        rig.Run(4);

        Assert.Equal(2, client.Ship);
        Assert.NotNull(rig.Rig.Server.Names.Find("ship 2"));
        Assert.True(native.Client.IsInRoom);
    }

    [Fact]
    public void A_stop_ends_all_connections_and_lets_nobody_in()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        rig.Rig.Server.BeginStop();

        Assert.True(first.Link.IsClosed && second.Link.IsClosed);
        Assert.False(rig.Listener.IsAccepting);
        Assert.True(rig.Door.IsDrained);
        var late = rig.Listener.Connect();
        late.Send(WavesWire.Hello);
        rig.Run(2);
        Assert.True(late.IsClosed);
        Assert.Empty(late.Writes);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(240)]
    public void The_door_works_at_any_tick_rate(int tickRate)
    {
        using var rig = new WavesRig(tickRate: tickRate);
        var (first, second) = rig.ConnectBoth();
        rig.Begin(first, second);
        first.Down.Add(4);
        rig.Rig.RunSeconds(0.5);

        Assert.InRange(second.Number("x1"), 115, 150); // Half a second, less two ticks on the way in and out.
    }

    [Fact]
    public void Warm_ticks_with_two_clients_allocate_nothing()
    {
        using var rig = new WavesRig();
        var links = new[] { new RepeatingLink(50_000), new RepeatingLink(50_001) };
        using var listener = new FixedListener(links);
        using var door = new WavesDoor(rig.Rig.Server.Context, rig.Room, listener, new WavesOptions());
        rig.Rig.Server.OpenDoor(door);
        foreach (var link in links)
            link.Say(WavesWire.Hello);

        rig.Run(3);
        Play(rig, links, 600);
        Assert.True(rig.Room.World.TryReadMode(out Ecs.Simulation.Games.Waves.WavesState state) && state.IsPlaying, $"{state}");

        Allocations.AssertNoneOnceWarm(() => Play(rig, links, 300));

        Assert.True(links[0].Answers > 600 && links[0].LastAnswer > 480, $"{links[0].Answers} answers, the last of {links[0].LastAnswer} bytes");
    }

    private static void Play(WavesRig rig, RepeatingLink[] links, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            foreach (var link in links)
                link.Say(link.Round);

            rig.Rig.Server.Tick.Run(rig.Rig.TickLength);
        }
    }

    private static int WavesWireCount(byte[] write) => System.Text.Encoding.UTF8.GetString(write).Contains("full", StringComparison.Ordinal) ? 2 : 1;

    /// <summary>Takes answers without keeping them.</summary>
    private sealed class RepeatingLink(int port) : WavesLink(new IPEndPoint(IPAddress.Loopback, port))
    {
        private readonly WavesExchange _exchange = new("127.0.0.1", port);

        public byte[] Round { get; } = WavesWire.Round(ready: true, 4, WavesRig.Space);

        public int Answers { get; private set; }

        public int LastAnswer { get; private set; }

        public void Say(byte[] bytes)
        {
            bytes.CopyTo(_exchange.Free);
            _exchange.Received(bytes.Length);
            while (Advance(_exchange) is var step && step is WavesStep.Round or WavesStep.Send)
            {
                if (step == WavesStep.Round && !TryDraw(_exchange))
                    throw new InvalidOperationException("held back with one round a tick");

                Answers++;
                LastAnswer = _exchange.Answer.Length;
            }
        }

        public override void Abort()
        {
        }
    }

    private sealed class FixedListener(params WavesLink[] links) : IWavesListener
    {
        private int _next;

        public int Port => 1;

        public bool TryAccept([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WavesLink? link)
        {
            link = _next < links.Length ? links[_next++] : null;
            return link is not null;
        }

        public void StopAccepting()
        {
        }

        public void Dispose()
        {
        }
    }
}
