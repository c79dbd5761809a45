using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Options;
using Ecs.Server.Rooms;

namespace Ecs.Server.Query;

/// <summary>The port where server browsers and monitors ask, on a thread of its own that gives way to the tick's.</summary>
internal sealed class QueryServer : IDisposable
{
    /// <summary>How long the end waits for an answer that is on its way.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private const int LookMicroseconds = 250_000;

    /// <summary>Longer ones are no question.</summary>
    private const int RequestBytes = 256;

    private readonly Socket _socket;
    private readonly QueryStatus _status = new();
    private readonly QueryResponder _responder;
    private readonly Thread _thread;
    private readonly int _ticksPerLook;
    private volatile bool _isStopping;
    private long _ticks;

    private QueryServer(Socket socket, QueryFacts facts, int tickRate, ServerMetrics metrics)
    {
        _socket = socket;
        _ticksPerLook = tickRate;
        _responder = new QueryResponder(facts, _status, metrics);
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        _thread = new Thread(AnswerAll) { Name = "query", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where it listens; never 0.</summary>
    public int Port { get; }

    /// <summary>Opens the port. An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault.</summary>
    public static int TryOpen(QueryOptions options, QueryFacts facts, int tickRate, ServerMetrics metrics, out QueryServer? server, out string fault)
    {
        server = null;
        fault = "";
        var where = new IPEndPoint(RconOptions.AddressOf(options.Bind), options.Port ?? 0);
        Socket? socket = null;
        try
        {
            var isAny = ListenSocket.IsAny(where.Address) && Socket.OSSupportsIPv6;
            socket = new Socket(isAny ? AddressFamily.InterNetworkV6 : where.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            {
                ReceiveTimeout = LookMicroseconds / 1000,
            };
            if (socket.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = isAny;
            socket.Bind(isAny ? new IPEndPoint(IPAddress.IPv6Any, where.Port) : where);
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            var reason = new ListenFault(where, exception.SocketErrorCode, ProtocolType.Udp);
            fault = reason.Explain(OptionTable.Spell("Query:Port"), OptionTable.Spell("Query:Bind"));
            return reason.ExitCode;
        }

        server = new QueryServer(socket, facts, tickRate, metrics);
        return ExitCode.Ok;
    }

    /// <summary>Leaves what is to be told before the first tick.</summary>
    public void Begin(RoomTable rooms, TimeSpan now) => _status.Publish(rooms, now);

    /// <summary>The tick's thread, once a tick: leaves once a second what is to be told.</summary>
    public void Look(RoomTable rooms, TimeSpan now)
    {
        if (_ticks++ % _ticksPerLook == 1)
            _status.Publish(rooms, now);
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join(StopPatience);
        _socket.Dispose();
    }

    private void AnswerAll()
    {
        YieldingThread.Begin();
        var began = Stopwatch.GetTimestamp();
        var request = new byte[RequestBytes];
        var source = new SocketAddress(_socket.AddressFamily);
        while (!_isStopping)
        {
            try
            {
                // Whoever asks nothing is not to cost an exception each time that nobody does.
                if (!_socket.Poll(LookMicroseconds, SelectMode.SelectRead))
                    continue;
                var length = _socket.ReceiveFrom(request, SocketFlags.None, source);
                foreach (var datagram in _responder.Answer(request.AsSpan(0, length), source, Stopwatch.GetElapsedTime(began)))
                    _socket.SendTo(datagram, SocketFlags.None, source);
            }
            catch (SocketException)
            {
                // Of one datagram, one that was too long among them: the next one is another matter.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }
}
