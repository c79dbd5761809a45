using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BenchmarkDotNet.Attributes;
using Ecs.Protocol;
using Ecs.Protocol.LiteNet;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Doors.Native.Udp.Gate;
using Ecs.Server.Metrics;
using LiteNetLib;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What does the worst datagram of each kind cost a server, from the kernel's buffer through the gate to the end of what the library does
/// with it, answers and the reading included? The time is per datagram. Wanted: at most 20 us.
/// </summary>
public class GateBenchmarks
{
    private const int Datagrams = 200;
    private const int Longest = 1432;
    private const int ReliableLane = (int)DeliveryMethod.ReliableOrdered;
    private const int Window = 64;

    private readonly byte[] _request = Request();
    private readonly byte[] _junk = new byte[Longest];
    private readonly List<Socket> _strangers = [];
    private readonly GateState _state = new();
    private readonly EventBasedNetListener _events = new();
    private readonly byte[] _answer = new byte[2048];
    private ServerMetrics _metrics = null!;
    private Socket _client = null!;
    private GatedManager _server = null!;
    private NetPeer? _peer;
    private IPEndPoint _address = null!;
    private int _number;

    /// <summary>Of strangers, each from an address of its own, and of somebody who is connected.</summary>
    public static IEnumerable<string> Kinds =>
    [
        "stranger: noise", "stranger: request", "stranger: bad cookie", "stranger: list", "stranger: message", "stranger: proof",
        "peer: message", "peer: ping", "peer: ack", "peer: messages", "peer: more messages",
        "peer: reliable ones", "peer: many acks", "peer: many pings", "peer: forged request",
    ];

    [ParamsSource(nameof(Kinds))]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Connect()
    {
        new Random(1).NextBytes(_junk);
        _metrics = NewMetrics();
        _client = NewSocket(IPAddress.Loopback);
        _events.ConnectionRequestEvent += static request => request.Accept();
        _events.PeerConnectedEvent += peer => peer.Tag = new UdpPeer(_peer = peer);
        _server = new GatedManager(_events, new PacketGate(_state, _metrics)) { AutoRecycle = true, EnableStatistics = true, PacketPoolSize = 16_384 };
        if (!_server.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6None, 0))
            throw new InvalidOperationException("no port");
        _server.TakeSockets(keepsVersion4: true, new UdpOptions().ReceiveBufferBytes);
        _server.MaxPacketPerManualReceive = 0;
        _address = new IPEndPoint(IPAddress.Loopback, _server.LocalPort);
        for (var number = 0; number < Datagrams; number++)
            _strangers.Add(NewSocket(new IPAddress([127, 1, (byte)(number / 100), (byte)(1 + (number % 100))])));
        _client.SendTo(_request, _address);
        _server.PollEvents();
        var length = _client.Receive(_answer);
        _client.SendTo([.. _request, .. _answer[(length - 20)..length]], _address);
        _server.PollEvents();
        if (_peer is null)
            throw new InvalidOperationException("not let in");

        // As many messages as may wait for their acknowledgement, so that each of those is looked for.
        for (var number = 0; number < Window; number++)
            _peer.Send([1], DeliveryMethod.ReliableOrdered);
        _server.ManualUpdate(0);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _server.Stop(sendDisconnectMessages: false);
        _strangers.ForEach(static socket => socket.Dispose());
        _client.Dispose();
        _metrics.Dispose();
    }

    [IterationSetup]
    public void Send()
    {
        // Long enough for the allowances of strangers.
        _state.Now += TimeSpan.FromSeconds(1);
        var isPeers = Kind.StartsWith("peer", StringComparison.Ordinal);
        for (var number = 0; number < Datagrams; number++)
            (isPeers ? _client : _strangers[number]).SendTo(Make(), _address);
        Empty(_client);
        _strangers.ForEach(Empty);
    }

    [Benchmark(OperationsPerInvoke = Datagrams)]
    public void Receive() => _server.PollEvents();

    private static ServerMetrics NewMetrics() => new();

    private static Socket NewSocket(IPAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    private static byte[] Request()
    {
        var key = Encoding.UTF8.GetBytes(Limits.ConnectKey);
        return [6, 13, 0, 0, 0, .. new byte[12], 16, 2, .. new byte[15], (byte)(key.Length + 1), 0, .. key];
    }

    private static byte[] List(int limit, Func<byte[]> entry)
    {
        var list = new List<byte> { 13 };
        for (var count = 0; count < limit; count++)
        {
            var one = entry();
            if (list.Count + 2 + one.Length > Longest)
                break;
            list.AddRange([(byte)one.Length, (byte)(one.Length >> 8), .. one]);
        }

        return [.. list];
    }

    private void Empty(Socket socket)
    {
        while (socket.Available > 0)
            socket.Receive(_answer);
    }

    private byte[] Make() => Kind switch
    {
        "stranger: noise" => _junk[..(1 + (_number++ % 200))],
        "stranger: request" => _request,
        "stranger: bad cookie" => [.. _request, .. "ECK1"u8, .. Number((uint)(_state.Now.TotalSeconds / 4)), .. new byte[12]],
        "stranger: list" => List(int.MaxValue, static () => [3]),
        "stranger: message" => [0, .. new byte[Longest - 1]],
        "stranger: proof" => [15, .. new byte[14]],
        "peer: message" => [0, .. new byte[Longest - 1]],
        "peer: ping" => Ping(),
        "peer: ack" => Acknowledgement(),
        "peer: messages" => List(GateWire.LongestClientList, static () => [0]),
        "peer: more messages" => List(int.MaxValue, static () => [0]),
        "peer: reliable ones" => List(GateWire.LongestClientList, Reliable),
        "peer: many acks" => List(GateWire.MostAcknowledgements, Acknowledgement),
        "peer: many pings" => List(int.MaxValue, Ping),
        "peer: forged request" => [.. _request[..5], 255, .. _request[6..]],
        _ => throw new InvalidOperationException(Kind),
    };

    private static byte[] Number(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }

    private byte[] Ping() => [4, (byte)++_number, (byte)(_number >> 8)];

    /// <summary>The next in order, so that it is handed on at once.</summary>
    private byte[] Reliable()
    {
        var number = _number++ % 32_768;
        return [1, (byte)number, (byte)(number >> 8), ReliableLane];
    }

    /// <summary>Of nothing: all that wait are looked at, and wait on.</summary>
    private static byte[] Acknowledgement() => [3, 0, 0, ReliableLane, .. new byte[(Window / 8) + 1]];
}
