using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Base;
using Ecs.Server.Console;
using Ecs.Server.Files;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Rcon;

/// <summary>
/// The remote console: a port of its own with a thread for it and for each of its few connections. They give way to the tick, which only ever takes
/// lines from a queue.
/// </summary>
internal sealed class RconServer : IDisposable
{
    /// <summary>Connections at once; further ones are reset.</summary>
    public const int ConnectionLimit = 8;

    /// <summary>Of them those of one address.</summary>
    public const int AddressLimit = 4;

    /// <summary>Time to give the password in.</summary>
    public static readonly TimeSpan AuthenticationPatience = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which somebody has forgotten the connection.</summary>
    public static readonly TimeSpan IdlePatience = TimeSpan.FromHours(1);

    private const int KernelBacklog = 64;
    private const int SendMilliseconds = 5000;

    /// <summary>After a fault of the port, so that one that stays costs nothing.</summary>
    private static readonly TimeSpan FaultPause = TimeSpan.FromMilliseconds(500);

    private readonly Socket _socket;
    private readonly RconGate _gate;
    private readonly TickCalls _calls;
    private readonly Func<CommandCaller, string, string> _execute;
    private readonly Room _room;
    private readonly ServerMetrics _metrics;
    private readonly ILogger _log;
    private readonly Dictionary<Socket, IPAddress> _open = [];
    private readonly ManualResetEventSlim _stopping = new();

    private RconServer(
        Socket socket, RconGate gate, TickCalls calls, Func<CommandCaller, string, string> execute, Room room, ServerMetrics metrics, ILogger log)
    {
        _socket = socket;
        _gate = gate;
        _calls = calls;
        _execute = execute;
        _room = room;
        _metrics = metrics;
        _log = log;
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        new Thread(AcceptAll) { Name = "rcon", IsBackground = true }.Start();
    }

    /// <summary>Where it listens; never 0.</summary>
    public int Port { get; }

    /// <summary>Opens the port. An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault.</summary>
    /// <param name="options">With a port and a password.</param>
    /// <param name="guesses">How many passwords of one address are looked at.</param>
    /// <param name="calls">Takes commands to the tick's thread.</param>
    /// <param name="execute">Runs them there.</param>
    /// <param name="room">That commands mean.</param>
    /// <param name="handles">Keeps files free for its connections.</param>
    /// <param name="metrics">Counts what has no effect.</param>
    /// <param name="log">The audit.</param>
    /// <param name="server">What was opened.</param>
    /// <param name="fault">Why it was not.</param>
    public static int TryOpen(
        RconOptions options,
        GuessBan guesses,
        TickCalls calls,
        Func<CommandCaller, string, string> execute,
        Room room,
        HandleBudget handles,
        ServerMetrics metrics,
        ILogger log,
        out RconServer? server,
        out string fault)
    {
        server = null;
        fault = "";
        var where = new IPEndPoint(RconOptions.AddressOf(options.Bind), options.Port ?? 0);
        if (!ListenSocket.TryOpen(where, KernelBacklog, static socket => socket.NoDelay = true, out var socket, out var reason))
        {
            fault = reason.Explain(OptionTable.Spell("Rcon:Port"), OptionTable.Spell("Rcon:Bind"));
            return reason.ExitCode;
        }

        handles.Keep(ConnectionLimit);
        server = new RconServer(socket, new RconGate(options.Password, guesses), calls, execute, room, metrics, log);
        return ExitCode.Ok;
    }

    /// <summary>Passwords that were looked at.</summary>
    internal int Looked => _gate.Looked;

    public void Dispose()
    {
        _stopping.Set();
        _socket.Dispose();
        lock (_open)
        {
            foreach (var socket in _open.Keys)
                socket.Dispose();
        }
    }

    private void AcceptAll()
    {
        YieldingThread.Begin();
        while (!_stopping.IsSet)
        {
            try
            {
                Admit(_socket.Accept());
            }
            catch (SocketException)
            {
                // The files that a process may have are all open, or a client left before it was taken.
                _stopping.Wait(FaultPause);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Admit(Socket socket)
    {
        var source = (socket.RemoteEndPoint as IPEndPoint)?.Address is { } address ? AddressKey.Plain(address) : null;
        if (source is null || _gate.IsBanned(source) || !TryKeep(socket, source))
        {
            _metrics.CountDrop(DropCause.Refused);
            socket.Close(0);
            return;
        }

        new Thread(() => Serve(socket, source)) { Name = "rcon client", IsBackground = true }.Start();
    }

    private bool TryKeep(Socket socket, IPAddress source)
    {
        lock (_open)
        {
            if (_stopping.IsSet || _open.Count >= ConnectionLimit || _open.Values.Count(other => AddressKey.Of(other) == AddressKey.Of(source)) >= AddressLimit)
                return false;
            _open.Add(socket, source);
            return true;
        }
    }

    private void Serve(Socket socket, IPAddress source)
    {
        YieldingThread.Begin();
        try
        {
            socket.SendTimeout = SendMilliseconds;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            Talk(socket, new RconSession(source, _gate, _calls, _execute, _room, _metrics, _log));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // They left, do not read, say nothing, or the server ends.
            if (exception is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock })
                _metrics.CountDrop(DropCause.Timeout);
        }
        finally
        {
            lock (_open)
                _open.Remove(socket);
            socket.Dispose();
        }
    }

    private void Talk(Socket socket, RconSession session)
    {
        var bytes = new byte[RconPacket.SizeBytes + RconPacket.MostSize];
        var answer = new List<byte>();
        var began = Stopwatch.GetTimestamp();
        for (var length = 0; ;)
        {
            var read = RconPacket.TryRead(bytes.AsSpan(0, length), out var packet, out var taken);
            if (read == RconRead.Broken)
            {
                _metrics.CountDrop(DropCause.Malformed);
                return;
            }

            if (read == RconRead.Partial)
            {
                var patience = session.HasProven ? IdlePatience : AuthenticationPatience - Stopwatch.GetElapsedTime(began);
                socket.ReceiveTimeout = Math.Max(1, (int)patience.TotalMilliseconds);
                var count = socket.Receive(bytes.AsSpan(length));
                if (count == 0)
                    return;
                length += count;
                continue;
            }

            bytes.AsSpan(taken, length - taken).CopyTo(bytes);
            length -= taken;
            answer.Clear();
            var goesOn = session.Take(packet, answer);
            Send(socket, [.. answer]);
            if (!goesOn)
                return;
        }
    }

    private static void Send(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length != 0)
            bytes = bytes[socket.Send(bytes)..];
    }
}
