using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Ecs.Server.Host;

/// <summary>
/// Tells the service manager that started the process how it is (systemd's <c>Type=notify</c>): a datagram of text to the socket that it names. A
/// watchdog is answered as long as ticks run. A package of Microsoft's does the same for its own kind of host, and brings that host along: this is
/// all that is needed of it.
/// </summary>
internal sealed class ServiceNotice : IDisposable
{
    private readonly Socket _socket;
    private readonly UnixDomainSocketEndPoint _manager;
    private readonly Func<long> _ticks;
    private readonly TimeSpan _watchdog;
    private Timer? _timer;
    private long _seen = -1;

    private ServiceNotice(Socket socket, UnixDomainSocketEndPoint manager, TimeSpan watchdog, Func<long> ticks)
    {
        _socket = socket;
        _manager = manager;
        _watchdog = watchdog;
        _ticks = ticks;
    }

    /// <summary>False where nobody wants to know.</summary>
    /// <param name="variable">Of the environment, by name.</param>
    /// <param name="ticks">How many have run, for any thread.</param>
    /// <param name="notice">To be told by.</param>
    public static bool TryOpen(Func<string, string?> variable, Func<long> ticks, [NotNullWhen(true)] out ServiceNotice? notice)
    {
        notice = null;
        if (OperatingSystem.IsWindows() || variable("NOTIFY_SOCKET") is not { Length: > 1 } path || path[0] is not ('/' or '@'))
            return false;
        try
        {
            // An at sign stands for a name that is in no folder.
            var manager = new UnixDomainSocketEndPoint(path[0] == '@' ? string.Concat("\0", path.AsSpan(1)) : path);
            var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
            notice = new ServiceNotice(socket, manager, WatchdogOf(variable), ticks);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Players can come. From here on the watchdog is answered.</summary>
    public void Ready()
    {
        Send("READY=1");
        if (_watchdog > TimeSpan.Zero)
            _timer = new Timer(_ => Answer(), null, TimeSpan.Zero, _watchdog / 2);
    }

    /// <summary>The end has begun.</summary>
    public void Stopping() => Send("STOPPING=1");

    public void Dispose()
    {
        _timer?.Dispose();
        _socket.Dispose();
    }

    private static TimeSpan WatchdogOf(Func<string, string?> variable)
    {
        var isMine = variable("WATCHDOG_PID") is not { Length: > 0 } process || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return isMine && long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            ? TimeSpan.FromMicroseconds(microseconds)
            : TimeSpan.Zero;
    }

    private void Answer()
    {
        var ticks = _ticks();
        if (Interlocked.Exchange(ref _seen, ticks) != ticks)
            Send("WATCHDOG=1");
    }

    private void Send(string text)
    {
        try
        {
            _socket.SendTo(Encoding.ASCII.GetBytes(text), _manager);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Whoever asked does not listen: what they make of silence is their matter.
        }
    }
}
