using System.Net;
using System.Reflection;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Udp.Gate;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing.Lanes;
using LiteNetLib;
using LiteNetLib.Utils;

namespace Ecs.Tests.Server.Doors.Native.Udp.Gate;

/// <summary>A connection that lasts for a day: of the library on its own with a server behind the gate.</summary>
[Collection(SocketLane.Name)]
public sealed class LongConnectionTests : IDisposable
{
    private const int PingInterval = 1_000;

    private readonly ServerMetrics _metrics = new();
    private readonly EventBasedNetListener _serverEvents = new();
    private readonly EventBasedNetListener _clientEvents = new();
    private readonly GatedManager _server;
    private readonly NetManager _client;
    private NetPeer? _atServer;
    private NetPeer? _atClient;
    private int _answersAtServer;
    private int _answersAtClient;

    public LongConnectionTests()
    {
        _server = new GatedManager(_serverEvents, new PacketGate(new GateState(), _metrics)) { PingInterval = PingInterval };
        _client = new NetManager(_clientEvents) { PingInterval = PingInterval, IPv6Enabled = false };
        _serverEvents.ConnectionRequestEvent += static request => request.Accept();
        _serverEvents.PeerConnectedEvent += peer =>
        {
            peer.Tag = new UdpPeer(peer);
            _atServer = peer;
        };
        _serverEvents.NetworkLatencyUpdateEvent += (_, _) => _answersAtServer++;
        _clientEvents.PeerConnectedEvent += peer => _atClient = peer;
        _clientEvents.PeerDisconnectedEvent += (_, info) =>
        {
            if (info.Reason == DisconnectReason.ConnectionRejected)
                Connect(info.AdditionalData.GetRemainingBytes());
        };
        _clientEvents.NetworkLatencyUpdateEvent += (_, _) => _answersAtClient++;
        Assert.True(_server.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6None, 0));
        Assert.True(_client.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6None, 0));
    }

    public void Dispose()
    {
        _client.Stop();
        _server.Stop();
        _metrics.Dispose();
    }

    /// <summary>The library's numbers have 16 bits and are compared with 15: without help the answers end at 65,535 for nine hours.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(32_758)]
    [InlineData(65_526)]
    public void Every_ping_of_either_side_is_answered_whatever_its_number(int number)
    {
        const int Pings = 20;
        Connect([]);
        for (var turn = 0; turn < 1_000 && (_atServer is null || _atClient is null); turn++)
            Turn(1);
        Assert.NotNull(_atServer);
        Assert.NotNull(_atClient);
        foreach (var peer in (NetPeer[])[_atServer, _atClient])
        {
            SetNumber(peer, "_pingPacket", number);
            SetNumber(peer, "_pongPacket", number & 0x7FFF);
        }

        (_answersAtServer, _answersAtClient) = (0, 0);
        for (var ping = 0; ping < Pings; ping++)
            Turn(PingInterval);

        Assert.Equal(Pings, _answersAtServer);
        Assert.Equal(Pings, _answersAtClient);
    }

    private static void SetNumber(NetPeer peer, string field, int number)
    {
        var packet = typeof(LiteNetPeer).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(peer)!;
        packet.GetType().GetProperty("Sequence")!.SetValue(packet, (ushort)number);
    }

    private void Connect(byte[] cookie)
    {
        var data = new NetDataWriter();
        data.Put(Limits.ConnectKey);
        data.Put(cookie);
        _client.Connect(new IPEndPoint(IPAddress.Loopback, _server.LocalPort), data);
    }

    /// <summary>A datagram on the loopback has arrived when its sending returns.</summary>
    private void Turn(float milliseconds)
    {
        _server.ManualUpdate(milliseconds);
        _client.ManualUpdate(milliseconds);
        _server.PollEvents();
        _client.PollEvents();
        _server.PollEvents();
    }
}
