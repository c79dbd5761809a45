using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>The two steps into the world, and every way of getting them wrong.</summary>
public sealed class HandshakeTests
{
    [Fact]
    public void Two_steps_lead_into_the_world_and_the_first_makes_no_player()
    {
        using var rig = new ServerRig();
        var client = rig.Dial();

        client.Authenticate("ana");
        rig.Run(10);
        Assert.Equal(0, rig.Room.World.PlayerCount);
        Assert.Equal("ana", client.Get<AuthSuccess>().Name);

        client.RequestEnter();
        rig.Run(10);
        var entered = client.Entered;
        Assert.Equal(1, rig.Room.World.PlayerCount);
        Assert.True(rig.Room.World.TryGetAvatar(entered.Slot, out var avatar));
        Assert.Equal(avatar, entered.Avatar);
        Assert.Equal(60, entered.TickRate);
        Assert.Equal("arena", entered.Mode);
        Assert.Equal(TestMaps.Arena.Hash, entered.MapHash);
    }

    [Fact]
    public void Entered_comes_before_anything_else_of_the_room_and_then_everyone_in_it()
    {
        using var rig = new ServerRig();
        var first = rig.Enter("ana");
        first.Send(new ChatSend("hello"));

        var second = rig.Enter("bob");
        rig.Run(4);

        Assert.Equal([MessageId.AuthSuccess, MessageId.Entered, MessageId.PlayerInfo, MessageId.PlayerInfo], second.Order);
        Assert.Equal(["ana", "bob"], second.All<PlayerInfo>().Select(static info => info.Name).Order());
        Assert.Equal(2, first.All<PlayerInfo>().Count);
        Assert.Equal(second.Entered.Avatar, first.Get<PlayerInfo>().Avatar);
    }

    [Theory]
    [InlineData(NativeState.Connected, MessageId.RequestEnter, Reason.OutOfOrder)]
    [InlineData(NativeState.Connected, MessageId.RequestRooms, Reason.OutOfOrder)]
    [InlineData(NativeState.Connected, MessageId.ChatSend, Reason.OutOfOrder)]
    [InlineData(NativeState.Connected, MessageId.ActionRequest, Reason.OutOfOrder)]
    [InlineData(NativeState.Connected, MessageId.OperatorLine, Reason.OutOfOrder)]
    [InlineData(NativeState.Connected, MessageId.Leave, Reason.OutOfOrder)]
    [InlineData(NativeState.Authenticated, MessageId.RequestAuth, Reason.AlreadyDone)]
    [InlineData(NativeState.Authenticated, MessageId.ChatSend, Reason.OutOfOrder)]
    [InlineData(NativeState.Authenticated, MessageId.ActionRequest, Reason.OutOfOrder)]
    [InlineData(NativeState.Authenticated, MessageId.OperatorLine, Reason.OutOfOrder)]
    [InlineData(NativeState.Entering, MessageId.RequestAuth, Reason.AlreadyDone)]
    [InlineData(NativeState.Entering, MessageId.RequestEnter, Reason.AlreadyDone)]
    [InlineData(NativeState.Entering, MessageId.ChatSend, Reason.OutOfOrder)]
    [InlineData(NativeState.Entering, MessageId.ActionRequest, Reason.OutOfOrder)]
    [InlineData(NativeState.Entering, MessageId.OperatorLine, Reason.OutOfOrder)]
    [InlineData(NativeState.InRoom, MessageId.RequestAuth, Reason.AlreadyDone)]
    [InlineData(NativeState.InRoom, MessageId.RequestEnter, Reason.AlreadyDone)]
    [InlineData(NativeState.InRoom, MessageId.OperatorLine, Reason.NotAllowed)]
    public void Message_out_of_order_is_refused_by_name_and_changes_nothing(NativeState state, MessageId id, Reason reason)
    {
        using var rig = new ServerRig();
        var client = BringTo(rig, state);
        var session = Assert.Single(rig.Door.Sessions);

        SendAny(client, id);
        rig.Run(1);
        var after = session.State;
        rig.Server.Rooms.All[0].Resume();
        rig.Run(2);

        var refused = client.Get<Refused>();
        Assert.Equal((id, reason), (refused.Message, refused.Reason));
        Assert.NotEmpty(refused.Text);
        Assert.Equal(state, after);
        Assert.Equal(1, client.Count(MessageId.Refused));
        Assert.False(client.IsClosed);
    }

    [Theory]
    [InlineData(NativeState.Connected)]
    [InlineData(NativeState.Authenticated)]
    [InlineData(NativeState.Entering)]
    public void Input_before_entering_is_ignored_and_counted(NativeState state)
    {
        using var rig = new ServerRig();
        var client = BringTo(rig, state);

        client.SendCommands(new PlayerCommand(rig.Room.World.Tick + 2, 127, 0, default, Buttons.Fire));
        rig.Run(2);

        Assert.Equal(1, rig.Drops(DropCause.InputBeforeEntering));
        Assert.Equal(0, client.Count(MessageId.Refused));
    }

