#if !GENUINE_PACKAGES
using System.Net;
using System.Net.Sockets;
using Ecs.Client;
using Ecs.Server.Doors;
using Ecs.Server.Doors.Memory;
using Ecs.Server.Doors.Udp;
using Ecs.Server.Metrics;
using LiteNetLib;
using LiteNetLib.Transport;

namespace Ecs.Tests.Faults;

/// <summary>
/// Lines below the socket of the UDP transport: datagrams are lost, doubled, held up and overtake each other, and making the
/// control lane reliable is the transport's own business. A damaged datagram is a lost one here, as UDP's checksum sees to.
/// </summary>
internal sealed class DatagramWires : Wires
{
    private const int ServerPort = 9050;

    /// <summary>Strangers speak from ports between this and what clients have.</summary>
    private const int StrangerPort = 30_000;

    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly PacketTrace _trace;
    private readonly Dictionary<int, DatagramLine> _lines = [];
    private readonly Dictionary<int, DatagramSocket> _sockets = [];
    private readonly PriorityQueue<(int From, int To, byte[] Bytes), (long Due, long Order)> _flying = new();
    private readonly UdpCarrier _carrier;
    private readonly byte[][] _overheard = new byte[64][];
    private long _sentUp;
    private long _order;
    private int _nextPort = 40_000;

    public DatagramWires(int seed, TimeProvider time, ServerMetrics metrics, PacketTrace trace)
    {
        _time = time;
        _random = new Random(seed);
        _trace = trace;
        var options = new UdpOptions { Port = ServerPort, TimeoutMilliseconds = 5000 };
        Assert.True(UdpCarrier.TryOpen(options, metrics, listener => NewManager(listener, null), out var carrier));
        _carrier = carrier;
    }

    public override ICarrier Carrier => _carrier;

    public override Line NewLine(in LineState state) => new DatagramLine(this, state);

    public override void Deliver()
    {
        while (_flying.TryPeek(out var next, out var at) && at.Due <= _time.GetTimestamp())
        {
            _flying.Dequeue();
            if (_sockets.TryGetValue(next.To, out var socket) && !IsGone(next.From) && !IsGone(next.To))
            {
                socket.Arrive(next.From, next.Bytes);
            }
        }
    }

    /// <summary>A stranger sends the server what clients have sent it, with a few bits changed.</summary>
    public override void Trouble()
    {
        if (_overheard[_random.Next(_overheard.Length)] is { } heard)
        {
            var bytes = (byte[])heard.Clone();
            for (var flips = _random.Next(4); flips > 0; flips--)
            {
                bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
            }

            Fly(StrangerPort + _random.Next(1_000), ServerPort, bytes, _time.GetTimestamp(), LinkConditions.Perfect);
        }
    }

    private bool IsGone(int port) => _lines.TryGetValue(port, out var line) && line.IsGone;

    private NetManager NewManager(INetEventListener listener, DatagramLine? line) =>
        new(listener, null, new NetSeam(new Sockets(this, line), _time, new SeededSource(_random)));

    private void Send(int from, int to, ReadOnlySpan<byte> datagram)
    {
        var isUp = to == ServerPort;
        if (isUp && datagram.Length > 0)
        {
            _overheard[_sentUp++ % _overheard.Length] = datagram.ToArray();
        }

        var port = isUp ? from : to;
        _trace.Add(_time.GetTimestamp(), port * 2L, datagram);
        if (!_lines.TryGetValue(port, out var line) || line.IsGone || (isUp ? line.State.IsUpHeld : line.State.IsDownHeld))
        {
            return;
        }

        var conditions = isUp ? line.State.Up : line.State.Down;
        ref var free = ref isUp ? ref line.UpFree : ref line.DownFree;
        var leaves = Leave(conditions, datagram.Length, ref free);
        if (leaves < 0 || _random.NextDouble() < conditions.Loss || _random.NextDouble() < conditions.Corrupt)
        {
            return;
        }

        var held = _random.NextDouble() < conditions.Reorder ? conditions.HoldBack.Ticks : 0;
        Fly(from, to, datagram, leaves + held, conditions);
        if (_random.NextDouble() < conditions.Duplicate)
        {
            Fly(from, to, datagram, leaves, conditions);
        }
    }

