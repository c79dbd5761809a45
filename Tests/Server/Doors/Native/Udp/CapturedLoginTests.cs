using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>
/// All datagrams of a log-in, read on their way and sent again: nothing of the password is in them, and they let nobody in.
/// </summary>
[Collection(SocketLane.Name)]
public sealed class CapturedLoginTests : IDisposable
{
    private const string Password = "correct horse battery";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / 60);

    private readonly ManualTime _time = new();
    private readonly ServerMetrics _metrics = new();
    private readonly GameServer _server;
    private readonly MemoryStore _store = new();
    private readonly AccountService _accounts;
    private readonly Socket _front = Open();
    private readonly Socket _back = Open();
    private readonly List<byte[]> _sent = [];
    private readonly List<byte[]> _heard = [];
    private readonly byte[] _buffer = new byte[2048];
    private readonly IPEndPoint _serverAddress;
    private EndPoint? _clientAddress;
    private GameClient? _client;

    public CapturedLoginTests()
    {
        _server = new GameServer(_metrics, TestGames.Shipped);
        _server.OpenRoom(new(), TestMaps.Arena);
        var options = new AccountOptions { HashRounds = Limits.RoundsMin, RunsInline = true };
        _accounts = new AccountService(_store, options, _time, _metrics, NullLogger.Instance, _server.Admission);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, _metrics, out var carrier, out _));
        _server.OpenNativeDoor(carrier, accounts: _accounts.OpenClient());
        _serverAddress = new IPEndPoint(IPAddress.Loopback, carrier.Port);
    }

    public void Dispose()
    {
        _client?.Dispose();
        _server.Dispose();
        _accounts.Dispose();
        _metrics.Dispose();
        _front.Dispose();
        _back.Dispose();
    }

    [Fact]
    public async Task A_captured_log_in_lets_nobody_in_and_reveals_no_password()
    {
        await _accounts.Calls.RegisterAsync("ana", Password, IPAddress.Loopback);
        var door = (IPEndPoint)_front.LocalEndPoint!;
        _client = new GameClient(
            new UdpTransport(new IPEndPoint(IPAddress.Loopback, door.Port)), new ClientOptions { Name = "ana", Password = Password }, _time);
        _client.Connect();
        Turn(() => _client.IsInRoom, 3_000);
        Assert.True(_client.IsRegistered);
        _client.Leave();
        Turn(() => _server.Names.Count == 0, 600);
        Assert.Equal(0, _server.Names.Count);

        AssertHasNoSecret();
        var record = _sent.ToArray();
        foreach (var from in new[] { _back, _front })
        {
            foreach (var datagram in record)
            {
                from.SendTo(datagram, _serverAddress);
                _server.Tick.Run(Step);
            }

            Turn(static () => false, 30);
            Assert.Equal(0, _server.Names.Count);
        }
    }

    private void AssertHasNoSecret()
    {
        Assert.Equal(StoreResult.Done, _store.FindAccount("ana", out var account));
        var salted = Scram.Salt(Password, account!.Password.Salt, account.Password.Rounds);
        (string Name, byte[] Bytes)[] secrets =
        [
            ("password", Encoding.UTF8.GetBytes(Password)),
            ("SaltedPassword", salted),
            ("ClientKey", Scram.ClientKeyOf(salted)),
            ("StoredKey", account.Password.StoredKey.ToArray()),
            ("ServerKey", account.Password.ServerKey.ToArray()),
        ];
        Assert.True(_sent.Count > 4 && _heard.Count > 4);
        foreach (var datagram in _sent.Concat(_heard))
        {
            foreach (var (name, bytes) in secrets)
                Assert.True(datagram.AsSpan().IndexOf(bytes.AsSpan(0, 8)) < 0, name);
        }
    }

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>The client's hash takes real time, of which neither clock knows.</summary>
    private void Turn(Func<bool> done, int limit)
    {
        for (var tick = 0; tick < limit && !done(); tick++)
        {
            _time.Advance(Step);
            _client!.Update();
            Relay();
            _server.Tick.Run(Step);
            Relay();
            if (_client.State == ClientState.Authenticating)
                Thread.Sleep(1);
        }
    }

    private void Relay()
    {
        while (_front.Available > 0)
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            var length = _front.ReceiveFrom(_buffer, ref from);
            _clientAddress = from;
            _sent.Add(_buffer.AsSpan(0, length).ToArray());
            _back.SendTo(_buffer.AsSpan(0, length), _serverAddress);
        }

        while (_back.Available > 0)
        {
            var length = _back.Receive(_buffer);
            _heard.Add(_buffer.AsSpan(0, length).ToArray());
            if (_clientAddress is not null)
                _front.SendTo(_buffer.AsSpan(0, length), _clientAddress);
        }
    }
}
