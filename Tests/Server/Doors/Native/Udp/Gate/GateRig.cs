using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Server;
using Ecs.Server.Doors.Native;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Simulation.Maps;
using Ecs.Tests.Server.Pacing;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Native.Udp.Gate;

/// <summary>
/// A server on a real loopback socket, honest clients that come through a socket of the test's, and strangers. The test's loop turns all of
/// them; a datagram on the loopback has arrived when its sending returns.
/// </summary>
internal sealed class GateRig : IDisposable
{
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / 60);

    private readonly ManualTime _time = new();
    private readonly List<Passage> _passages = [];
    private readonly GameTable _games;
    private readonly byte[] _buffer = new byte[2048];

    /// <param name="connectionLimit">Of the server.</param>
    /// <param name="receiveBuffer">Bytes that may wait in the kernel.</param>
    /// <param name="games">That there are; ours when not given.</param>
    /// <param name="room">What the room is like.</param>
    /// <param name="map">Of the room; the arena's when not given.</param>
    public GateRig(int connectionLimit = 64, int receiveBuffer = 1024 * 1024, GameTable? games = null, RoomOptions? room = null, Map? map = null)
    {
        _games = games ?? TestGames.Shipped;
        Server = new GameServer(Metrics, _games, Log);
        Room = Server.OpenRoom(room ?? new(), map ?? TestMaps.Arena);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0, ReceiveBufferBytes = receiveBuffer }, Metrics, out var carrier, out _));
        Carrier = carrier;
        Door = Server.OpenNativeDoor(carrier, new NativeOptions { ConnectionLimit = connectionLimit }, Log);
        Address = new IPEndPoint(IPAddress.Loopback, carrier.Port);
    }

    public ServerMetrics Metrics { get; } = new();

    public LogLines Log { get; } = new();

    public GameServer Server { get; }

    public Room Room { get; }

    public NativeDoor Door { get; }

    public UdpCarrier Carrier { get; }

    public IPEndPoint Address { get; }

    public static Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>An honest client in the room, and the socket from which the server sees it.</summary>
    /// <param name="name">Its.</param>
    /// <param name="limit">Bytes of the longest datagram that passes.</param>
    public Passage Join(string name, int limit = int.MaxValue)
    {
        var passage = Dial(name, limit);
        Run(() => passage.Client.IsInRoom);
        return passage;
    }

    /// <summary>A client that has only begun to connect.</summary>
    public Passage Dial(string name, int limit = int.MaxValue)
    {
        var passage = new Passage(this, name, limit, (ulong)_passages.Count + 7);
        _passages.Add(passage);
        return passage;
    }

    /// <summary>Turns until the condition holds; fails after some minutes of the loop's time.</summary>
    public void Run(Func<bool> until)
    {
        var turn = 0;
        while (!until())
        {
            Assert.True(turn++ < 20_000, "what was waited for does not happen");
            Turn(Step);
        }
    }

    public void Turn(TimeSpan step)
    {
        _time.Advance(step);
        foreach (var passage in _passages)
        {
            passage.Deliver(step);
            passage.Client.Update();
            passage.Carry(_buffer);
        }

        Server.Tick.Run(step);
        foreach (var passage in _passages)
            passage.Carry(_buffer);
    }

    /// <summary>Snapshots that were sent to a client and did not arrive; one may be on its way.</summary>
    public long LostOf(Passage passage) =>
        Door.Sessions.First(session => session.Name == passage.Client.Name).Snapshots!.Snapshots - passage.Client.Figures.Snapshots;

    public long DropsOf(DropCause cause) => Metrics.DropsOf(cause);

    public void Dispose()
    {
        _passages.ForEach(static passage => passage.Dispose());
        Server.Dispose();
        Metrics.Dispose();
    }

    /// <summary>A client and the two sockets in the middle: what leaves <see cref="Back"/> comes from the client's address, for the server.</summary>
    internal sealed class Passage : IDisposable
    {
        private const int HeadBytes = 28; // of IPv4 and UDP
        private const int LongestDatagram = 1_500;

        private readonly Socket _front = NewSocket();
        private readonly GateRig _rig;
        private readonly Queue<byte[]> _queue = [];
        private EndPoint? _client;
        private double _tokens;
        private int _queued;

        public Passage(GateRig rig, string name, int limit, ulong seed)
        {
            _rig = rig;
            Limit = limit;
            Transport = new UdpTransport((IPEndPoint)_front.LocalEndPoint!);
            Client = new GameClient(Transport, new ClientOptions { Name = name }, rig._time) { Pilot = new BotPilot(rig._games, seed) };
            Client.Connect();
        }

        public GameClient Client { get; }

        public UdpTransport Transport { get; }

        public Socket Back { get; } = NewSocket();

        /// <summary>Bytes of datagrams that the server has sent, with the heads of IP and UDP.</summary>
        public long BytesDown { get; private set; }

        /// <summary>Of those, the bytes of snapshots with all their heads; what else is in their datagrams is not among them.</summary>
        public long SnapshotBytesDown { get; private set; }

        /// <summary>Bytes a second, with those heads, that the way to the client carries; what is more than a quarter of a second waits for is lost.</summary>
        public int Rate { get; set; } = int.MaxValue;

        /// <summary>What the client has sent, newest last.</summary>
        public List<byte[]> Sent { get; } = [];

        /// <summary>Bytes of the longest datagram that passes; 0 for none.</summary>
        public int Limit { get; set; }

        /// <summary>Datagrams that were too long for the path.</summary>
        public int Swallowed { get; private set; }

        /// <summary>As if the server had sent it.</summary>
        public void SendToClient(byte[] datagram) => _front.SendTo(datagram, _client!);

        public void Carry(byte[] buffer)
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            while (_front.Available > 0)
            {
                var length = _front.ReceiveFrom(buffer, ref from);
                _client = from;
                Sent.Add(buffer[..length]);
                if (Passes(length))
                    Back.SendTo(buffer.AsSpan(0, length), _rig.Address);
            }

            while (Back.Available > 0)
            {
                var length = Back.Receive(buffer);
                BytesDown += length + HeadBytes;
                SnapshotBytesDown += SnapshotBytesOf(buffer.AsSpan(0, length));
                if (_client is not null && Passes(length) && (Rate == int.MaxValue || IsCarried(buffer.AsSpan(0, length))))
                    _front.SendTo(buffer.AsSpan(0, length), _client);
            }
        }

        /// <summary>A turn's time has passed on the narrow way.</summary>
        public void Deliver(TimeSpan step)
        {
            if (Rate == int.MaxValue)
                return;

            _tokens = Math.Min(_tokens + (Rate * step.TotalSeconds), _queue.Count > 0 ? double.MaxValue : LongestDatagram);
            while (_queue.TryPeek(out var next) && next.Length + HeadBytes <= _tokens)
            {
                _tokens -= next.Length + HeadBytes;
                _queued -= next.Length + HeadBytes;
                _front.SendTo(_queue.Dequeue(), _client!);
            }
        }

        /// <summary>What a datagram, or a packet among those that share one, has of a snapshot: at most one is in it, which pays for the datagram's heads.</summary>
        private static int SnapshotBytesOf(ReadOnlySpan<byte> packet)
        {
            const int Unreliable = 0;
            const int Merged = 13;
            const int KindBits = 0x1f;
            const byte ArraysFrom = 0x80;  // a message that is no part of a snapshot

            if (packet.Length < 2)
                return 0;
            if ((packet[0] & KindBits) == Unreliable)
                return packet[1] < ArraysFrom ? packet.Length + HeadBytes : 0;

            var bytes = 0;
            for (var at = 1; (packet[0] & KindBits) == Merged && at + sizeof(ushort) < packet.Length;)
            {
                var length = BinaryPrimitives.ReadUInt16LittleEndian(packet[at..]);
                at += sizeof(ushort);
                bytes += SnapshotBytesOf(packet.Slice(at, length));
                at += length;
            }

            return bytes;
        }

        private bool IsCarried(ReadOnlySpan<byte> datagram)
        {
            if (_queued + datagram.Length + HeadBytes > Rate / 4)
                return false;

            _queue.Enqueue(datagram.ToArray());
            _queued += datagram.Length + HeadBytes;
            return false;
        }

        private bool Passes(int length)
        {
            Swallowed += length > Limit ? 1 : 0;
            return length <= Limit;
        }

        public void Dispose()
        {
            Client.Dispose();
            _front.Dispose();
            Back.Dispose();
        }
    }
}
