using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>The doors whose own limit by address is an option: narrower and wider than what they have without it.</summary>
[Collection(ProcessLane.Name)]
public sealed class AddressLimitTests
{
    [Theory]
    [InlineData("waves", 1)]
    [InlineData("waves", 9)]
    [InlineData("survival", 1)]
    [InlineData("survival", 9)]
    public void One_address_has_as_many_connections_as_the_option_says(string door, int limit)
    {
        using var server = ServerChild.Start(
            "--doors", $"{door}:0", $"--{door}-address-limit", limit.ToString(CultureInfo.InvariantCulture)).Ready();
        var port = int.Parse(Regex.Match(server.Output[0], $@"{door}:(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        var clients = new List<Socket>();
        for (var number = 0; number <= limit; number++)
            clients.Add(Open(door, port));

        WaitForEnd(clients[limit]);
        server.Type("status");

        Assert.Matches("refused 1( |$)", server.WaitForOutput("dropped"));
        clients.ForEach(static client => client.Dispose());
    }

    [Theory]
    [InlineData("waves")]
    [InlineData("survival")]
    public void The_narrower_limit_of_the_two_counts(string door)
    {
        using var server = ServerChild.Start(
            "--doors", $"{door}:0", $"--{door}-address-limit", "9", "--max-connections-per-address", "1").Ready();
        var port = int.Parse(Regex.Match(server.Output[0], $@"{door}:(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        using var first = Open(door, port);
        using var second = Connect(port);

        WaitForEnd(second);
        server.Type("status");

        Assert.Matches("refused 1( |$)", server.WaitForOutput("dropped"));
    }

    /// <summary>Two people come by way of one proxy; the one who comes a second time is refused, and nobody else is.</summary>
    [Theory]
    [InlineData("arena", "/")]
    [InlineData("plaza", "/ws/7")]
    [InlineData("survival", "/?token=t")]
    [InlineData("waves", "")]
    [InlineData("argentum", "")]
    public void Behind_a_trusted_proxy_the_limit_is_each_person_s_own(string door, string target)
    {
        using var server = ServerChild.Start(
            "--doors", $"{door}:0", "--store", "memory", "--trusted-proxies", "10.0.0.0/8, 127.0.0.1", "--max-connections-per-address", "1").Ready();
        var port = int.Parse(Regex.Match(server.Output[0], $@"{door}:(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        var hello = door switch
        {
            "waves" => WavesWire.Hello,
            "argentum" => [1],
            _ => Encoding.ASCII.GetBytes(WebSocketClient.Request(target)),
        };
        var clients = new List<Socket>();
        foreach (var person in (byte[])[1, 2])
        {
            clients.Add(Connect(port));
            clients[^1].Send([.. HeadOf(person), .. hello]);
            Assert.Equal(1, clients[^1].Receive(new byte[1]));
        }

        using var again = Connect(port);
        again.Send(HeadOf(2));
        if (target.Length != 0)
            again.Send(hello);
        WaitForEnd(again);
        server.Type("status");

        Assert.Matches("^dropped refused 1$", server.WaitForOutput("dropped"));
        clients.ForEach(static client => client.Dispose());
    }

    /// <summary>A connection; at a WebSocket door one whose request was answered, so that the door knows of it.</summary>
    private static Socket Open(string door, int port)
    {
        var client = Connect(port);
        if (door == "waves")
            return client;
        client.Send(Encoding.ASCII.GetBytes(WebSocketClient.Request("/?token=t")));
        var answer = new byte[12];
        for (var count = 0; count < answer.Length;)
            count += client.Receive(answer.AsSpan(count));
        Assert.Equal("HTTP/1.1 101", Encoding.ASCII.GetString(answer));
        return client;
    }

    private static Socket Connect(int port)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds };
        client.Connect(IPAddress.Loopback, port);
        return client;
    }

    /// <summary>Version 2 of the PROXY protocol: 203.0.113.<paramref name="person"/> comes from port 51234.</summary>
    private static byte[] HeadOf(byte person) =>
        [.. Convert.FromHexString("0D0A0D0A000D0A515549540A2111000C"), 203, 0, 113, person, 192, 0, 2, 1, 0xC8, 0x22, 0x1D, 0xF2];

    private static void WaitForEnd(Socket client)
    {
        var bytes = new byte[256];
        try
        {
            while (client.Receive(bytes) != 0)
            {
                // The words of the refusal.
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Without a word.
        }
    }
}