    [Fact]
    public void Second_player_of_one_name_is_told_so_and_may_choose_another()
    {
        using var rig = new ServerRig();
        rig.Enter("Straße");
        var second = rig.Dial();

        second.Authenticate("  STRASSE ");
        rig.Run(2);
        Assert.Equal(Reason.NameTaken, second.Get<AuthFailure>().Reason);

        second.Authenticate("bob");
        rig.Run(2);
        Assert.Equal("bob", second.Get<AuthSuccess>().Name);
    }

    [Fact]
    public void Name_is_free_again_when_its_bearer_has_gone()
    {
        using var rig = new ServerRig();
        var first = rig.Enter("ana");
        first.Send(default(Leave));
        rig.Run(3);

        var second = rig.Enter("ana");

        Assert.Equal(Reason.Left, first.End!.Value.Reason);
        Assert.Equal("ana", second.Get<AuthSuccess>().Name);
    }

    [Theory]
    [InlineData(1, "ana", "", Reason.WrongVersion)]
    [InlineData(2, "ana", "", Reason.WrongVersion)]
    [InlineData(5, "\u200b\u202e", "", Reason.BadName)]
    [InlineData(5, "", "", Reason.BadName)]
    [InlineData(5, "\u0301\u0300", "", Reason.BadName)]
    [InlineData(5, "admin", "", Reason.BadName)]
    [InlineData(5, "\u0430dm1n", "", Reason.BadName)]
    [InlineData(5, "ana", "guess", Reason.BadToken)]
    public void Bad_authentication_is_answered_with_its_reason(ushort version, string name, string token, Reason reason)
    {
        using var rig = new ServerRig();
        var client = rig.Dial();

        client.Send(new RequestAuth(version, name, token));
        rig.Run(2);

        Assert.Equal(reason, client.Get<AuthFailure>().Reason);
        Assert.Equal(0, rig.Server.Names.Count);
    }

    [Fact]
    public void Fifth_failed_try_ends_the_connection()
    {
        using var rig = new ServerRig();
        var client = rig.Dial();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            client.Authenticate("");
            rig.Run(2);
        }