    /// <summary>When the wire has room for the datagram; negative when its queue is full.</summary>
    private long Leave(LinkConditions conditions, int bytes, ref long free)
    {
        var now = _time.GetTimestamp();
        if (conditions.BytesPerSecond == 0)
        {
            return now;
        }

        var start = Math.Max(now, free);
        if (start - now > conditions.QueueTime.Ticks)
        {
            return -1;
        }

        free = start + (bytes * TimeSpan.TicksPerSecond / conditions.BytesPerSecond);
        return free;
    }

    private void Fly(int from, int to, ReadOnlySpan<byte> datagram, long leaves, LinkConditions conditions)
    {
        var due = leaves + conditions.Delay.Ticks + (long)(_random.NextDouble() * conditions.Jitter.Ticks);
        _flying.Enqueue((from, to, datagram.ToArray()), (due, _order++));
    }

    private sealed class DatagramLine : Line
    {
        private readonly UdpTransport _transport;

        public DatagramLine(DatagramWires wires, LineState state)
        {
            State = state;
            _transport = new UdpTransport(new IPEndPoint(IPAddress.Loopback, ServerPort), listener => wires.NewManager(listener, this));
        }

        public long UpFree;
        public long DownFree;

        public LineState State { get; private set; }

        public bool IsGone { get; private set; }

        public int Port { get; set; }

        public override IClientTransport Transport => _transport;

        public override string Address => new IPEndPoint(IPAddress.Loopback, Port).ToString();

        public override void Shape(in LineState state) => State = state;

        public override void Vanish() => IsGone = true;
    }

    private sealed class Sockets(DatagramWires wires, DatagramLine? line) : ISocketSource
    {
        public IDatagramSocket? Bind(IPAddress address, int port, in SocketOptions options, out SocketError error)
        {
            error = SocketError.Success;
            var bound = port == 0 ? wires._nextPort++ : port;
            var socket = new DatagramSocket(wires, bound);
            wires._sockets.Add(bound, socket);
            if (line is not null)
            {
                line.Port = bound;
                wires._lines.Add(bound, line);
            }

            return socket;
        }
    }

    private sealed class DatagramSocket(DatagramWires wires, int port) : IDatagramSocket
    {
        private readonly Queue<(SocketAddress From, byte[] Bytes)> _arrived = new();

        public AddressFamily Family => AddressFamily.InterNetwork;

        public int LocalPort => port;

        public void Arrive(int from, byte[] bytes) =>
            _arrived.Enqueue((new IPEndPoint(IPAddress.Loopback, from).Serialize(), bytes));

        public int Receive(Span<byte> buffer, SocketAddress from, out SocketError error)
        {
            error = SocketError.Success;
            if (!_arrived.TryDequeue(out var next))
            {
                return -1;
            }

            next.From.Buffer.Span[..next.From.Size].CopyTo(from.Buffer.Span);
            var length = Math.Min(buffer.Length, next.Bytes.Length);
            next.Bytes.AsSpan(0, length).CopyTo(buffer);
            return length;
        }

        public bool Wait(int microseconds) => _arrived.Count > 0;

        public SocketError Send(ReadOnlySpan<byte> datagram, SocketAddress to)
        {
            var bytes = to.Buffer.Span;
            wires.Send(port, (bytes[2] << 8) | bytes[3], datagram);
            return SocketError.Success;
        }

        public void Dispose() => wires._sockets.Remove(port);
    }

    private sealed class SeededSource(Random random) : IRandomSource
    {
        public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
    }
}
#endif
