using System.Diagnostics;
using System.Net;
using Ecs.Tests.Testing;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>The same over the operating system's sockets, so that the seam itself is covered.</summary>
public sealed class LoopbackTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Two_managers_in_manual_mode_talk_over_loopback(string address)
    {
        if (address == "::1" && !System.Net.Sockets.Socket.OSSupportsIPv6)
        {
            return;
        }

        var serverEvents = new EventBasedNetListener();
        var server = new NetManager(serverEvents) { AutoRecycle = true };
        var client = new NetManager(new EventBasedNetListener()) { AutoRecycle = true };
        var received = new List<byte[]>();
        serverEvents.ConnectionRequestEvent += request => request.AcceptIfKey("ecs/1");
        serverEvents.NetworkReceiveEvent += (_, reader, _, _) => received.Add(reader.GetRemainingBytes());
        try
        {
            Assert.True(server.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
            Assert.True(client.StartInManualMode(0));
            NetPeer peer = client.Connect(address, server.LocalPort, "ecs/1");
            Pump(() => peer.ConnectionState == ConnectionState.Connected, server, client);
            peer.Send([1, 2, 3], DeliveryMethod.ReliableOrdered);
            peer.Send(new byte[5000], DeliveryMethod.ReliableOrdered);
            Pump(() => received.Count == 2, server, client);

            Assert.Equal([1, 2, 3], received[0]);
            Assert.Equal(5000, received[1].Length);
        }
        finally
        {
            client.Stop();
            server.Stop();
        }
    }

    /// <summary>Turns both until the condition holds; real time only bounds a hanging test.</summary>
    private static void Pump(Func<bool> condition, params NetManager[] managers)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition() && Stopwatch.GetElapsedTime(start) < Patience.Limit)
        {
            foreach (NetManager manager in managers)
            {
                manager.PollEvents();
                manager.ManualUpdate(1);
            }
        }

        Assert.True(condition());
    }
}
