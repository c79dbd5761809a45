using System.Collections.Concurrent;
using System.Net;
using Ecs.Tests.Testing;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>The default mode: the library's own threads over the operating system's sockets. Waiting is bounded, never a sleep.</summary>
public sealed class ThreadedModeTests : IDisposable
{
    private readonly EventBasedNetListener _serverEvents = new();
    private readonly EventBasedNetListener _clientEvents = new();
    private readonly NetManager _server;
    private readonly NetManager _client;

    public ThreadedModeTests()
    {
        _server = new NetManager(_serverEvents) { AutoRecycle = true, ChannelsCount = 4 };
        _client = new NetManager(_clientEvents) { AutoRecycle = true, ChannelsCount = 4 };
        _serverEvents.ConnectionRequestEvent += request => request.AcceptIfKey("key");
    }

    public void Dispose()
    {
        _client.Stop();
        _server.Stop();
    }

    [Fact]
    public void Every_method_works_with_polled_events()
    {
        var received = new List<(DeliveryMethod Method, int Length)>();
        _serverEvents.NetworkReceiveEvent += (_, reader, _, method) => received.Add((method, reader.AvailableBytes));
        NetPeer peer = ConnectPolled();

        foreach (DeliveryMethod method in Enum.GetValues<DeliveryMethod>())
        {
            peer.Send(new byte[10 + (int)method], 0, method);
        }

        peer.Send(new byte[20_000], 2, DeliveryMethod.ReliableOrdered);
        _client.TriggerUpdate();
        PollUntil(() => received.Count == 6);

        Assert.Contains((DeliveryMethod.ReliableOrdered, 20_000), received);
        Assert.Equal(5, received.Select(r => r.Method).Distinct().Count());
    }

    [Fact]
    public void Messages_sent_from_many_threads_all_arrive_once_and_in_order_per_channel()
    {
        const int PerThread = 500;
        var received = new ConcurrentQueue<(byte Channel, int Value)>();
        using var done = new ManualResetEventSlim();
        _server.UnsyncedEvents = true;
        _serverEvents.NetworkReceiveEvent += (_, reader, channel, _) =>
        {
            received.Enqueue((channel, reader.GetInt()));
            if (received.Count == PerThread * 4)
            {
                done.Set();
            }
        };
        NetPeer peer = ConnectPolled();

        var threads = new List<Thread>();
        for (byte channel = 0; channel < 4; channel++)
        {
            byte own = channel;
            var thread = new Thread(() =>
            {
                for (int i = 0; i < PerThread; i++)
                {
                    peer.Send(BitConverter.GetBytes(i), own, DeliveryMethod.ReliableOrdered);
                }
            });
            threads.Add(thread);
            thread.Start();
        }

        threads.ForEach(t => t.Join());
        Assert.True(done.Wait(Patience.Limit));

        foreach (IGrouping<byte, (byte Channel, int Value)> channel in received.GroupBy(r => r.Channel))
        {
            Assert.Equal(Enumerable.Range(0, PerThread), channel.Select(r => r.Value));
        }
    }

    [Fact]
    public void Application_that_does_not_poll_is_not_flooded_and_loses_nothing_that_was_promised()
    {
        var received = new List<int>();
        _server.Limits.QueuedEvents = 50;
        _serverEvents.NetworkReceiveEvent += (_, reader, _, _) => received.Add(reader.GetInt());
        NetPeer peer = ConnectPolled();
        for (int i = 0; i < 1_000; i++)
        {
            peer.Send([.. BitConverter.GetBytes(i), .. new byte[600]], DeliveryMethod.ReliableOrdered);
        }

        Assert.True(SpinWait.SpinUntil(() => _server.Drops[DropCause.EventsFull] > 10, Patience.Limit));
        PollUntil(() => received.Count == 1_000);
        Assert.Equal(Enumerable.Range(0, 1_000), received);
    }

    [Fact]
    public void Peers_can_be_listed_while_others_come_and_go()
    {
        NetPeer peer = ConnectPolled();
        var others = new List<NetManager>();
        for (int i = 0; i < 10; i++)
        {
            var other = new NetManager(new EventBasedNetListener());
            Assert.True(other.Start(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
            other.Connect("127.0.0.1", _server.LocalPort, "key");
            others.Add(other);
        }

        PollUntil(() => _server.ConnectedPeersCount == 11);
        var list = new List<NetPeer>();
        _server.GetConnectedPeers(list);
        Assert.Equal(11, list.Count);
        Assert.Equal(11, _server.Count());
        others.ForEach(o => o.Stop());
        PollUntil(() => _server.ConnectedPeersCount == 1);

        Assert.True(_server.TryGetPeerById(peer.RemoteId, out LiteNetPeer same));
        Assert.Equal(_client.LocalPort, same.Port);
        _server.DisconnectAll();
        PollUntil(() => _client.ConnectedPeersCount == 0);
    }

    [Fact]
    public void Stopped_manager_can_be_started_again_and_a_stop_from_a_handler_is_fine()
    {
        _clientEvents.PeerConnectedEvent += _ => _client.Stop();
        Assert.True(_server.Start(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
        for (int i = 0; i < 3; i++)
        {
            Assert.True(_client.Start(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
            Assert.False(_client.Start(0));
            _client.Connect("127.0.0.1", _server.LocalPort, "key");
            PollUntil(() => !_client.IsRunning);
            Assert.Equal(0, _client.LocalPort);
        }

        Assert.Throws<InvalidOperationException>(() => _client.Connect("127.0.0.1", 1, "key"));
    }

    [Fact]
    public void Unknown_host_is_an_event()
    {
        DisconnectReason? reason = null;
        _clientEvents.PeerDisconnectedEvent += (_, info) => reason = info.Reason;
        Assert.True(_client.Start(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));

        Assert.Null(_client.Connect("no such host", 1, "key"));
        _client.PollEvents();

        Assert.Equal(DisconnectReason.UnknownHost, reason);
    }

    private NetPeer ConnectPolled()
    {
        Assert.True(_server.Start(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
        Assert.True(_client.Start(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
        NetPeer peer = _client.Connect("127.0.0.1", _server.LocalPort, "key");
        PollUntil(() => peer.ConnectionState == ConnectionState.Connected && _server.ConnectedPeersCount == 1);
        return peer;
    }

    private void PollUntil(Func<bool> condition)
    {
        bool held = SpinWait.SpinUntil(
            () =>
            {
                _server.PollEvents();
                _client.PollEvents();
                return condition();
            },
            Patience.Limit);
        Assert.True(held);
    }
}
