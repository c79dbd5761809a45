using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using LiteNetLib;
using LiteNetLib.Utils;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What does the transport add to the system calls? One operation is a message of a server tick with 500 connected peers on the
/// loopback: each peer has sent one small unreliable message, every second one is sent 600 bytes. Manual mode, beside a bare
/// socket loop that moves the same datagrams. Wanted: at most 1.8 times the bare loop, and no allocation.
/// </summary>
public class TransportBenchmarks
{
    private const int Peers = 500;
    private const int Messages = Peers + Peers / 2;

    /// <summary>More new peers in one second would be taken for a flood and asked for a cookie.</summary>
    private const int RequestsAtOnce = 200;
    private const int SnapshotBytes = 600;
    private const int SocketBufferBytes = 4 * 1024 * 1024;
    private const float TickMilliseconds = 1000f / 60;

    private readonly byte[] _input = [0, .. new byte[40]];
    private readonly byte[] _snapshot = new byte[SnapshotBytes];
    private readonly byte[] _datagram = new byte[SnapshotBytes + 1];
    private readonly byte[] _received = new byte[1500];
    private readonly List<Socket> _clients = [];
    private readonly List<Socket> _bareClients = [];
    private readonly List<NetPeer> _peers = [];
    private readonly List<SocketAddress> _addresses = [];
    private readonly SocketAddress _from = new(AddressFamily.InterNetwork);
    private NetManager _server = null!;
    private Socket _bare = null!;
    private long _arrived;

    [GlobalSetup]
    public void Setup()
    {
        OpenServer();
        _bare = OpenBareSocket();
        for (var number = 0; number < Peers; number++)
        {
            _clients.Add(Dial(_server.LocalPort));
            _clients[number].Send(Request(number));
            _bareClients.Add(Dial(((IPEndPoint)_bare.LocalEndPoint!).Port));
            _addresses.Add(((IPEndPoint)_bareClients[number].LocalEndPoint!).Serialize());
            _server.PollEvents();
            if (number % RequestsAtOnce == RequestsAtOnce - 1)
            {
                _server.ManualUpdate(1100);
            }
        }

        for (var round = 0; round < 100 && _server.ConnectedPeersCount < Peers; round++)
        {
            _server.PollEvents();
            _server.ManualUpdate(1);
        }

        _server.GetConnectedPeers(_peers);
        if (_peers.Count != Peers)
        {
            throw new InvalidOperationException($"{_peers.Count} of {Peers} peers are connected");
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _server.Stop();
        _bare.Dispose();
        foreach (var client in _clients.Concat(_bareClients))
        {
            client.Dispose();
        }
    }

    /// <summary>What the peers do is not measured.</summary>
    [IterationSetup(Target = nameof(BareSocketLoop))]
    public void SendToBareSocket() => _bareClients.ForEach(client => client.Send(_input));

    /// <inheritdoc cref="SendToBareSocket"/>
    [IterationSetup(Target = nameof(ManualMode))]
    public void SendToServer() => _clients.ForEach(client => client.Send(_input));

    [Benchmark(Baseline = true, OperationsPerInvoke = Messages)]
    [InvocationCount(1)]
    public long BareSocketLoop()
    {
        while (_bare.Available > 0)
        {
            _arrived += _bare.ReceiveFrom(_received, SocketFlags.None, _from);
        }

        for (var peer = 0; peer < Peers; peer += 2)
        {
            _bare.SendTo(_datagram, SocketFlags.None, _addresses[peer]);
        }

        return _arrived;
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    [InvocationCount(1)]
    public long ManualMode()
    {
        _server.PollEvents();
        for (var peer = 0; peer < Peers; peer += 2)
        {
            _peers[peer].Send(_snapshot, DeliveryMethod.Unreliable);
        }

        _server.ManualUpdate(TickMilliseconds);
        return _arrived;
    }

    private void OpenServer()
    {
        var listener = new EventBasedNetListener();
        listener.ConnectionRequestEvent += static request => request.Accept();
        listener.NetworkReceiveEvent += (_, reader, _, _) => _arrived += reader.AvailableBytes;
        _server = new NetManager(listener)
        {
            AutoRecycle = true,
            IPv6Enabled = false,
            MaxPacketPerManualReceive = 0,

            // The raw peers answer no pings, and between iterations they may be silent for long.
            PingInterval = 3_600_000,
            DisconnectTimeout = 3_600_000,
        };
        if (!_server.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6Loopback, 0))
        {
            throw new InvalidOperationException("the server's socket cannot be opened");
        }
    }

    private static Socket OpenBareSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = SocketBufferBytes };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static Socket Dial(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    /// <summary>A connect request of the 2.x wire: protocol 13, a time, an id, a blank address of 16 bytes, the key.</summary>
    private static byte[] Request(int number)
    {
        var writer = new NetDataWriter();
        writer.Put((byte)6);
        writer.Put(13);
        writer.Put(638_000_000_000_000_000L + number);
        writer.Put(0);
        writer.Put((byte)16);
        writer.Put(new byte[16]);
        writer.Put("bench");
        return writer.CopyData();
    }
}
