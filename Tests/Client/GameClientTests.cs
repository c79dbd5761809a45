using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Protocol.Replicas;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Client;

/// <summary>A client against a server that says what the test wants, in and out of order.</summary>
[Collection(AloneLane.Name)]
public sealed class GameClientTests : IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(1.0 / 60);
    private static readonly AuthSuccess Success = new(7, PlayerRole.Player, "ana", "test", new(9), false);
    private static readonly Entered AsPlayer = new(new(300), new(5), 60, 2, new(1_000), "main", "arena", "arena", 1, SampleRoom.Codes.Schema.Hash);
    private static readonly Entered AsSpectator = AsPlayer with { Avatar = default, Slot = PlayerSlot.None };

    private readonly ScriptedTransport _server = new();
    private readonly ManualTime _time = new();
    private readonly GameClient _client;

    public GameClientTests()
    {
        _client = new GameClient(_server, new ClientOptions { Name = "Ana ", Token = "t", Room = "main", Schemas = SampleRoom.Store }, _time);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public void The_handshake_goes_step_by_step()
    {
        Assert.Equal(ClientState.Disconnected, _client.State);
        _client.Connect();
        Turn();
        Assert.Equal(ClientState.Connecting, _client.State);
        Assert.Empty(_server.Sent);

        _server.Accept();
        Turn();
        Assert.Equal(ClientState.Authenticating, _client.State);
        Assert.Equal(new RequestAuth(Limits.Version, "Ana ", "t"), _server.Last<RequestAuth>());

        _server.Tell(Success);
        Turn();
        Assert.Equal(ClientState.Entering, _client.State);
        Assert.Equal("ana", _client.Name);
        Assert.Equal(new RequestEnter("main", PlayerRole.Player), _server.Last<RequestEnter>());
        Assert.DoesNotContain(MessageId.Input, _server.Sent);

        _server.Tell(AsPlayer);
        Turn();
        Assert.Equal(ClientState.Playing, _client.State);
        Assert.Equal(AsPlayer, _client.Room);
        Assert.Equal(new PlayerSlot(5), _client.Slot);
        Assert.Contains(MessageId.Input, _server.Sent);
        Assert.Equal(0, _client.Figures.OutOfOrder);
    }

    [Fact]
    public void A_scene_may_be_loaded_between_the_two_steps()
    {
        using var client = new GameClient(_server, new ClientOptions { EntersAtOnce = false }, _time);
        client.Connect();
        _server.Accept();
        client.Update();
        _server.Tell(Success);
        client.Update();
        Assert.Equal(ClientState.Authenticated, client.State);

        Assert.True(client.RequestRooms());
        _server.Tell(new RoomList(new(new RoomEntry[] { new("main", "arena", "bunkers", 3, 1, 128, false) })));
        client.Update();
        Assert.Equal("main", Assert.Single(client.Rooms).Name);

        Assert.True(client.Enter("main", PlayerRole.Spectator));
        Assert.False(client.Enter("main", PlayerRole.Spectator));
        _server.Tell(AsSpectator);
        client.Update();
        Assert.Equal(ClientState.Spectating, client.State);
    }

    [Fact]
    public void A_refused_name_may_be_replaced()
    {
        _client.Connect();
        _server.Accept();
        _server.Tell(new AuthFailure(Reason.NameTaken, "taken"));
        Turn();
        Assert.Equal(ClientState.Connected, _client.State);
        Assert.True(_client.Refusals.TryTake(out var refused));
        Assert.Equal(new Refused(MessageId.RequestAuth, Reason.NameTaken, "taken"), refused);

        Assert.True(_client.Authenticate("eva", ""));
        Assert.False(_client.Authenticate("eva", ""));
        Assert.Equal("eva", _server.Last<RequestAuth>().Name);
        _server.Tell(Success);
        Turn();
        Assert.Equal(ClientState.Entering, _client.State);
    }

    [Fact]
    public void A_refused_room_leaves_the_session_as_it_was()
    {
        Enter(new Refused(MessageId.RequestEnter, Reason.RoomFull, "full"));
        Assert.Equal(ClientState.Authenticated, _client.State);
        Assert.True(_client.Enter("other", PlayerRole.Player));
        Assert.Equal("other", _server.Last<RequestEnter>().Room);
    }

    [Fact]
    public void Messages_out_of_order_are_counted_and_change_nothing()
    {
        _client.Connect();
        _server.Accept();
        Turn();
        _server.Tell(AsPlayer);
        _server.Tell(new PlayerInfo(new(1), new(2), 0, false, "eva"));
        _server.Tell(new PlayerGone(new(1), Reason.Left));
        _server.Tell(new RoleChanged(PlayerRole.Operator));
        _server.Tell(new Events(new(1), new(new WorldEvent[1])));
        TellPart(1);
        Turn();
        Assert.Equal(ClientState.Authenticating, _client.State);
        Assert.Equal(5, _client.Figures.OutOfOrder);
        Assert.Equal(1, _client.Figures.UselessParts);
        Assert.Equal(0, _client.Roster.Players.Length);
        Assert.Equal(0, _client.Events.Count);

        _server.Tell(Success);
        _server.Tell(Success);
        _server.Tell(new AuthFailure(Reason.BadName, ""));
        Turn();
        Assert.Equal(ClientState.Entering, _client.State);
        Assert.Equal(7, _client.Figures.OutOfOrder);

        // Whoever is in a room enters anew where the room has another map.
        _server.Tell(AsPlayer);
        _server.Tell(AsSpectator);
        Turn();
        Assert.Equal(ClientState.Spectating, _client.State);
        Assert.Equal(7, _client.Figures.OutOfOrder);
    }

    [Fact]
    public void Before_the_room_is_entered_nothing_of_the_room_can_be_said()
    {
        _client.Connect();
        _server.Accept();
        Turn();
        Assert.False(_client.Say("hi"));
        Assert.False(_client.Act(new(PlayerActionCode.ChangeTeam, 0, 0)));
        Assert.False(_client.SendOperatorLine("help"));
        Assert.False(_client.RequestRooms());
        Assert.False(_client.Enter("", PlayerRole.Player));
        Assert.Equal([MessageId.RequestAuth], _server.Sent);
    }

    [Fact]
    public void Bad_packets_are_counted_by_cause_and_change_nothing()
    {
        Enter(AsPlayer);
        _server.TellBytes(Lane.Control, []);
        _server.TellBytes(Lane.Control, [0xc0]);
        _server.TellBytes(Lane.Control, [0x91, 1]);
        _server.TellBytes(Lane.Stream, [0x92, 0x4b, 0xa0]);
        _server.TellBytes(Lane.Control, [0x92, 0x4c, 9]);
        _server.TellBytes(Lane.Stream, new byte[Limits.StreamBytes + 1]);
        Turn();
        Assert.Equal(ClientState.Playing, _client.State);
        foreach (var cause in Enum.GetValues<ReadFault>().Skip(1))
            Assert.Equal(1, _client.Figures.Refused(cause));
    }

    [Fact]
    public void A_farewell_ends_the_client_with_its_reason()
    {
        Enter(AsPlayer);
        _server.Tell(new Farewell(Reason.Kicked, "be nice"));
        _server.Tell(new RoleChanged(PlayerRole.Operator));
        Turn();
        Assert.Equal((ClientState.Ended, Reason.Kicked, "be nice"), (_client.State, _client.EndReason, _client.EndText));
        Assert.True(_server.IsClosed);
        Assert.Equal(PlayerRole.Player, _client.Role);
        Assert.False(_client.Say("hi"));
        Assert.Null(_client.Clock);
    }

    [Fact]
    public void Server_of_the_first_version_is_named_although_it_does_not_say_so()
    {
        _client.Connect();
        var buffer = new PacketBuffer();
        MessageCodec.Encode(new Farewell(Reason.WrongProtocol, "wrong protocol"), buffer);
        _server.Drop(Reason.NotAllowed, buffer.Span.ToArray());
        Turn();
        Assert.Equal((ClientState.Ended, Reason.WrongProtocol, $"server speaks 1, this client {Limits.Version}"), (_client.State, _client.EndReason, _client.EndText));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c0")]
    [InlineData("924aff")]
    public void Without_a_readable_farewell_the_transport_gives_the_reason(string farewell)
    {
        Enter(AsPlayer);
        _server.Drop(Reason.ConnectionLost, Convert.FromHexString(farewell));
        Turn();
        Assert.Equal(ClientState.Returning, _client.State);
        Assert.Null(_client.Clock);
        Assert.False(_client.Say("hi"));
        for (var second = 0; second < 39; second++)
            Turn(TimeSpan.FromSeconds(1));

        Assert.Equal((ClientState.Ended, Reason.ConnectionLost, ""), (_client.State, _client.EndReason, _client.EndText));
        Assert.Equal(2, _server.Connects);
    }

    [Fact]
    public void The_reason_comes_with_the_disconnect_too()
    {
        _client.Connect();
        _server.Drop(Reason.NotAllowed, Bytes(new Farewell(Reason.WrongVersion, "server speaks 4, this client 3")));
        Turn();
        Assert.Equal((ClientState.Ended, Reason.WrongVersion, "server speaks 4, this client 3"), (_client.State, _client.EndReason, _client.EndText));
    }

    [Fact]
    public void Client_that_has_lost_its_connection_asks_for_its_session_with_the_newest_token_and_goes_on()
    {
        Enter(AsPlayer);
        for (var round = 1; round <= 3; round++)
        {
            _server.Drop(Reason.ConnectionLost, []);
            Turn();
            Assert.Equal(ClientState.Returning, _client.State);
            Turn(TimeSpan.FromMilliseconds(101));
            Assert.Equal(round + 1, _server.Connects);
            _server.Accept();
            Turn(TimeSpan.FromSeconds(0.9));
            Assert.Equal(new RequestAuth(Limits.Version, "ana", new ResumeToken((UInt128)(8 + round)).ToText()), _server.Last<RequestAuth>());

            var asked = _server.Sent.Count(static id => id == MessageId.RequestEnter);
            _server.Tell(Success with { Resume = new((UInt128)(9 + round)), IsInRoom = true });
            Turn();
            Assert.Equal(ClientState.Entering, _client.State);
            _server.Tell(AsPlayer with { Tick = new(2_000) });
            Turn();

            Assert.Equal(ClientState.Playing, _client.State);
            Assert.Equal(asked, _server.Sent.Count(static id => id == MessageId.RequestEnter));
            Assert.True(_client.Absences.TryTake(out var absence));
            Assert.Equal(new(2_000), absence.Tick);
            Assert.InRange(absence.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.1));
            Assert.Equal(round, _client.Figures.Resumes);
            Assert.Equal(new ResumeToken((UInt128)(9 + round)), _client.ResumeToken);
            Assert.Equal(MessageId.Input, _server.Sent[^1]);
        }

        Assert.Equal(0, _client.Figures.OutOfOrder);
    }

    [Fact]
    public void Tries_to_come_back_grow_apart_and_end_when_the_server_has_given_the_seat_away()
    {
        Enter(AsPlayer);
        var pauses = new List<int> { 0 };
        _server.Drop(Reason.ConnectionLost, []);
        for (var tick = 0; tick < 39 * 60; tick++)
        {
            var before = _server.Connects;
            Turn();
            pauses[^1]++;
            if (_server.Connects != before)
            {
                pauses.Add(0);
                _server.Drop(Reason.Timeout, []);
            }
        }

        Assert.Equal((ClientState.Ended, Reason.ConnectionLost), (_client.State, _client.EndReason));
        Assert.InRange(pauses.Count, 20, 50);
        Assert.InRange(pauses[0], 1, 8);
        Assert.All(pauses.Skip(6).SkipLast(1), static pause => Assert.InRange(pause, 59, 122));
    }

    [Fact]
    public void Room_that_was_asked_for_and_not_answered_is_asked_for_again()
    {
        using var client = new GameClient(_server, new ClientOptions { EntersAtOnce = false }, _time);
        client.Connect();
        _server.Accept();
        client.Update();
        _server.Tell(Success);
        client.Update();
        client.Enter("two", PlayerRole.Spectator);
        _server.Drop(Reason.ConnectionLost, []);
        client.Update();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        client.Update();
        _server.Accept();
        client.Update();
        _server.Tell(Success);
        client.Update();

        Assert.Equal(ClientState.Entering, client.State);
        Assert.Equal(2, _server.Sent.Count(static id => id == MessageId.RequestEnter));
        Assert.Equal(new RequestEnter("two", PlayerRole.Spectator), _server.Last<RequestEnter>());
    }

    [Fact]
    public void Session_that_the_server_has_ended_ends_the_client_with_why_the_connection_was_lost()
    {
        Enter(AsPlayer);
        _server.Drop(Reason.ConnectionLost, []);
        Turn();
        Turn(TimeSpan.FromSeconds(0.2));
        _server.Accept();
        Turn();
        _server.Tell(new AuthFailure(Reason.BadToken, "bad token"));
        Turn();

        Assert.Equal((ClientState.Ended, Reason.ConnectionLost), (_client.State, _client.EndReason));
        Assert.True(_server.IsClosed);
    }

    [Theory]
    [InlineData(Reason.Rate)]
    [InlineData(Reason.ServerFull)]
    public void What_may_be_better_in_a_moment_is_tried_again(Reason reason)
    {
        Enter(AsPlayer);
        _server.Drop(Reason.ConnectionLost, []);
        Turn();
        Turn(TimeSpan.FromSeconds(0.2));
        if (reason == Reason.Rate)
        {
            _server.Accept();
            Turn();
            _server.Tell(new AuthFailure(reason, "rate"));
        }
        else
        {
            _server.Drop(Reason.NotAllowed, Bytes(new Farewell(reason, "server full")));
        }

        Turn();
        Assert.Equal(ClientState.Returning, _client.State);
        Turn(TimeSpan.FromSeconds(0.9));
        Assert.Equal(3, _server.Connects);
    }

    [Fact]
    public void Server_that_asks_to_connect_anew_gets_that()
    {
        Enter(AsPlayer);
        _server.Tell(new Farewell(Reason.Reconnect, "connect anew"));
        Turn();
        Assert.Equal(ClientState.Returning, _client.State);
        Turn(TimeSpan.FromSeconds(0.2));
        Assert.Equal(2, _server.Connects);
    }

    [Fact]
    public void Who_leaves_while_away_is_out_at_once()
    {
        Enter(AsPlayer);
        _server.Drop(Reason.ConnectionLost, []);
        Turn();
        var connects = _server.Connects;
        _client.Leave();
        Turn(TimeSpan.FromSeconds(1));

        Assert.Equal((ClientState.Ended, Reason.Left, connects), (_client.State, _client.EndReason, _server.Connects));
    }

    [Fact]
    public void Client_that_is_not_to_come_back_ends_at_once()
    {
        using var client = new GameClient(_server, new ClientOptions { Resumes = false }, _time);
        client.Connect();
        _server.Accept();
        client.Update();
        _server.Tell(Success);
        client.Update();
        _server.Drop(Reason.ConnectionLost, []);
        client.Update();

        Assert.Equal((ClientState.Ended, Reason.ConnectionLost), (client.State, client.EndReason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_server_that_never_answers_ends_the_handshake(bool authenticated)
    {
        _client.Connect();
        _server.Accept();
        Turn();
        if (authenticated)
        {
            _server.Tell(Success);
            Turn();
        }

        for (var second = 0; second < 10; second++)
        {
            Assert.NotEqual(ClientState.Ended, _client.State);
            Turn(TimeSpan.FromSeconds(1));
        }

        Turn();
        Assert.Equal((ClientState.Ended, Reason.Timeout), (_client.State, _client.EndReason));
    }

    [Fact]
    public void Leaving_waits_for_the_answer_and_disposing_does_not()
    {
        Enter(AsPlayer);
        _client.Leave();
        Assert.Equal(MessageId.Leave, _server.Sent[^1]);
        Assert.Equal(ClientState.Playing, _client.State);
        _server.Tell(new Farewell(Reason.Left, ""));
        Turn();
        Assert.Equal((ClientState.Ended, Reason.Left), (_client.State, _client.EndReason));

        _client.Dispose();
        Assert.True(_server.IsDisposed);
    }

    [Fact]
    public void Chat_roster_events_and_answers_wait_to_be_taken()
    {
        Enter(AsPlayer);
        _server.Tell(new PlayerInfo(new(5), new(300), 1, false, "ana"));
        _server.Tell(new PlayerInfo(new(6), new(301), 0, true, "bot"));
        _server.Tell(new PlayerInfo(new(6), new(301), 1, true, "bot"));
        _server.Tell(new PlayerInfo(new(7), new(302), 0, false, "eva"));
        _server.Tell(new PlayerGone(new(7), Reason.Left));
        _server.Tell(new PlayerGone(new(8), Reason.Left));
        _server.Tell(new ChatReceived(ChatKind.Player, new(6), "bot", "hi"));
        _server.Tell(new OperatorAnswer("ok"));
        _server.Tell(new RoleChanged(PlayerRole.Operator));
        var happened = new WorldEvent(WorldEventKind.Died, new(6), new(5), new(301), 0, 0);
        _server.Tell(new Events(new(1_001), new(new[] { happened })));
        Turn();

        Assert.Equal(["ana", "bot"], _client.Roster.Players.ToArray().Select(player => player.Name));
        Assert.True(_client.Roster.TryGet(new(6), out var bot) && bot.Team == 1);
        Assert.False(_client.Roster.TryGet(new(7), out _));
        Assert.True(_client.Chat.TryTake(out var chat) && chat.Text == "hi");
        Assert.True(_client.OperatorAnswers.TryTake(out var answer) && answer == "ok");
        Assert.True(_client.Events.TryTake(out var first));
        Assert.Equal(new TickEvent(new(1_001), happened), first);
        Assert.Equal(PlayerRole.Operator, _client.Role);
        Assert.False(_client.Chat.TryTake(out _));
    }

    [Fact]
    public void A_queue_that_nobody_empties_keeps_the_newest()
    {
        Enter(AsPlayer);
        for (var line = 0; line < 100; line++)
            _server.Tell(new ChatReceived(ChatKind.Player, new(6), "bot", $"{line}"));

        Turn();
        Assert.Equal(64, _client.Chat.Count);
        Assert.Equal(36, _client.Chat.Dropped);
        Assert.True(_client.Chat.TryTake(out var oldest) && oldest.Text == "36");
    }

    [Fact]
    public void A_snapshot_replaces_the_view_and_an_older_or_broken_one_does_not()
    {
        Enter(AsPlayer);
        TellPart(1_002);
        TellPart(1_001);
        Tell(new SnapshotPart(SnapshotFlags.Whole, new(1_004), 0, 1, new byte[40]));
        Turn();
        Assert.Equal(new Tick(1_002), _client.View.Tick);
        Assert.Equal(new Tick(1_002), _client.Snapshot.Tick);
        Assert.Equal(2, _client.View.Entities.Length);
        Assert.Equal(1, _client.Figures.Snapshots);
        Assert.Equal(1, _client.Figures.UselessParts);

        TellPart(1_006);
        Turn();
        Assert.Equal(new Tick(1_006), _client.View.Tick);
    }

    [Fact]
    public void A_press_between_two_ticks_is_in_exactly_one_command()
    {
        Enter(AsPlayer);
        _client.Intent = new(127, 0, default, Buttons.None);
        _client.Press(Buttons.Fire);
        Turn(Frame * 3);

        var commands = new PlayerCommand[Limits.CommandsPerInput];
        Assert.True(InputBody.TryRead(_server.Last<Input>().Body.Span, out _, commands, out var count));
        Assert.Equal(1, commands[..count].Count(command => command.Buttons == Buttons.Fire));
        Assert.Contains(commands[..count], command => command.MoveX == 127);
    }

    [Fact]
    public void A_spectator_sends_no_commands()
    {
        Enter(AsSpectator);
        Turn(Frame * 10);
        Assert.DoesNotContain(MessageId.Input, _server.Sent);
    }

    [Fact]
    public void A_warm_client_allocates_nothing()
    {
        Enter(AsPlayer);
        var packet = new byte[Limits.StreamBytes];
        var room = new SampleRoom();
        var events = new PacketBuffer();
        MessageCodec.Encode(new Events(new(1), new(new WorldEvent[20])), events);
        var tick = 1_000u;
        _server.Keeps = false;
        _server.EachReceive = listener =>
        {
            tick++;
            room.Acknowledge(_client.Snapshot.Tick);
            var length = room.Next(new SnapshotHeader { Tick = new(tick), Confirmed = new(tick + 2), Margin = 1, OwnEntity = new(300) }).Write(packet);
            listener.OnMessage(Lane.Stream, packet.AsMemory(0, length));
            listener.OnMessage(Lane.Control, events.Memory);
        };
        _client.Pilot = new BotPilot(TestGames.Shipped, 1);
        var frames = 0;

        Allocations.AssertNoneOnceWarm(() =>
        {
            Run(1_000);
            frames += 1_000;
        });

        Assert.Equal(frames, _client.Figures.Snapshots);
        Assert.InRange(_client.Figures.Commands, frames - 50, frames + 50);
    }

    private void Run(int frames)
    {
        for (var frame = 0; frame < frames; frame++)
            Turn();
    }

    private void TellPart(uint tick) => Tell(SampleRoom.Whole(tick));

    private void Tell(SnapshotPart part)
    {
        var packet = new byte[Limits.StreamBytes];
        _server.TellBytes(Lane.Stream, packet[..part.Write(packet)]);
    }

    /// <summary>Through the handshake up to the answer to the request for a room.</summary>
    private void Enter<T>(T answer)
        where T : struct, IMessage<T>
    {
        _client.Connect();
        _server.Accept();
        Turn();
        _server.Tell(Success);
        Turn();
        _server.Tell(answer);
        Turn();
    }

    private static byte[] Bytes<T>(T message)
        where T : struct, IMessage<T>
    {
        var buffer = new PacketBuffer();
        MessageCodec.Encode(in message, buffer);
        return buffer.Span.ToArray();
    }

    private void Turn() => Turn(Frame);

    private void Turn(TimeSpan elapsed)
    {
        _time.Advance(elapsed);
        _client.Update();
    }
}
