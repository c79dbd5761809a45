using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors;

/// <summary>Over real sockets: a ping is answered when it is read, whether or not a tick comes.</summary>
[Collection(SocketLane.Name)]
public sealed class PingTests
{
    private static readonly byte[] ArenaPing = Convert.FromHexString("feb201000000000000");
    private static readonly byte[] ArenaPong = Convert.FromHexString("ffb201000000000000");

    [LinuxTheory]
    [InlineData("arena", "/")]
    [InlineData("plaza", "/ws/7")]
    [InlineData("survival", "/")]
    public void A_ping_of_the_protocol_is_answered_without_a_tick(string door, string target)
    {
        using var rig = new SocketDoorRig(door);
        var client = rig.Upgrade(target);
        Assert.Equal("warm"u8.ToArray(), SocketDoorRig.Next(client, WebSocketOpcode.Pong));
        for (var ping = 0; ping < 20; ping++)
        {
            var payload = Encoding.ASCII.GetBytes($"ping {ping}");
            client.Send(WebSocketClient.FrameOf(WebSocketOpcode.Ping, payload));
            Assert.Equal(payload, SocketDoorRig.Next(client, WebSocketOpcode.Pong));
        }

        // The tick that comes then passes over all of them.
        rig.Rig.Run(2);
        Close(rig, client, WebSocketOpcode.Pong);
        Assert.Equal(0, rig.Rig.Drops(DropCause.Malformed) + rig.Rig.Drops(DropCause.UnknownMessage));
    }

    /// <summary>A head of version 2 begins with an empty line, and what is attached to it may have another one: neither is the end of the request.</summary>
    [LinuxTheory]
    [InlineData("50524F585920544350342032" + "30332E302E3131332E37203139322E302E322E31203520360D0A")] // PROXY TCP4 203.0.113.7 192.0.2.1 5 6
    [InlineData("0D0A0D0A000D0A515549540A" + "2111000C" + "CB007107C0000201" + "C8221DF2")]
    [InlineData("0D0A0D0A000D0A515549540A" + "21110013" + "CB007107C0000201" + "C8221DF2" + "0400040D0A0D0A")]
    [InlineData("0D0A0D0A000D0A515549540A" + "20000000")]
    public void Behind_a_proxys_head_a_ping_is_answered_without_a_tick(string head)
    {
        using var rig = new SocketDoorRig("arena", proxies: new(IPNetwork.Parse("127.0.0.0/8")));
        var client = rig.Upgrade("/", Convert.FromHexString(head));
        Assert.Equal("warm"u8.ToArray(), SocketDoorRig.Next(client, WebSocketOpcode.Pong));

        client.Send(WebSocketClient.FrameOf(WebSocketOpcode.Ping, "now"u8));

        Assert.Equal("now"u8.ToArray(), SocketDoorRig.Next(client, WebSocketOpcode.Pong));
        Close(rig, client, WebSocketOpcode.Pong);
        Assert.Equal(0, rig.Rig.Drops(DropCause.Malformed) + rig.Rig.Drops(DropCause.ProxyHead));
    }

    /// <summary>The client writes the head of a frame and its payload apart.</summary>
    [LinuxTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_arenas_own_ping_is_answered_without_a_tick(bool isApart)
    {
        using var rig = new SocketDoorRig("arena");
        var client = rig.Upgrade("/");
        Say(client, "00616e6100"); // A name, and the wish to enter.
        Say(client, "01");
        rig.RunUntil(() => rig.Rig.Room.PlayerCount == 1);
        var frame = WebSocketClient.FrameOf(WebSocketOpcode.Binary, ArenaPing);
        for (var ping = 0; ping < 20; ping++)
        {
            client.Send(frame.AsSpan(0, isApart ? 6 : frame.Length));
            client.Send(frame.AsSpan(isApart ? 6 : frame.Length));
            var heard = SocketDoorRig.Next(client, WebSocketOpcode.Binary);
            while (heard[0] != ArenaPong[0])
                heard = SocketDoorRig.Next(client, WebSocketOpcode.Binary);
            Assert.Equal(ArenaPong, heard);
        }

        rig.Rig.Run(2);
        Close(rig, client, WebSocketOpcode.Binary, ArenaPong[0]);
        Assert.Equal(0, rig.Rig.Drops(DropCause.UnknownMessage) + rig.Rig.Drops(DropCause.Rate));
    }

    [Fact]
    public void Before_the_game_a_ping_of_the_arena_is_out_of_order_as_ever()
    {
        using var rig = new SocketDoorRig("arena");
        var client = rig.Upgrade("/");
        Assert.Equal("warm"u8.ToArray(), SocketDoorRig.Next(client, WebSocketOpcode.Pong));
        client.Send(WebSocketClient.FrameOf(WebSocketOpcode.Binary, ArenaPing));
        rig.RunUntil(() => client.Available != 0);

        Assert.Equal("Authentication required", Encoding.UTF8.GetString(SocketDoorRig.Next(client, WebSocketOpcode.Close).AsSpan(2)));
    }

    [LinuxTheory]
    [InlineData("2023", "pp")]
    [InlineData("present", "0")]
    public void The_ping_of_survival_is_answered_without_a_tick(string column, string code)
    {
        using var rig = new SocketDoorRig("survival", column: column);
        var client = rig.Upgrade("/");
        byte[] ping = [0x92, (byte)(0xA0 + code.Length), .. Encoding.ASCII.GetBytes(code), 0x90];
        SocketDoorRig.Next(client, WebSocketOpcode.Binary); // io-init and the clans.
        SocketDoorRig.Next(client, WebSocketOpcode.Binary);
        for (var count = 0; count < 20; count++)
        {
            client.Send(WebSocketClient.FrameOf(WebSocketOpcode.Binary, ping));
            Assert.Equal(ping, SocketDoorRig.Next(client, WebSocketOpcode.Binary)); // The pong has the same code.
        }
    }

    private static void Say(Socket client, string hex) => client.Send(WebSocketClient.FrameOf(WebSocketOpcode.Binary, Convert.FromHexString(hex)));

    /// <summary>Says goodbye, and looks at what comes before the answer: no ping is answered twice.</summary>
    private static void Close(SocketDoorRig rig, Socket client, WebSocketOpcode answers, int first = -1)
    {
        client.Send(WebSocketClient.FrameOf(WebSocketOpcode.Close, [0x03, 0xE8]));
        rig.RunUntil(() => rig.Door.SessionCount == 0);
        while (true)
        {
            (var opcode, var payload) = SocketDoorRig.Next(client);
            Assert.False(opcode == answers && (first < 0 || payload[0] == first), "answered twice");
            if (opcode == WebSocketOpcode.Close)
                return;
        }
    }

    private sealed class LinuxTheoryAttribute : TheoryAttribute
    {
        public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "only on Linux sockets are watched between ticks";
    }
}
