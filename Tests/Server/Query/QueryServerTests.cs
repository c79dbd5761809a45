using System.Net;
using System.Net.Sockets;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Query;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Query;

/// <summary>The port of server browsers over real sockets.</summary>
[Collection(SocketLane.Name)]
public sealed class QueryServerTests
{
    private static readonly QueryFacts Facts = new("Ecs", "1.0.0", 9050, []);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("::1", "::1")]
    public void It_answers_where_it_was_bound(string bind, string address)
    {
        using var metrics = new ServerMetrics();
        Assert.Equal(ExitCode.Ok, QueryServer.TryOpen(new QueryOptions { Port = 0, Bind = bind }, Facts, 60, metrics, out var server, out _));
        using var opened = server;
        using var rig = new ServerRig();
        server!.Begin(rig.Server.Rooms, rig.Server.Clock.Now);
        using var client = new UdpClient(new IPEndPoint(IPAddress.Parse(address), 0));
        client.Client.ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds;
        client.Connect(new IPEndPoint(IPAddress.Parse(address), server.Port));
        IPEndPoint? from = null;

        client.Send([0xFF, 0xFF, 0xFF, 0xFF, (byte)'T', .. "Source Engine Query\0"u8]);
        var challenge = client.Receive(ref from);
        client.Send([0xFF, 0xFF, 0xFF, 0xFF, (byte)'T', .. "Source Engine Query\0"u8, .. challenge[5..]]);
        var info = client.Receive(ref from);

        Assert.Equal((byte)'A', challenge[4]);
        Assert.Equal((byte)'I', info[4]);
    }

    [Fact]
    public void A_port_that_is_taken_is_one_line_and_74()
    {
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)other.Client.LocalEndPoint!).Port;
        using var metrics = new ServerMetrics();

        Assert.Equal(ExitCode.PortInUse, QueryServer.TryOpen(new QueryOptions { Port = port }, Facts, 60, metrics, out _, out var fault));

        Assert.Equal($"Query:Port (--query): UDP port {port} on 127.0.0.1 is in use", fault);
    }

    [Fact]
    public void Whatever_arrives_the_next_question_is_answered()
    {
        using var metrics = new ServerMetrics();
        Assert.Equal(ExitCode.Ok, QueryServer.TryOpen(new QueryOptions { Port = 0 }, Facts, 60, metrics, out var server, out _));
        using var opened = server;
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        client.Client.ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds;
        client.Connect(new IPEndPoint(IPAddress.Loopback, server!.Port));
        IPEndPoint? from = null;
        var random = new Random(3);
        // As many as the kernel keeps for a thread that gives way.
        for (var round = 0; round < 60; round++)
        {
            var noise = new byte[random.Next(0, 300)];
            random.NextBytes(noise);
            client.Send(noise);
        }

        client.Send([0xFF, 0xFF, 0xFF, 0xFF, (byte)'V', 0xFF, 0xFF, 0xFF, 0xFF]);

        Assert.Equal((byte)'A', client.Receive(ref from)[4]);
    }
}
