using System.Net;
using Ecs.Server.Files;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Web;
using Microsoft.AspNetCore.Connections;

namespace Ecs.Tests.Server.Web;

/// <summary>Who is let in, by the address that they come from; nothing of them is read.</summary>
public sealed class ConnectionGateTests
{
    [Fact]
    public void Whoever_floods_from_elsewhere_leaves_places_for_those_on_the_machine()
    {
        using var metrics = new ServerMetrics();
        var gate = new ConnectionGate(10, 10, TrustedProxies.None, new HandleBudget(14), metrics) { LocalPlaces = 3, Told = 4 };

        string[] flood = [.. Enumerable.Range(1, 50).Select(number => Come(gate, $"198.51.100.{number}"))];
        string[] local = [Come(gate, "127.0.0.1"), Come(gate, "::1"), Come(gate, "::ffff:127.0.0.1"), Come(gate, "127.0.0.1")];

        Assert.Equal([.. Enumerable.Repeat("served", 7), .. Enumerable.Repeat("told", 4), .. Enumerable.Repeat("reset", 39)], flood);
        Assert.Equal(["served", "served", "served", "reset"], local);
        Assert.Equal((4 + 39, 1), (metrics.DropsOf(DropCause.Refused), metrics.DropsOf(DropCause.NoHandle)));
    }

    [Fact]
    public void Places_are_free_again_when_their_connections_end()
    {
        using var metrics = new ServerMetrics();
        var handles = new HandleBudget(3);
        var gate = new ConnectionGate(2, 2, TrustedProxies.None, handles, metrics) { LocalPlaces = 1, Told = 1 };
        string[] come = ["198.51.100.1", "198.51.100.2", "127.0.0.1", "127.0.0.1"];
        var first = new List<ConnectionContext>();
        Assert.Equal(["served", "told", "served", "reset"], come.Select(address => Come(gate, address, first)));

        first.ForEach(gate.Leave);
        first.ForEach(gate.Leave);

        Assert.Equal(3, handles.Left);
        Assert.Equal(["served", "told", "served", "reset"], come.Select(address => Come(gate, address)));
    }

    private static string Come(ConnectionGate gate, string address, List<ConnectionContext>? all = null)
    {
        var connection = new DefaultConnectionContext("one", null!, null!) { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 4711) };
        all?.Add(connection);
        return !gate.TryEnter(connection) ? "reset" : ConnectionGate.IsOver(connection.Items) ? "told" : "served";
    }
}
