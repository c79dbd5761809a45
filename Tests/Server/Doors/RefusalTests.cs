using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;
using Ecs.Tests.Server.Doors.Survival;
using Ecs.Tests.Server.Net.Streams;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors;

/// <summary>
/// Over real sockets: who is refused can read why, and the end, whatever was sent meanwhile. Bytes that nobody reads would make the kernel
/// reset the connection, and the client would lose the last words.
/// </summary>
[Collection(SocketLane.Name)]
public sealed class RefusalTests
{
    [Theory]
    [InlineData("arena", "/")]
    [InlineData("plaza", "/ws/7")]
    [InlineData("survival", "/")]
    public void Who_comes_to_a_full_room_and_talks_on_reads_1013_and_the_end(string door, string target)
    {
        using var rig = new SocketDoorRig(door, new RoomOptions { PlayerLimit = 1 });
        Assert.True(rig.Rig.Room.TryJoin("first", isBot: false, out _));
        var client = rig.Connect();
        var entry = door switch
        {
            "arena" => [.. Frame("00616e6100"), .. Frame("01")],
            "survival" => WebSocketClient.FrameOf(WebSocketOpcode.Binary, PackedJson.Packet("sp", ("name", "ana"))),
            _ => [],
        };
        client.Send([.. Encoding.ASCII.GetBytes(WebSocketClient.Request(target)), .. entry]);
        rig.RunUntil(() => rig.Rig.Metrics.DropsOf(Ecs.Server.Metrics.DropCause.Refused) == 1);
        Chatter(client);
        rig.Rig.Run(2);
        Chatter(client);

        SocketDoorRig.ReadAnswer(client);
        Assert.Equal(1013, BinaryPrimitives.ReadUInt16BigEndian(SocketDoorRig.Next(client, WebSocketOpcode.Close)));
        client.Send(WebSocketClient.FrameOf(WebSocketOpcode.Close, [0x03, 0xF5]));
        rig.RunUntil(() => client.Available != 0 || client.Poll(0, SelectMode.SelectRead));
        Assert.Equal(0, client.Receive(new byte[1]));
    }

    [Theory]
    [InlineData("/elsewhere", "404")]
    [InlineData("/ws/x", "403")]
    public void Who_asks_for_what_there_is_not_and_talks_on_reads_the_answer_and_the_end(string target, string status)
    {
        using var rig = new SocketDoorRig("plaza");
        var client = rig.Connect();
        var upgrade = status == "403" ? WebSocketClient.Request(target) : $"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n";
        client.Send(Encoding.ASCII.GetBytes(upgrade));
        Chatter(client);
        rig.RunUntil(() => client.Available != 0);
        Chatter(client);

        Assert.StartsWith($"HTTP/1.1 {status} ", Encoding.ASCII.GetString(SocketStreamRig.Read(client, 13)), StringComparison.Ordinal);
        while (client.Receive(new byte[1024]) != 0)
        {
            // The rest of the answer, and no reset.
        }
    }

    private static void Chatter(Socket client)
    {
        for (var frame = 0; frame < 20; frame++)
            client.Send(Frame("64686f6c6100"));
    }

    private static byte[] Frame(string hex) => WebSocketClient.FrameOf(WebSocketOpcode.Binary, Convert.FromHexString(hex));
}
