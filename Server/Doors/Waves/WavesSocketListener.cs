using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;

namespace Ecs.Server.Doors.Waves;

/// <summary>Accepts TCP connections on a thread of its own and starts one for each of them.</summary>
public sealed class WavesSocketListener : IWavesListener
{
    private const int Backlog = 64;
    private const int SendBufferBytes = 64 * 1024;
    private const int PauseMilliseconds = 100;

    private readonly Socket _socket;
    private readonly ServerMetrics _metrics;
    private readonly WavesOptions _options;
    private readonly TimeSpan _farewell;
    private readonly AddressCounts _addresses;
    private readonly ConcurrentQueue<WavesLink> _waiting = new();
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Thread _accepting;
    private int _open;
    private bool _isDisposed;

    private WavesSocketListener(Socket socket, WavesOptions options, ServerMetrics metrics)
    {
        _socket = socket;
        _options = options;
        _farewell = TimeSpan.FromMilliseconds(options.FarewellMilliseconds);
        options.Handles.Want(options.ConnectionLimit);
        _addresses = new AddressCounts(options.AddressLimit);
        _metrics = metrics;
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        _accepting = new Thread(Accept) { IsBackground = true, Name = "waves accept" };
        _accepting.Start();
    }

    public int Port { get; }

    /// <summary>Connections whose threads run.</summary>
    public int OpenCount => Volatile.Read(ref _open);

    /// <summary>Opens the port. False, with the reason, when it is in use or not ours to open.</summary>
    public static bool TryOpen(
        IPEndPoint endPoint,
        WavesOptions options,
        ServerMetrics metrics,
        [NotNullWhen(true)] out WavesSocketListener? listener,
        [NotNullWhen(false)] out ListenFault? fault)
    {
        listener = null;
        if (!ListenSocket.TryOpen(endPoint, Backlog, static _ => { }, out var socket, out fault))
            return false;

        listener = new WavesSocketListener(socket, options, metrics);
        return true;
    }

    public bool TryAccept([NotNullWhen(true)] out WavesLink? link) => _waiting.TryDequeue(out link);

    /// <summary>The thread that accepts sees it within a tenth of a second, and closes the port.</summary>
    public void StopAccepting() => _stopped.Set();

    public void Dispose()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        StopAccepting();
        _accepting.Join();
        while (_waiting.TryDequeue(out var link))
            link.Abort();

        _stopped.Dispose();
    }

    private void Accept()
    {
        // Asked anew now and then, because no call ends an accept that waits on every system.
        while (!_stopped.IsSet)
        {
            try
            {
                if (_socket.Poll(PauseMilliseconds * 1000, SelectMode.SelectRead))
                    Begin(_socket.Accept());
            }
            catch (SocketException)
            {
                // No handles left, or a peer that was gone before we came to it. Not in a hurry: it may last.
                _metrics.CountDrop(DropCause.Socket);
                _stopped.Wait(PauseMilliseconds);
            }
        }

        _socket.Dispose();
    }

    private void Begin(Socket client)
    {
        var remote = client.RemoteEndPoint as IPEndPoint;
        var isProxy = remote is not null && _options.Proxies.Contains(remote.Address);
        var hasHandle = _options.Handles.TryTake();
        if (!hasHandle || remote is null || Volatile.Read(ref _open) >= _options.ConnectionLimit
            || (!isProxy && !_addresses.TryAdd(remote.Address)))
        {
            _metrics.CountDrop(hasHandle ? DropCause.Refused : DropCause.NoHandle);
            client.Dispose();
            if (hasHandle)
                _options.Handles.GiveBack();

            return;
        }

        Interlocked.Increment(ref _open);
        if (isProxy)
            WavesSocketLink.StartThread(() => Greet(client, remote));
        else if (TryOpenLink(client, remote, []) is { } link)
            link.Start();
    }

    /// <summary>Null when the connection is over already; its person, place and handle are free again.</summary>
    private WavesSocketLink? TryOpenLink(Socket client, IPEndPoint person, ReadOnlySpan<byte> first)
    {
        try
        {
            client.SendBufferSize = SendBufferBytes;
            var link = new WavesSocketLink(client, person, _metrics, Forget, first) { FarewellLimit = _farewell };
            _waiting.Enqueue(link);
            return link;
        }
        catch (SocketException)
        {
            _metrics.CountDrop(DropCause.Socket);
            client.Dispose();
            Forget(person.Address);
            return null;
        }
    }

    /// <summary>On the thread that carries the connection later: nobody knows of it before its proxy has said for whom it comes.</summary>
    private void Greet(Socket client, IPEndPoint proxy)
    {
        var greeter = new ProxyGreeter(client, proxy);
        var greeting = greeter.Hear(TimeSpan.FromSeconds(_options.HelloSeconds), _stopped);
        if (greeting == ProxyGreeting.Heard && !_addresses.TryAdd(greeter.Person.Address))
            greeting = ProxyGreeting.OverLimit;

        if (greeting != ProxyGreeting.Heard)
        {
            if (greeting != ProxyGreeting.Gone)
                _metrics.CountDrop(ProxyGreetings.CauseOf(greeting));

            client.Dispose();
            _options.Handles.GiveBack();
            Interlocked.Decrement(ref _open);
            return;
        }

        if (TryOpenLink(client, greeter.Person, greeter.Rest) is { } link)
        {
            if (_stopped.IsSet)
                link.Abort();

            link.Carry();
        }
    }

    private void Forget(WavesSocketLink link) => Forget(link.Remote.Address);

    private void Forget(IPAddress address)
    {
        _addresses.Remove(address);
        _options.Handles.GiveBack();
        Interlocked.Decrement(ref _open);
    }
}
