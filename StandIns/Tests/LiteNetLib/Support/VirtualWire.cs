using System.Net;
using System.Net.Sockets;
using LiteNetLib.Transport;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>
/// A network in memory: datagrams between bound addresses, with seeded loss, duplicates, delay (and so reordering) and bursts. Every
/// datagram may be watched or swallowed on its way.
/// </summary>
internal sealed class VirtualWire(VirtualClock clock, int seed) : ISocketSource
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<EndpointKey, VirtualSocket> _sockets = [];
    private readonly PriorityQueue<Flight, (long At, long Order)> _flights = new();
    private readonly Dictionary<EndpointKey, long> _burstUntil = [];
    private readonly Dictionary<int, int> _aliases = [];
    private long _order;
    private int _nextPort = 40_000;

    /// <summary>Sees every datagram as it leaves; returning false loses it.</summary>
    public Func<IPEndPoint, IPEndPoint, byte[], bool>? Tap { get; set; }

    public WireFaults Faults { get; set; } = WireFaults.None;

    /// <summary>Faults of what this endpoint sends, when they differ from the others'.</summary>
    public Dictionary<int, WireFaults> FaultsBySourcePort { get; } = [];

    /// <summary>What sending to this port answers instead of working.</summary>
    public Dictionary<int, SocketError> SendErrors { get; } = [];

    /// <summary>What the next receive on this port answers, once.</summary>
    public Dictionary<int, SocketError> ReceiveErrors { get; } = [];

    public long Delivered { get; private set; }

    public IDatagramSocket? Bind(IPAddress address, int port, in SocketOptions options, out SocketError error)
    {
        IPAddress host = address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
        var endPoint = new IPEndPoint(host, port == 0 ? _nextPort++ : port);
        EndpointKey key = EndpointKey.From(endPoint.Serialize());
        if (_sockets.ContainsKey(key))
        {
            error = SocketError.AddressAlreadyInUse;
            return null;
        }

        error = SocketError.Success;
        var socket = new VirtualSocket(this, endPoint);
        _sockets.Add(key, socket);
        return socket;
    }

    /// <summary>Puts a datagram on the wire as if this endpoint had sent it; it need not be bound.</summary>
    public void Inject(IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> datagram) => Launch(from, to, datagram.ToArray(), WireFaults.None);

    /// <summary>What this port sends seems to come from another one from now on, and answers find their way back.</summary>
    public void MovePort(int from, int to)
    {
        _aliases[from] = to;
        VirtualSocket socket = _sockets.Values.Single(s => s.LocalPort == from);
        _sockets.Add(EndpointKey.From(new IPEndPoint(socket.Local.Address, to).Serialize()), socket);
    }

    /// <summary>Hands over what has arrived by now.</summary>
    public void Deliver()
    {
        while (_flights.TryPeek(out Flight flight, out (long At, long Order) due) && due.At <= clock.Microseconds)
        {
            _flights.Dequeue();
            if (_sockets.TryGetValue(EndpointKey.From(flight.To.Serialize()), out VirtualSocket? socket))
            {
                Delivered++;
                socket.Arrive(flight.From, flight.Datagram);
            }
        }
    }

    internal void Send(IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> datagram)
    {
        byte[] copy = datagram.ToArray();
        if (Tap is not null && !Tap(from, to, copy))
        {
            return;
        }

        WireFaults faults = FaultsBySourcePort.GetValueOrDefault(from.Port, Faults);
        EndpointKey source = EndpointKey.From(from.Serialize());
        if (faults.BurstStart > 0 && _random.NextDouble() < faults.BurstStart)
        {
            _burstUntil[source] = clock.Microseconds + (long)(faults.BurstLength * 1000);
        }

        if (_random.NextDouble() < faults.Loss || _burstUntil.GetValueOrDefault(source) > clock.Microseconds)
        {
            return;
        }

        if (_aliases.TryGetValue(from.Port, out int alias))
        {
            from = new IPEndPoint(from.Address, alias);
        }

        Launch(from, to, copy, faults);
        if (_random.NextDouble() < faults.Duplicate)
        {
            Launch(from, to, copy, faults);
        }
    }

    internal void Unbind(VirtualSocket socket) => _sockets.Remove(EndpointKey.From(socket.Local.Serialize()));

    private void Launch(IPEndPoint from, IPEndPoint to, byte[] datagram, WireFaults faults)
    {
        double delay = faults.MinDelay + (_random.NextDouble() * (faults.MaxDelay - faults.MinDelay));
        _flights.Enqueue(new Flight(from, to, datagram), (clock.Microseconds + (long)(delay * 1000), _order++));
    }

    private readonly record struct Flight(IPEndPoint From, IPEndPoint To, byte[] Datagram);
}
