using System.Net;
using Ecs.Tests.Testing;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>A warm server and its warm clients move messages of every small kind over real sockets without allocating.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Warm_path_in_manual_mode_allocates_nothing()
    {
        const int Clients = 20;
        byte[] small = new byte[21];
        byte[] large = new byte[600];
        long received = 0;
        var events = new EventBasedNetListener();
        events.ConnectionRequestEvent += request => request.Accept();
        events.NetworkReceiveEvent += (peer, reader, channel, method) => received += reader.AvailableBytes;
        var server = new NetManager(events) { AutoRecycle = true, MaxPacketPerManualReceive = 0, ChannelsCount = 2 };
        var clients = new NetManager[Clients];
        var peers = new NetPeer[Clients];
        try
        {
            Assert.True(server.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
            for (int i = 0; i < Clients; i++)
            {
                clients[i] = new NetManager(events) { AutoRecycle = true, ChannelsCount = 2 };
                Assert.True(clients[i].StartInManualMode(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
                peers[i] = clients[i].Connect("127.0.0.1", server.LocalPort, "");
            }

            Turn(300);
            Assert.Equal(Clients, server.ConnectedPeersCount);
            long receivedBefore = received;

            Allocations.AssertNoneOnceWarm(() => Turn(300));
            Assert.True(received - receivedBefore > 300L * Clients * (small.Length + large.Length));
        }
        finally
        {
            server.Stop();
            foreach (NetManager? client in clients)
            {
                client?.Stop();
            }
        }

        void Turn(int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                for (int i = 0; i < Clients; i++)
                {
                    peers[i].Send(small, DeliveryMethod.Unreliable);
                    peers[i].Send(small, 1, DeliveryMethod.ReliableOrdered);
                    peers[i].Send(small, DeliveryMethod.ReliableOrdered);
                    peers[i].Send(small, DeliveryMethod.ReliableUnordered);
                    peers[i].Send(small, DeliveryMethod.Sequenced);
                    peers[i].Send(small, DeliveryMethod.ReliableSequenced);
                    clients[i].ManualUpdate(16);
                    clients[i].PollEvents();
                }

                server.SendToAll(large, DeliveryMethod.Unreliable);
                server.SendToAll(small, DeliveryMethod.ReliableOrdered);
                server.PollEvents();
                server.ManualUpdate(16);
            }
        }
    }
}