        rig.Run(2);
        Assert.Equal(5, client.Count(MessageId.AuthFailure));
        Assert.Equal(Reason.BadName, client.End!.Value.Reason);
        Assert.Equal(0, rig.Door.SessionCount);
    }

    [Fact]
    public void Connection_that_proves_nothing_ends_after_ten_seconds()
    {
        using var rig = new ServerRig();
        var client = rig.Dial();

        rig.RunSeconds(9.9);
        Assert.False(client.IsClosed);
        rig.RunSeconds(0.3);

        Assert.Equal(Reason.Timeout, client.End!.Value.Reason);
        Assert.Equal(1, rig.Drops(DropCause.Timeout));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ecs/")]
    [InlineData("ecs/ 1")]
    [InlineData("ecs/65536")]
    [InlineData("Ecs/2")]
    public void Wrong_connect_data_is_rejected_with_the_reason(string key)
    {
        using var rig = new ServerRig();
        var client = rig.Dial(connectKey: key);

        rig.Run(3);

        Assert.False(client.IsAccepted);
        Assert.Equal(Reason.WrongProtocol, client.End!.Value.Reason);
        Assert.Equal(0, rig.Door.SessionCount);
    }

    [Theory]
    [InlineData("ecs/1", "server speaks 5, you speak 1")]
    [InlineData("ecs/2", "server speaks 5, you speak 2")]
    [InlineData("ecs/4", "server speaks 5, you speak 4")]
    [InlineData("ecs/6", "server speaks 5, you speak 6")]
    public void Client_of_another_version_is_turned_away_with_both_versions(string key, string text)
    {
        using var rig = new ServerRig();
        var client = rig.Dial(connectKey: key);

        rig.Run(3);

        Assert.False(client.IsAccepted);
        Assert.Equal(new Farewell(Reason.WrongVersion, text), client.End);
    }

    [Fact]
    public void Client_that_has_the_key_and_asks_in_another_version_is_told_both()
    {
        using var rig = new ServerRig();
        var client = rig.Dial();

        client.Send(new RequestAuth(1, "ana", ""));
        rig.Run(2);

        Assert.Equal(new AuthFailure(Reason.WrongVersion, "server speaks 5, you speak 1"), client.Get<AuthFailure>());
    }

    [Fact]
    public void Connection_beyond_the_limit_is_told_that_the_server_is_full()
    {
        using var rig = new ServerRig(1, new NativeOptions { ConnectionLimit = 2 });
        rig.Dial();
        rig.Dial();
        rig.Run(1);
        var third = rig.Dial();

        rig.Run(2);

        Assert.Equal(Reason.ServerFull, third.End!.Value.Reason);
    }

    [Theory]
    [InlineData("nowhere", PlayerRole.Player, true, Reason.NoSuchRoom)]
    [InlineData("", PlayerRole.Spectator, false, Reason.NotAllowed)]
    public void Entering_that_cannot_be_is_refused_with_its_reason(string room, PlayerRole role, bool isLoopback, Reason reason)
    {
        using var rig = new ServerRig();
        var client = rig.Dial(isLoopback: isLoopback);
        client.Authenticate("ana");
        client.RequestEnter(room, role);

        rig.Run(4);

        Assert.Equal((MessageId.RequestEnter, reason), (client.Get<Refused>().Message, client.Get<Refused>().Reason));
        Assert.False(client.Has(MessageId.Entered));
    }

    [Fact]
    public void Full_room_is_refused_and_a_place_that_becomes_free_is_given()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 1 });
        var first = rig.Enter("ana");
        var second = rig.Dial();
        second.Authenticate("bob");
        second.RequestEnter();
        rig.Run(3);
        Assert.Equal(Reason.RoomFull, second.Get<Refused>().Reason);

        first.Send(default(Leave));
        rig.Run(2);
        second.RequestEnter();
        rig.Run(3);

        Assert.True(second.Has(MessageId.Entered));
    }

    [Fact]
    public void Leaving_while_entering_leaves_no_avatar()
    {
        using var rig = new ServerRig();
        var client = BringTo(rig, NativeState.Entering);

        client.Send(default(Leave));
        rig.Run(1);
        rig.Room.Resume();
        rig.Run(3);

        Assert.Equal(Reason.Left, client.End!.Value.Reason);
        Assert.Equal(0, rig.Room.World.PlayerCount);
        Assert.Equal(0, rig.Server.Names.Count);
    }

    [Fact]
    public void Room_list_names_every_room_with_its_players_and_limit()
    {
        using var rig = new ServerRig(
            1,
            null,
            new() { Name = "one", PlayerLimit = 8, Bots = 3 },
            new() { Name = "two", PlayerLimit = 16 });
        var client = rig.Dial();
        client.Authenticate("ana");
        client.Send(default(RequestRooms));
        client.RequestEnter("two");
        rig.Run(4);
        client.Send(default(RequestRooms));
        rig.Run(2);

        var rooms = new RoomEntry[2];
        Assert.Equal(2, client.Get<RoomList>().Rooms.CopyTo(rooms));
        Assert.Equal([new("one", "arena", TestMaps.Arena.Name, 3, 3, 8, false), new("two", "arena", TestMaps.Arena.Name, 1, 0, 16, false)], rooms);
        Assert.Equal("two", client.Entered.Room);
    }

    [Fact]
    public void Session_numbers_wrap_without_naming_two_living_sessions()
    {
        using var rig = new ServerRig(1, new NativeOptions { FirstSessionNumber = uint.MaxValue - 1000, ConnectionLimit = 64 });
        var keeper = rig.Enter("keeper");
        var seen = new HashSet<uint> { keeper.Get<AuthSuccess>().Client };
        for (var round = 0; round < 10_000; round++)
        {
            var client = rig.Dial();
            client.Authenticate("guest");
            rig.Run(1);
            client.Turn();
            var number = client.Get<AuthSuccess>().Client;
            Assert.True(number != 0 && seen.Add(number), $"number {number} in round {round}");
            client.Send(default(Leave));
            rig.Remove(client);
            rig.Run(1);
        }

        Assert.Equal(1, rig.Door.SessionCount);
        Assert.Equal(1, rig.Server.Names.Count);
    }

    private static RawClient BringTo(ServerRig rig, NativeState state)
    {
        var client = rig.Dial();
        rig.Run(1);
        if (state != NativeState.Connected)
        {
            client.Authenticate("ana");
            rig.Run(1);
        }

        if (state is NativeState.Entering)
        {
            // A paused world takes no joins, so the session stays where it is.
            rig.Room.Pause();
        }

        if (state is NativeState.Entering or NativeState.InRoom)
        {
            client.RequestEnter();
            rig.Run(1);
        }

        Assert.Equal(state, Assert.Single(rig.Door.Sessions).State);
        return client;
    }

    private static void SendAny(RawClient client, MessageId id)
    {
        switch (id)
        {
            case MessageId.RequestAuth:
                client.Authenticate("other");
                break;
            case MessageId.RequestEnter:
                client.RequestEnter();
                break;
            case MessageId.RequestRooms:
                client.Send(default(RequestRooms));
                break;
            case MessageId.ChatSend:
                client.Send(new ChatSend("hello"));
                break;
            case MessageId.ActionRequest:
                client.Send(new ActionRequest(new(PlayerActionCode.HurtSelf, 0, 0)));
                break;
            case MessageId.OperatorLine:
                client.Send(new OperatorLine("status"));
                break;
            default:
                client.Send(default(Leave));
                break;
        }
    }
}
