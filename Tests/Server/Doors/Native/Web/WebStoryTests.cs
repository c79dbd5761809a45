using System.Net.WebSockets;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Server.Web;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Native.Web;

/// <summary>People who play over the socket that browsers use, on real sockets and in real time.</summary>
[Collection(SocketLane.Name)]
public sealed class WebStoryTests
{
    [Fact]
    public void Two_meet_talk_and_one_sees_the_other_go()
    {
        using var rig = new WebRig();
        var ada = rig.Invite("ada", out var transport);
        var ben = rig.Seat("ben");
        GameClient[] both = [ada, ben];
        WebRig.Turn(both, () => ada.IsInRoom && ben.View.Entities.Length >= 2 && transport.Pings > 0);
        ada.Say("hello");
        ChatReceived? heard = null;
        WebRig.Turn(both, () => ben.Chat.TryTake(out var line) && (heard = line) is { Kind: ChatKind.Player });
        var roundTrip = rig.Ask(static server => server.Names.Find("ada")!.RoundTripMilliseconds);

        ada.Dispose();
        WebRig.Turn([ben], () => rig.Ask(static server => server.Names.Find("ada")) is null && !ben.Roster.TryGet(heard!.Value.Slot, out var _));

        Assert.Equal(("ada", "hello"), (heard!.Value.Name, heard.Value.Text));
        Assert.InRange(roundTrip, 0, 1_000);
        Assert.Equal(0, rig.Metrics.DropsOf(DropCause.Malformed));
        Assert.Empty(rig.Log.Lines);
    }

    [Fact]
    public void A_player_walks_where_it_wants_to()
    {
        using var rig = new WebRig();
        var ada = rig.Invite("ada", out _);
        WebRig.Turn([ada], () => ada.IsInRoom && ada.View.Entities.Length != 0);
        var from = ada.View.Entities[0].X;
        ada.Intent = new PlayerIntent(sbyte.MaxValue, 0, default, Buttons.None);

        WebRig.Turn([ada], () => ada.View.Entities.Length != 0 && ada.View.Entities[0].X.Floor() > from.Floor() + 50);

        Assert.InRange(ada.Figures.Snapshots, 2, long.MaxValue);
    }

    [Fact]
    public void Whose_line_breaks_comes_back_to_its_seat()
    {
        using var rig = new WebRig();
        var ada = rig.Invite("ada", out var transport);
        WebRig.Turn([ada], () => ada.IsInRoom);
        var seat = rig.Ask(static server => server.FindSeat("ada")!.Slot);

        transport.Break();
        WebRig.Turn([ada], () => ada.Absences.TryTake(out _));
        WebRig.Turn([ada], () => ada.IsInRoom);

        Assert.Equal(seat, rig.Ask(static server => server.FindSeat("ada")!.Slot));
        Assert.Equal(1, rig.Ask(static server => server.Doors[0].SessionCount));
    }

    [Theory]
    [InlineData("ecs.3", Reason.WrongVersion, "server speaks 5, you speak 3")]
    [InlineData("ecs.6", Reason.WrongVersion, "server speaks 5, you speak 6")]
    [InlineData("ecs.x", Reason.WrongProtocol, null)]
    [InlineData("chat", Reason.WrongProtocol, null)]
    [InlineData(null, Reason.WrongProtocol, null)]
    public async Task A_client_of_another_version_hears_both_versions_and_goes(string? subprotocol, Reason reason, string? text)
    {
        using var rig = new WebRig();
        using var socket = await rig.DialAsync(subprotocol);
        var buffer = new byte[1_000];

        var read = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        var end = await socket.ReceiveAsync(buffer.AsMemory(read.Count), CancellationToken.None);

        Assert.Equal(subprotocol, socket.SubProtocol);
        Assert.Equal(0, buffer[0]);
        Assert.Equal(ReadFault.None, MessageCodec.TryDecode(buffer.AsMemory(1, read.Count - 1), out Farewell farewell));
        Assert.Equal((reason, text ?? farewell.Text), (farewell.Reason, farewell.Text));
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.NormalClosure), (end.MessageType, socket.CloseStatus));
    }

    [Fact]
    public async Task Text_and_frames_of_more_than_a_message_end_the_connection_with_a_word()
    {
        using var rig = new WebRig();
        var talker = await rig.DialAsync($"ecs.{Limits.Version}");
        var blower = await rig.DialAsync($"ecs.{Limits.Version}");
        await talker.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await blower.SendAsync(new byte[Limits.ControlBytes + 2], WebSocketMessageType.Binary, true, CancellationToken.None);

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, await EndOfAsync(talker));
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await EndOfAsync(blower));
        Assert.Equal((1, 1), (rig.Metrics.DropsOf(DropCause.Malformed), rig.Metrics.DropsOf(DropCause.TooLong)));
    }

    [Fact]
    public void A_server_that_stops_says_so_before_it_goes()
    {
        using var rig = new WebRig();
        var ada = rig.Seat("ada");

        rig.Ask(static server =>
        {
            server.BeginStop();
            return true;
        });
        WebRig.Turn([ada], () => ada.State == ClientState.Ended);

        Assert.Equal(Reason.ServerStopping, ada.EndReason);
        WebRig.Turn([], () => rig.Ask(static server => server.Doors[0].IsDrained));
    }

    [Fact]
    public async Task Who_does_not_answer_pings_is_gone_and_keeps_the_seat_for_a_while()
    {
        using var rig = new WebRig(connection: new ConnectionOptions { AddressLimit = 4096, TimeoutMilliseconds = 3_000 });
        using var socket = await rig.DialAsync($"ecs.{Limits.Version}");
        WebRig.Turn([], () => rig.Ask(static server => server.Doors[0].SessionCount) == 1);
        var buffer = new byte[1_000];

        var ping = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        WebRig.Turn([], () => rig.Ask(static server => server.Doors[0].SessionCount) == 0);

        Assert.Equal((5, 2), (ping.Count, buffer[0]));
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.Timeout));
    }

    private static async Task<WebSocketCloseStatus?> EndOfAsync(ClientWebSocket socket)
    {
        var buffer = new byte[2_000];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
        {
            // Pings, until the end.
        }

        return socket.CloseStatus;
    }
}
