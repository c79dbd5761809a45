using Ecs.Scenes.Doors.Arena;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Tests.Server.Text;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>The order in which a client gets in, and what ends it.</summary>
public sealed class ArenaHandshakeTests
{
    [Theory]
    [InlineData("01", 1003, "Authentication required", DropCause.OutOfOrder)]
    [InlineData("020000803f00000000", 1003, "Authentication required", DropCause.OutOfOrder)]
    [InlineData("feb201000000000000", 1003, "Authentication required", DropCause.OutOfOrder)]
    [InlineData("63", 1003, "Authentication required", DropCause.OutOfOrder)]
    [InlineData("", 1000, "", DropCause.Empty)]
    public void Before_the_name_only_the_name_is_legal(string hex, int code, string reason, DropCause cause)
    {
        using var rig = new ArenaRig();
        var client = rig.Connect();

        client.Send(hex);
        rig.Run(2);

        Assert.Equal((code, reason), (client.Socket.CloseCode, client.Socket.CloseReason));
        Assert.Equal(1, rig.Server.Drops(cause));
        Assert.Empty(client.Heard);
    }

    [Theory]
    [InlineData("00616e6100", 1003, "Request connect required")]
    [InlineData("03", 1003, "Request connect required")]
    [InlineData("feb201000000000000", 1003, "Request connect required")]
    [InlineData("", 1000, "")]
    public void After_the_name_only_the_wish_to_enter_is_legal(string hex, int code, string reason)
    {
        using var rig = new ArenaRig();
        var client = rig.Connect();
        client.Authenticate("ana");
        client.Send(hex);
        rig.Run(2);

        Assert.Equal("41", Assert.Single(client.Heard).Hex);
        Assert.Equal((code, reason), (client.Socket.CloseCode, client.Socket.CloseReason));
        rig.Run(2);
        Assert.Equal((0, 0), (rig.Room.PlayerCount, rig.Server.Server.Names.Count));
    }

    [Theory]
    [InlineData("", 1000)]
    [InlineData("02", 1000)]
    [InlineData("020000803f000000", 1000)]
    [InlineData("fe01", 1000)]
    public void In_the_game_a_message_that_is_too_short_ends_the_connection(string hex, int code)
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();
        var other = rig.Enter("bo");

        client.Send(hex);
        rig.Run(4);

