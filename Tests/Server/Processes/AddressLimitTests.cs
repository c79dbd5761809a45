using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Processes;

/// <summary>The doors whose own limit by address is an option: narrower and wider than what they have without it.</summary>
[Collection("Server processes")]
public sealed class AddressLimitTests
{
    [Theory]
    [InlineData("waves", 1)]
    [InlineData("waves", 9)]
    [InlineData("survival", 1)]
    [InlineData("survival", 9)]
    public void One_address_has_as_many_connections_as_the_option_says(string door, int limit)
    {
        using ServerChild server = ServerChild.Start(
            "--doors", $"{door}:0", $"--{door}-address-limit", limit.ToString(CultureInfo.InvariantCulture)).Ready();
        int port = int.Parse(Regex.Match(server.Output[0], $@"{door}:(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        var clients = new List<Socket>();
        for (int number = 0; number <= limit; number++)
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
        using ServerChild server = ServerChild.Start(
            "--doors", $"{door}:0", $"--{door}-address-limit", "9", "--max-connections-per-address", "1").Ready();
        int port = int.Parse(Regex.Match(server.Output[0], $@"{door}:(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        using Socket first = Open(door, port);
        using var second = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds };
        second.Connect(IPAddress.Loopback, port);

        WaitForEnd(second);
        server.Type("status");

        Assert.Matches("refused 1( |$)", server.WaitForOutput("dropped"));
    }

    /// <summary>A connection; at a WebSocket door one whose request was answered, so that the door knows of it.</summary>
    private static Socket Open(string door, int port)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds };
        client.Connect(IPAddress.Loopback, port);
        if (door == "waves")
            return client;
        client.Send(Encoding.ASCII.GetBytes(WebSocketClient.Request("/?token=t")));
        byte[] answer = new byte[12];
        for (int count = 0; count < answer.Length;)
            count += client.Receive(answer.AsSpan(count));
        Assert.Equal("HTTP/1.1 101", Encoding.ASCII.GetString(answer));
        return client;
    }

    private static void WaitForEnd(Socket client)
    {
        byte[] bytes = new byte[256];
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
