using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;
using Xunit.Abstractions;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>
/// Mutated recordings from strangers and from connected peers, at a server and at a client, while an honest pair goes on talking.
/// FUZZ_DATAGRAMS sets their number, FUZZ_SEED the seed.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int DatagramsPerStep = 64;

    [Fact]
    public void No_datagram_throws_or_hurts_a_peer_that_behaves()
    {
        int count = Number("FUZZ_DATAGRAMS", 200_000);
        int seed = Number("FUZZ_SEED", 1);
        var random = new Random(seed);
        var mutator = new DatagramMutator(Corpus(), random);
        var net = new VirtualNet(seed);
        NetHost server = net.AddServer(Open);
        server.OnRequest = request =>
        {
            if (random.Next(8) == 0)
            {
                request.Reject([1, 2, 3]);
            }
            else
            {
                request.Accept();
            }
        };
        NetHost client = net.AddClient(Open);
        NetHost victim = net.AddClient(Open);
        NetPeer peer = ConnectAtLast(net, client, server);
        IPEndPoint[] attackers = [.. Enumerable.Range(0, 8).Select(i => new IPEndPoint(IPAddress.Loopback, 60_000 + i))];
        var flow = new WireFlow("honest");
        server.OnMessage = (from, reader, channel, method) =>
        {
            if (from.Port == client.EndPoint.Port)
            {
                flow.Hear(channel, method, reader.RawData.AsSpan(reader.UserDataOffset, reader.UserDataSize));
            }
        };

        var spent = new Stopwatch();
        for (int i = 0; i < count; i++)
        {
            byte[] datagram = mutator.Next();
            bool isForVictim = i % 16 == 0;
            IPEndPoint from = isForVictim ? server.EndPoint : random.Next(4) == 0 ? Stranger(random) : attackers[random.Next(attackers.Length)];
            NetHost target = isForVictim ? victim : server;
            net.Wire.Inject(from, target.EndPoint, datagram);
            net.Wire.Deliver();
            spent.Start();
            try
            {
                target.Manager.PollEvents();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}, datagram {i}: {Convert.ToHexStringLower(datagram)}", exception);
            }

            spent.Stop();
            if (i % DatagramsPerStep == 0)
            {
                Step(net, i / DatagramsPerStep, server, victim, peer, flow);
            }
        }

        Assert.True(net.RunUntil(flow.IsComplete, 30_000), $"seed {seed}: {flow}");
        Assert.Equal(ConnectionState.Connected, peer.ConnectionState);
        Assert.Empty(client.Disconnected);
        net.Run(60_000);
        AssertNothingIsLeft(server, client, victim);
        server.ForgetEvents();
        output.WriteLine($"{count} datagrams, {spent.Elapsed.TotalMicroseconds / count:F2} us each{server.Describe()}");
    }

    /// <summary>Every beginning of every recorded datagram, at every state of a peer.</summary>
    [Fact]
    public void Every_prefix_of_every_recorded_datagram_is_survived()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(Open);
        NetHost client = net.AddClient(Open);
        net.Connect(client, server);
        var attacker = new IPEndPoint(IPAddress.Loopback, 60_000);
        foreach (byte[] datagram in Corpus())
        {
            for (int length = 0; length <= datagram.Length; length += datagram.Length > 200 && length > 40 ? 97 : 1)
            {
                net.Wire.Inject(attacker, server.EndPoint, datagram.AsSpan(0, length));
                net.Wire.Deliver();
                server.Manager.PollEvents();
            }

            net.Run(15);
        }

        Assert.Equal(ConnectionState.Connected, client.Peer.ConnectionState);
        net.Run(60_000);
        AssertNothingIsLeft(server, client);
    }

    private static NetPeer ConnectAtLast(VirtualNet net, NetHost client, NetHost server)
    {
        while (true)
        {
            NetPeer peer = client.Manager.Connect(server.EndPoint, "KEY");
            net.RunUntil(() => peer.ConnectionState != ConnectionState.Outgoing, 10_000);
            if (peer.ConnectionState == ConnectionState.Connected)
            {
                client.ForgetEvents();
                return peer;
            }
        }
    }

    private static void Open(NetManager manager)
    {
        manager.ChannelsCount = 4;
        manager.AllowPeerAddressChange = true;
        manager.UnconnectedMessagesEnabled = true;
        manager.BroadcastReceiveEnabled = true;
        manager.EnableStatistics = true;
        manager.MaxPacketPerManualReceive = 0;
    }

    private static void Step(VirtualNet net, int step, NetHost server, NetHost victim, NetPeer peer, WireFlow flow)
    {
        DeliveryMethod method = (DeliveryMethod)(step % 5);
        byte channel = (byte)(step % 4);
        peer.Send(WireMessage.Build(flow.Next(channel, method), channel, method, 40), channel, method);
        server.Manager.SendToAll([1, 2, 3], channel, method);
        if (victim.Manager.GetPeersCount(ConnectionState.Outgoing | ConnectionState.Connected) == 0)
        {
            victim.Manager.Connect(server.EndPoint, "KEY");
        }

        net.Run(15);
        server.ForgetEvents();
        victim.ForgetEvents();
    }

    private static void AssertNothingIsLeft(NetHost server, params NetHost[] honest)
    {
        Assert.All(
            server.Manager.Where(p => p.ConnectionState == ConnectionState.Connected),
            p => Assert.Contains(p.Port, honest.Select(h => h.EndPoint.Port)));
        Assert.Equal(0, server.Manager.PendingCount);
        Assert.All(server.Manager, peer => Assert.Equal(0, peer.Fragments.Memory));
        Assert.InRange(server.Manager.Pool.Outstanding, 0, 8);
    }

    private static IPEndPoint Stranger(Random random) => new(new IPAddress(0x0A000000L | ((long)random.Next(256) << 24)), random.Next(1_024, 40_000));

    private static List<byte[]> Corpus()
    {
        var corpus = new List<byte[]>();
        foreach (string file in (string[])["2.1.3-basic.txt", "2.1.3-reject.txt", "2.1.3-mtu.txt", "1.3.5-basic.txt"])
        {
            foreach (CaptureLine line in CaptureScript.Load(file).SelectMany(s => s.Lines).Where(l => l.Kind.Length == 3 && l.Kind[1] == '>'))
            {
                corpus.Add(CaptureScript.Bytes(line.Text));
            }
        }

        return corpus;
    }

    private static int Number(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
