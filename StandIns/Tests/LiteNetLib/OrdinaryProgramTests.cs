using System.Net;
using System.Net.Sockets;
using Ecs.Tests.Testing;
using LiteNetLib;
using LiteNetLib.Layers;
using LiteNetLib.Utils;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>A chat as people write it against the package. It uses no member that the package does not have.</summary>
public sealed class OrdinaryProgramTests
{
    [Fact]
    public void Chat_written_for_the_package_compiles_and_runs()
    {
        using var server = new ChatServer();
        var listener = new EventBasedNetListener();
        var client = new NetManager(listener, new Crc32cLayer())
        {
            AutoRecycle = false,
            UpdateTime = 15,
            PingInterval = 500,
            DisconnectTimeout = 5000,
            ReconnectDelay = 500,
            MaxConnectAttempts = 10,
            IPv6Enabled = true,
            UnconnectedMessagesEnabled = true,
            MtuDiscovery = true,
            EnableStatistics = true,
            ChannelsCount = 2,
            UseNativeSockets = false,
        };
        var lines = new List<string>();
        DisconnectInfo? end = null;
        listener.NetworkReceiveEvent += (fromPeer, dataReader, channel, deliveryMethod) =>
        {
            lines.Add(dataReader.GetString(100));
            dataReader.Recycle();
        };
        listener.PeerDisconnectedEvent += (peer, info) => end = info;
        try
        {
            Assert.True(client.Start());
            NetPeer peer = client.Connect(address: "localhost", port: server.Port, key: "SomeConnectionKey");
            Assert.NotNull(peer);
            server.Pump(client, () => client.ConnectedPeersCount == 1);

            var writer = new NetDataWriter();
            writer.Put("hello");
            peer.Send(writer, DeliveryMethod.ReliableOrdered);
            writer.Reset();
            writer.Put("bye");
            peer.Send(writer, channelNumber: 1, deliveryMethod: DeliveryMethod.ReliableOrdered);
            server.Pump(client, () => lines.Count == 3 && end is not null);

            Assert.Contains("echo hello", lines);
            Assert.Equal(DisconnectReason.RemoteConnectionClose, end!.Value.Reason);
            Assert.Equal("see you", end.Value.AdditionalData.GetString());
            Assert.Equal(SocketError.Success, end.Value.SocketErrorCode);
            Assert.True(client.Statistics.PacketsSent > 3 && client.Statistics.BytesReceived > 30);
        }
        finally
        {
            client.Stop();
        }
    }

    [Fact]
    public void Every_way_to_dial_and_to_answer_exists()
    {
        var listener = new EventBasedNetListener();
        var manager = new NetManager(listener);
        Assert.True(manager.StartInManualMode(0));
        var target = new IPEndPoint(IPAddress.Loopback, 1);
        var data = new NetDataWriter();
        data.Put(1);
        NetPeer first = manager.Connect(target, "key");

        // The endpoint is being dialled already, so all of these return that peer.
        Assert.Same(first, manager.Connect(target, data));
        Assert.Same(first, manager.Connect(target, data.AsReadOnlySpan()));
        Assert.Same(first, manager.Connect("127.0.0.1", 1, data));
        Assert.Same(first, manager.FirstPeer);
        Assert.Equal(1, manager.GetPeersCount(ConnectionState.Outgoing));
        manager.DisconnectPeer(first, [1, 2, 3], 0, 2);
        manager.DisconnectPeer(first, data);
        manager.DisconnectPeerForce(first);
        manager.DisconnectAll([1], 0, 1);
        manager.ManualUpdate(15f);
        manager.PollEvents();
        manager.TriggerUpdate();
        manager.Stop(sendDisconnectMessages: false);
        Assert.False(manager.IsRunning);

        Action<ConnectionRequest>[] answers =
        [
            r => r.Accept(), r => r.AcceptIfKey("key"), r => r.Reject(), r => r.Reject([1]), r => r.Reject(data), r => r.Reject([1, 2], 0, 1),
            r => r.RejectForce(), r => r.RejectForce([1]), r => r.RejectForce(data), r => r.RejectForce([1, 2], 0, 1),
        ];
        Assert.Equal(10, answers.Length);
    }

    /// <summary>A listener class without the members that have a default.</summary>
    private sealed class ChatServer : INetEventListener, IDisposable
    {
        private readonly NetManager _manager;

        public ChatServer()
        {
            _manager = new NetManager(this, new Crc32cLayer()) { AutoRecycle = true, ChannelsCount = 2 };
            Assert.True(_manager.Start(IPAddress.Any, IPAddress.IPv6Any, 0));
        }

        public int Port => _manager.LocalPort;

        public void Pump(NetManager other, Func<bool> condition)
        {
            bool held = SpinWait.SpinUntil(
                () =>
                {
                    _manager.PollEvents();
                    other.PollEvents();
                    return condition();
                },
                Patience.Limit);
            Assert.True(held);
        }

        public void OnPeerConnected(NetPeer peer) => peer.Tag = "guest";

        public void OnPeerDisconnected(NetPeer peer, DisconnectInfo disconnectInfo) => peer.Tag = null;

        public void OnNetworkError(IPEndPoint endPoint, SocketError socketError) => Assert.Fail($"{endPoint} {socketError}");

        public void OnNetworkReceive(NetPeer peer, NetPacketReader reader, byte channelNumber, DeliveryMethod deliveryMethod)
        {
            string text = reader.GetString();
            var answer = new NetDataWriter();
            answer.Put($"echo {text}");
            _manager.SendToAll(answer, channelNumber, DeliveryMethod.ReliableOrdered);
            if (text == "bye")
            {
                peer.SendWithDeliveryEvent(answer, channelNumber, DeliveryMethod.ReliableUnordered, peer);
            }
        }

        public void OnNetworkReceiveUnconnected(IPEndPoint remoteEndPoint, NetPacketReader reader, UnconnectedMessageType messageType)
        {
        }

        public void OnNetworkLatencyUpdate(NetPeer peer, int latency)
        {
        }

        public void OnConnectionRequest(ConnectionRequest request)
        {
            if (_manager.ConnectedPeersCount < 10)
            {
                request.AcceptIfKey("SomeConnectionKey");
            }
            else
            {
                request.Reject();
            }
        }

        public void OnMessageDelivered(NetPeer peer, object userData)
        {
            var goodbye = new NetDataWriter();
            goodbye.Put("see you");
            ((NetPeer)userData).Disconnect(goodbye);
        }

        public void Dispose() => _manager.Stop();
    }
}
