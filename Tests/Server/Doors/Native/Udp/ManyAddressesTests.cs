using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Ecs.Client;
using Ecs.Server;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using LiteNetLib;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>Listening on the wildcard: whoever asks one of the machine's addresses is answered from it.</summary>
[Collection(SocketLane.Name)]
public sealed class ManyAddressesTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / 60);

    private readonly ManualTime _time = new();
    private readonly ServerMetrics _metrics = new();
    private readonly GameServer _server;
    private readonly List<GameClient> _clients = [];

    public ManyAddressesTests()
    {
        _server = new GameServer(_metrics, TestGames.Shipped);
        _server.OpenRoom(new(), TestMaps.Arena);
    }

    public void Dispose()
    {
        _clients.ForEach(static client => client.Dispose());
        _server.Dispose();
        _metrics.Dispose();
    }

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1,127.0.0.2,127.5.6.7")]
    [InlineData("::", "127.0.0.1,127.0.0.2,::1")]
    public void Clients_that_ask_different_addresses_are_answered_from_theirs(string bind, string asked)
    {
        if (!Socket.OSSupportsIPv6 || !OperatingSystem.IsLinux())
        {
            // Elsewhere the machine has no second loopback address.
            asked = "127.0.0.1";
        }

        var carrier = Open(bind);
        var addresses = asked.Split(',');
        foreach (var address in addresses)
            Join(new IPEndPoint(IPAddress.Parse(address), carrier.Port));

        // A client hears only the address that it dialled.
        RunUntil(() => _clients.TrueForAll(static client => client.IsInRoom && client.Figures.Snapshots > 5));

        Assert.Equal(addresses.Length, carrier.PeerCount);
    }

    [Fact]
    public void Two_servers_do_not_share_a_port_on_the_wildcard()
    {
        var carrier = Open("0.0.0.0");

        Assert.False(UdpCarrier.TryOpen(
            new UdpOptions { Address = IPAddress.Any, Port = carrier.Port }, _metrics, out _, out var wildcard));
        Assert.Equal(ExitCode.PortInUse, wildcard.ExitCode);
        Assert.False(UdpCarrier.TryOpen(
            new UdpOptions { Address = IPAddress.Loopback, Port = carrier.Port }, _metrics, out _, out var one));
        Assert.Equal(ExitCode.PortInUse, one.ExitCode);
    }

    /// <summary>The gate's sockets do not block; for IPv6 it needs a field that the library keeps to itself.</summary>
    [Fact]
    public void The_library_has_its_IPv6_socket_where_the_gate_looks_for_it() =>
        Assert.Equal(
            typeof(Socket),
            typeof(LiteNetManager).GetField("_udpSocketv6", BindingFlags.Instance | BindingFlags.NonPublic)?.FieldType);

    private UdpCarrier Open(string address)
    {
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Address = IPAddress.Parse(address), Port = 0 }, _metrics, out var carrier, out _));
        _server.OpenNativeDoor(carrier);
        return carrier;
    }

    private void Join(IPEndPoint server)
    {
        var client = new GameClient(new UdpTransport(server), new ClientOptions { Name = $"p{_clients.Count}" }, _time);
        _clients.Add(client);
        client.Connect();
    }

    private void RunUntil(Func<bool> condition)
    {
        for (var turn = 0; turn < 4_000 && !condition(); turn++)
        {
            _time.Advance(Step);
            _clients.ForEach(static client => client.Update());
            _server.Tick.Run(Step);
        }

        Assert.True(condition());
    }
}
