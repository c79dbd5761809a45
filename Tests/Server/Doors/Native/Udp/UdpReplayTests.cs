using System.Net;
using System.Net.Sockets;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Server;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Client.Prediction;
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
    private Action? _beforeTick;
    private Action? _afterTick;

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
        Begin(new(), static inner => inner);
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Recorded_session_of_shots_that_look_back_sent_again_leaves_every_tick_of_the_world_as_it_is(int seed)
    {
        var ana = new Marksman(seed);
        Begin(new RoomOptions { Mode = "arena", LagCompensation = true, Seed = (ulong)seed }, inner => new ChangedTransport(inner, ana));
        Turn(() => _client!.IsInRoom, 2000);
        var room = _server!.Rooms.All[0];
        Assert.True(room.TryJoin("bob", isBot: false, out var bob));
        _beforeTick = () => bob.OfferNext(Walk(room.World.Tick.Next));
        Turn(static () => false, 60);
        var seat = _server.FindSeat("ana")!;
        using var twin = new TwinWorld(room, (seat, ana.Said), (bob, Walk));
        var (hits, views) = (0, 0);
        _afterTick = () =>
        {
            twin.Follow();
            foreach (ref readonly var happened in room.World.Events)
                hits += happened.Kind == WorldEventKind.Hit ? 1 : 0;
            views += room.World.TryRead(seat.Avatar, out Lookback sight) && sight.Age > 0 ? 1 : 0;
        };
        _client!.Pilot = ana;
        Turn(static () => false, 240);
        var (record, hitsBefore) = (_record.ToArray(), hits);
        Assert.Equal(0, _metrics.DropsOf(DropCause.SeenNeverSent));

        SendAgain(_back, record);
        Turn(static () => false, 150);
        using var stranger = Open();
        SendAgain(stranger, record);
        Turn(static () => false, 150);

        output.WriteLine($"seed {seed}: {record.Length} datagrams sent again, twice; {twin.Ticks} ticks equal, {views} of them with a view, {hitsBefore} hits before and {hits - hitsBefore} since, "
            + $"{_metrics.DropsOf(DropCause.InputDuplicate)} inputs were duplicates, {_metrics.DropsOf(DropCause.InputLate)} late");
        Assert.True(_client.IsInRoom && _metrics.DropsOf(DropCause.InputDuplicate) > 0 && hitsBefore > 0 && hits > hitsBefore && views > 200, $"seed {seed}");
    }

    /// <summary>To and fro.</summary>
    private static PlayerCommand Walk(Tick tick) => new(tick, (tick.Value / 30) % 2 == 0 ? (sbyte)100 : (sbyte)-100, 0, default, Buttons.None);

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

    private void Begin(RoomOptions room, Func<IClientTransport, IClientTransport> over)
    {
        _server = new GameServer(_metrics, TestGames.Shipped);
        _server.OpenRoom(room, TestMaps.Arena);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, _metrics, out var carrier, out _));
        _server.OpenNativeDoor(carrier);
        _serverAddress = new IPEndPoint(IPAddress.Loopback, carrier.Port);
        var door = (IPEndPoint)_front.LocalEndPoint!;
        _client = new GameClient(over(new UdpTransport(new IPEndPoint(IPAddress.Loopback, door.Port))), new ClientOptions { Name = "ana" }, _time);
        _client.Connect();
    }

    private void Turn(Func<bool> done, int limit)
    {
        for (var tick = 0; tick < limit && !done(); tick++)
        {
            _time.Advance(Step);
            _client!.Update();
            Relay();
            _beforeTick?.Invoke();
            _server!.Tick.Run(Step);
            _afterTick?.Invoke();
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
