using System.Net;
using System.Net.Sockets;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Server;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>
/// Datagrams of a whole session, recorded between client and server, and sent again: from the address that they came from, and from
/// another. The sequence numbers of the carrier, the ticks of the commands and the name in use each stop their part of it.
/// </summary>
[Collection(SocketLane.Name)]
public sealed class UdpReplayTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / 60);

    private readonly ManualTime _time = new();
    private readonly ServerMetrics _metrics = new();
    private readonly Socket _front = Open();
    private readonly Socket _back = Open();
    private readonly List<byte[]> _record = [];
    private readonly byte[] _buffer = new byte[2048];
    private GameServer? _server;
    private GameClient? _client;
    private EndPoint? _clientAddress;
    private IPEndPoint? _serverAddress;

    public void Dispose()
    {
        _client?.Dispose();
        _server?.Dispose();
        _metrics.Dispose();
        _front.Dispose();
        _back.Dispose();
    }

    [Fact]
    public void Recorded_session_sent_again_from_the_same_and_another_address_changes_nothing()
    {
        Begin();
        Turn(() => _client!.IsInRoom, 2000);
        _client!.Act(new PlayerAction(PlayerActionCode.ChangeTeam, 0, 0));
        _client.Intent = new PlayerIntent(100, 50, default, Buttons.None);
        Turn(static () => false, 60);
        _client.Intent = default;
        Turn(static () => false, 60);
        var room = _server!.Rooms.All[0];
        var before = Own(room);
        Assert.Equal(1, before.Team);
        var record = _record.ToArray();

        SendAgain(_back, record);
        Turn(static () => false, 60);
        AssertUnchanged(room, before);

        using var stranger = Open();
        SendAgain(stranger, record);
        Turn(static () => false, 60);
        AssertUnchanged(room, before);
        Assert.True(_client.IsInRoom);
        output.WriteLine($"{record.Length} datagrams sent again, twice; duplicates of inputs: {_metrics.DropsOf(DropCause.InputDuplicate)}");
    }

    private static void AssertUnchanged(Room room, EntityState before)
    {
        Assert.Equal(1, room.World.PlayerCount);
        Assert.Equal(before, Own(room));
    }

    private static EntityState Own(Room room)
    {
        Assert.Equal(1, room.View.Entities.Length);
        return room.View.Entities[0];
    }

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private void Begin()
    {
        _server = new GameServer(_metrics, TestGames.Shipped);
        _server.OpenRoom(new(), TestMaps.Arena);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, _metrics, out var carrier, out _));
        _server.OpenNativeDoor(carrier);
        _serverAddress = new IPEndPoint(IPAddress.Loopback, carrier.Port);
        var door = (IPEndPoint)_front.LocalEndPoint!;
        _client = new GameClient(new UdpTransport(new IPEndPoint(IPAddress.Loopback, door.Port)), new ClientOptions { Name = "ana" }, _time);
        _client.Connect();
    }

    private void Turn(Func<bool> done, int limit)
    {
        for (var tick = 0; tick < limit && !done(); tick++)
        {
            _time.Advance(Step);
            _client!.Update();
            Relay();
            _server!.Tick.Run(Step);
            Relay();
        }
    }

    private void Relay()
    {
        while (_front.Available > 0)
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            var length = _front.ReceiveFrom(_buffer, ref from);
            _clientAddress = from;
            _record.Add(_buffer.AsSpan(0, length).ToArray());
            _back.SendTo(_buffer.AsSpan(0, length), _serverAddress!);
        }

        while (_back.Available > 0)
        {
            var length = _back.Receive(_buffer);
            if (_clientAddress is not null)
                _front.SendTo(_buffer.AsSpan(0, length), _clientAddress);
        }
    }

    private void SendAgain(Socket from, byte[][] record)
    {
        for (var index = 0; index < record.Length; index++)
        {
            from.SendTo(record[index], _serverAddress!);
            if (index % 10 == 0)
                Turn(static () => false, 1);
        }
    }
}