        Assert.Equal(code, client.Socket.CloseCode);
        Assert.Equal("6600", other.All(ArenaHeard.Disconnected).Single().Hex);
    }

    [Fact]
    public void In_the_game_unknown_and_idle_ids_are_ignored()
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();
        client.Forget();

        foreach (var hex in (string[])["0500", "08", "09", "63", "c8", "ff", "00616e6100", "01"])
            client.Send(hex);
        rig.Run(10);

        Assert.Empty(client.Heard);
        Assert.True(client.Socket.CloseCode == 0);
        Assert.Equal((4, 2), (rig.Server.Drops(DropCause.UnknownMessage), rig.Server.Drops(DropCause.OutOfOrder)));
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("ADMIN")]
    [InlineData(" ad\u200Bmin ")]
    [InlineData("\u0430dmin")]
    [InlineData("\u1d00\u1d05\u1d0d\u026a\u0274")]
    [InlineData("4DM1N")]
    public void The_name_admin_is_refused_and_another_may_be_tried(string name)
    {
        using var rig = new ArenaRig();
        var client = rig.Connect();

        client.Authenticate(name);
        rig.Run(2);
        Assert.Equal("42", Assert.Single(client.Heard).Hex);
        client.Authenticate("ana");
        client.Enter();
        rig.Run(3);

        Assert.Equal("ana", client.Self.Name);
    }

    [Fact]
    public void The_newcomer_hears_of_itself_and_then_of_the_others_who_hear_of_the_newcomer()
    {
        using var rig = new ArenaRig();
        var first = rig.Enter();
        Assert.Equal(
            ["41", "4343000000c8420000c842016400534b590000000000fa439a99993e4465766d6a0000"], first.Heard.Select(static heard => heard.Hex));
        first.Forget();

        var second = rig.Enter();

        Assert.Equal(
            [
                "41",
                "4343010000c8420000fa43016401424c4f4f4d0000000000fa439a99993e4465766d6a0000",
                "4365000000c8420000c842016400534b590000000000fa439a99993e4465766d6a0000",
            ],
            second.Heard.Select(static heard => heard.Hex));
        Assert.Equal(
            "4365010000c8420000fa43016401424c4f4f4d0000000000fa439a99993e4465766d6a0000", Assert.Single(first.Heard).Hex);
    }

    [Fact]
    public void Everything_may_be_said_in_one_breath()
    {
        using var rig = new ArenaRig();
        var listener = rig.Enter("listener");
        listener.Forget();
        var hasty = rig.Connect();
        foreach (var hex in (string[])["00616e6100", "01", "feb201000000000000", "020000803f00000000", "06", "64686900", "0400000a", "03"])
            hasty.Send(hex);
        rig.Run(4);

        Assert.Equal((1, 80, "ana"), (hasty.Self.TeamId == 0 ? 1 : 0, hasty.Self.Health, hasty.Self.Name));
        Assert.Equal(["[color=#63ffff][1][ana][/color] hi"], hasty.Chats);
        Assert.Equal(["[color=#63ffff][1][ana][/color] hi"], listener.Chats);
        Assert.Equal(listener.Known[hasty.Id].X, hasty.Self.X);
        Assert.InRange(hasty.Self.X, 108, 109);
        Assert.Empty(listener.All(ArenaHeard.Shot)); // Who changes the team holds fire for a second.
        rig.Run(61);
        hasty.Send("03");
        rig.Run(2);
        Assert.Single(listener.All(ArenaHeard.Shot));
        Assert.Equal(0, rig.Server.Drops(DropCause.ActionOverflow) + rig.Server.Drops(DropCause.InputBeforeEntering));
    }

    [Fact]
    public void While_the_world_stands_still_a_newcomer_is_heard_later_and_within_limits()
    {
        using var rig = new ArenaRig();
        var listener = rig.Enter("listener");
        rig.Room.Pause();
        var hasty = rig.Connect();
        hasty.Authenticate("ana");
        hasty.Enter();
        for (var line = 0; line < 5; line++)
            hasty.Say($"line {line}");
        for (var act = 0; act < 10; act++)
            hasty.Send("0400000a");
        hasty.Send("feb201000000000000");
        rig.Run(3);
        Assert.True(hasty.Has(ArenaHeard.Pong));
        Assert.Equal(7, rig.Server.Drops(DropCause.InputBeforeEntering));
        Assert.Empty(listener.Chats);

        rig.Room.Resume();
        rig.Run(4);
        Assert.Equal(5, listener.Chats.Count());
        Assert.Equal(40, hasty.Self.Health);
    }

    [Fact]
    public void Nasty_names_and_lines_reach_nobody_as_they_are()
    {
        using var rig = new ArenaRig();
        var listener = rig.Enter("listener");
        var count = 0;
        foreach (var text in NastyStrings.All())
        {
            var cut = text[..Math.Min(text.Length, 300)];
            var client = rig.Connect();
            client.Authenticate(cut);
            client.Enter();
            client.Say(cut);
            rig.Run(4);
            client.Socket.Stream.Close();
            rig.RunSeconds(2.1);
            foreach (var shown in listener.Heard.Where(static heard => heard.Code is ArenaHeard.Connected or ArenaHeard.Chat)
                .Select(static heard => heard.Code == ArenaHeard.Chat ? heard.Text : heard.Name))
            {
                count++;
                Assert.DoesNotContain(shown.EnumerateRunes(), static rune => !DisplayText.IsVisible(rune));
            }

            listener.Forget();
        }

        Assert.InRange(count, 700, 1_000);
    }

    [Fact]
    public void Two_of_one_name_see_it_as_written_and_the_rest_of_the_server_tells_them_apart()
    {
        using var rig = new ArenaRig();
        var first = rig.Enter();
        var second = rig.Enter();

        Assert.Equal(("Devmj", "Devmj"), (first.Known[second.Id].Name, second.Known[first.Id].Name));
        Assert.Equal(("Devmj", "Devmj-2"), (rig.Room.SeatAt(0)!.Name, rig.Room.SeatAt(1)!.Name));
    }

    [Fact]
    public void An_empty_name_is_good_and_shown_empty()
    {
        using var rig = new ArenaRig();
        var client = rig.Connect();
        client.Send("0000");
        client.Enter();
        rig.Run(3);

        Assert.Equal("", client.Self.Name);
        Assert.Equal("player", rig.Room.SeatAt(0)!.Name);
    }

    [Fact]
    public void Who_gives_no_name_is_let_go_after_a_while_and_who_waits_outside_is_not()
    {
        using var rig = new ArenaRig();
        var silent = rig.Connect();
        var waiting = rig.Connect();
        waiting.Authenticate("ana");
        rig.RunSeconds(11);

        Assert.Equal((1003, 0), (silent.Socket.CloseCode, waiting.Socket.CloseCode));
        Assert.Equal(1, rig.Server.Drops(DropCause.Timeout));
    }

    [Fact]
    public void A_full_room_is_told()
    {
        using var rig = new ArenaRig(room: new RoomOptions { PlayerLimit = 1 });
        rig.Enter();
        var late = rig.Connect();
        late.Authenticate("bo");
        late.Enter();
        rig.Run(3);

        Assert.Equal((1013, "The room is full"), (late.Socket.CloseCode, late.Socket.CloseReason));
    }

    [Fact]
    public void Leaving_is_a_bare_end_of_the_connection_and_its_number_comes_back_later()
    {
        using var rig = new ArenaRig();
        var first = rig.Enter();
        var second = rig.Enter("bo");
        second.Forget();

        first.Socket.Stream.Close();
        rig.Run(3);
        Assert.Equal("6600", Assert.Single(second.Heard).Hex);
        Assert.Equal(1, rig.Room.PlayerCount);

        rig.RunSeconds(5.1);
        Assert.Equal(0, rig.Enter("cy").Id);
    }

    [Fact]
    public void Who_comes_and_goes_without_end_keeps_nobody_out()
    {
        using var rig = new ArenaRig(room: new RoomOptions { PlayerLimit = 16 });
        var witness = rig.Enter("witness");
        for (var stay = 0; stay < 200; stay++)
        {
            var churn = rig.Connect();
            churn.Authenticate("churn");
            churn.Enter();
            rig.Run(2);
            churn.Socket.Stream.Close();
        }

        var honest = rig.Enter("honest");
        rig.RunSeconds(3);
        Assert.Equal(["honest", "witness"], witness.Known.Values.Select(static other => other.Name).Order());
        Assert.Equal(["honest", "witness"], honest.Known.Values.Select(static other => other.Name).Order());
        Assert.Equal(0, rig.Server.Drops(DropCause.Refused));
    }

    [Fact]
    public void A_text_frame_and_another_path_are_refused()
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();
        client.Socket.SendText("hello");
        var elsewhere = WebSocketClient.Open(rig.Streams, "/elsewhere");
        rig.Run(2);
        elsewhere.Read();

        Assert.Equal(1003, client.Socket.CloseCode);
        Assert.StartsWith("HTTP/1.1 404 ", elsewhere.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_the_server_is_told()
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();

        rig.Server.Server.BeginStop();
        rig.Run(2);

        Assert.Equal(1001, client.Socket.CloseCode);
        client.Socket.SendClose(1001);
        client.Socket.Stream.Close();
        rig.Run(3);
        Assert.True(rig.Door.IsDrained);
    }
}
