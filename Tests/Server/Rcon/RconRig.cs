using System.Net;
using System.Net.Sockets;
using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Rcon;
using Ecs.Tests.Server.Console;
using Ecs.Tests.Server.Web;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Rcon;

/// <summary>A remote console on a real port, with all commands behind it. The test's thread is the tick's.</summary>
internal sealed class RconRig : IDisposable
{
    public const string Password = "open-sesame";

    private readonly CommandRig _commands = new();
    private readonly TickCalls _calls = new();
    private readonly RconServer _server;

    public RconRig()
    {
        var options = new RconOptions { Port = 0, Password = Password };
        var guesses = new GuessBan(GuessLimit.Usual, GuessBan.UsualSpan, () => Now);
        var code = RconServer.TryOpen(
            options,
            guesses,
            _calls,
            (caller, line) => _commands.Registry.Execute(caller, line),
            _commands.Rig.Room,
            HandleBudget.Unlimited,
            _commands.Rig.Metrics,
            Log,
            out var server,
            out var fault);
        Assert.Equal((ExitCode.Ok, ""), (code, fault));
        _server = server!;
    }

    /// <summary>That bans go by.</summary>
    public TimeSpan Now { get; set; }

    public LineLog Log { get; } = new();

    /// <summary>The way to the tick.</summary>
    public TickCalls Calls => _calls;

    public ServerMetrics Metrics => _commands.Rig.Metrics;

    public int Looked => _server.Looked;

    public int Port => _server.Port;

    public RconClient Connect() => new(Port);

    /// <summary>Runs ticks on this thread until another one has what it waits for.</summary>
    public T Wait<T>(Func<T> other)
    {
        var task = Task.Run(other);
        while (!task.IsCompleted)
        {
            _calls.Run();
            Thread.Yield();
        }

        return task.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _server.Dispose();
        _commands.Dispose();
    }
}

/// <summary>A client that says what the test tells it to, also what no client says.</summary>
internal sealed class RconClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public RconClient(int port)
    {
        _socket.ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds;
        _socket.NoDelay = true;
        _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
    }

    /// <summary>False when the other side has closed.</summary>
    public bool TrySend(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length != 0)
                bytes = bytes[_socket.Send(bytes)..];
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public bool TrySend(int id, int type, string body) => TrySend(Packet(id, type, body));

    /// <summary>The next packet, or null at the end of the connection.</summary>
    public (int Id, int Type, string Body, int Size)? Receive()
    {
        Span<byte> size = stackalloc byte[4];
        if (!TryFill(size))
            return null;
        var packet = new byte[BitConverter.ToInt32(size)];
        if (!TryFill(packet))
            return null;
        Assert.Equal([0, 0], packet[^2..]);
        return (BitConverter.ToInt32(packet), BitConverter.ToInt32(packet, 4), System.Text.Encoding.UTF8.GetString(packet.AsSpan(8..^2)), packet.Length);
    }

    /// <summary>Gives a password; whether it was right, or null when the connection ended without a word.</summary>
    public bool? LogIn(string password)
    {
        if (!TrySend(7, 3, password) || Receive() is not { } first || Receive() is not { } second)
            return null;
        Assert.Equal((7, 0, ""), (first.Id, first.Type, first.Body));
        Assert.Equal((2, ""), (second.Type, second.Body));
        if (second.Id == 7)
            return true;
        Assert.Equal(-1, second.Id);
        Assert.Null(Receive());
        return false;
    }

    public static byte[] Packet(int id, int type, string body)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(body);
        return [.. BitConverter.GetBytes(text.Length + 10), .. BitConverter.GetBytes(id), .. BitConverter.GetBytes(type), .. text, 0, 0];
    }

    public void Dispose() => _socket.Dispose();

    private bool TryFill(Span<byte> bytes)
    {
        try
        {
            while (bytes.Length != 0)
            {
                var count = _socket.Receive(bytes);
                if (count == 0)
                    return false;
                bytes = bytes[count..];
            }

            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return false;
        }
    }
}
