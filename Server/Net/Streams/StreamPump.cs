using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;

namespace Ecs.Server.Net.Streams;

/// <summary>
/// The one thread that talks to all sockets of a listener. None of them blocks, so one thread can walk them: it writes when a
/// tick has something to say, and reads and accepts just before the next one looks. Where pings are answered as they arrive it reads,
/// as soon as the kernel has something, from whoever sent it.
/// </summary>
internal sealed class StreamPump : IDisposable
{
    private const int AcceptsPerTurn = 64;
    private const int ScratchBytes = 64 * 1024;
    private const int QuietShare = 32; // Times as long as the reading took: at most 3 % of a core.

    private static readonly long AcceptPause = Stopwatch.Frequency / 10;
    private static readonly long LingerPatience = Stopwatch.Frequency * 2;
    private static readonly long FarewellPause = Stopwatch.Frequency / 500;
    private static readonly long ShortestQuiet = Stopwatch.Frequency / 1000;
    private static readonly long QuietOfStream = Stopwatch.Frequency / 50_000; // Asking takes a hundredth of it.
    private static readonly long LongestQuiet = Stopwatch.Frequency / 80;
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    private readonly SocketStreamListener _listener;
    private readonly Socket _socket;
    private readonly SocketStreamOptions _options;
    private readonly ServerMetrics _metrics;
    private readonly StreamWaiter _waiter;
    private readonly List<SocketStream> _streams = [];
    private readonly AddressCounts _addresses;
    private readonly byte[] _scratch = new byte[ScratchBytes];
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private volatile bool _accepts = true;
    private long _acceptsFrom;

    public StreamPump(SocketStreamListener listener, Socket socket, SocketStreamOptions options, ServerMetrics metrics)
    {
        _listener = listener;
        _socket = socket;
        _options = options;
        _metrics = metrics;
        _addresses = new AddressCounts(options.AddressLimit);
        _waiter = new StreamWaiter(watches: options.Echo is not null);
        _thread = new Thread(Run) { IsBackground = true, Name = $"streams {listener.Port}" };
        _thread.Start();
    }

    public void Wake() => _waiter.Wake();

    public void StopAccepting() => _accepts = false;

    /// <summary>Lets out what is queued, for a moment, and ends everything.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _waiter.Wake();
        _thread.Join();
        _waiter.Dispose();
    }

    private void Run()
    {
        var readAt = Stopwatch.GetTimestamp();
        var quietUntil = readAt;
        while (!_isStopping)
        {
            var hasNews = _waiter.Wait(readAt, quietUntil, _streams);
            var now = Stopwatch.GetTimestamp();
            var isTime = now >= readAt;
            if (isTime)
                Accept(now);
            Turn(now, isTime);
            if (hasNews)
                quietUntil = QuietAfter(now);
            if (isTime || !hasNews)
                readAt = _listener.Clock.NextAfter(now);
        }

        var stopped = Stopwatch.GetTimestamp();
        while (_streams.Exists(static stream => stream.PendingBytes != 0) && Stopwatch.GetElapsedTime(stopped) < FarewellLimit)
        {
            Turn(Stopwatch.GetTimestamp(), readsAll: false);
            _waiter.Wait(Stopwatch.GetTimestamp() + FarewellPause, long.MaxValue, _streams);
        }

        foreach (var stream in _streams)
            stream.Leave(_scratch);
        _socket.Dispose();
    }

    /// <summary>
    /// A look between two ticks may take a small part of the time, however many sockets there are and however fast they talk: to ask the
    /// kernel about all of them costs as well as to read from some.
    /// </summary>
    private long QuietAfter(long began)
    {
        var ended = Stopwatch.GetTimestamp();
        var quiet = ShortestQuiet + ((ended - began) * QuietShare) + (_streams.Count * QuietOfStream);
        return ended + Math.Min(quiet, LongestQuiet);
    }

    private void Turn(long now, bool readsAll)
    {
        int packetsIn = 0, packetsOut = 0, ended = 0;
        long bytesIn = 0, bytesOut = 0;
        for (var index = 0; index < _streams.Count; index++)
        {
            var stream = _streams[index];
            if (stream.IsGreeting)
            {
                if (readsAll || _waiter.HasNews(index))
                    Greet(stream, now);
                ended += stream.IsDone ? 1 : 0;
                continue;
            }

            var sent = stream.PumpOut(_scratch);
            packetsOut += sent != 0 ? 1 : 0;
            bytesOut += sent;
            if (readsAll || _waiter.HasNews(index))
            {
                var received = stream.PumpIn(_scratch);
                packetsIn += received != 0 ? 1 : 0;
                bytesIn += received;
                var answered = stream.HasAnswers ? stream.PumpOut(_scratch) : 0;
                packetsOut += answered != 0 ? 1 : 0;
                bytesOut += answered;
            }

            stream.PumpEnd(now, LingerPatience, _scratch);
            ended += stream.IsDone ? 1 : 0;
        }

        if (ended != 0)
            Sweep();
        if (packetsIn != 0)
            _metrics.CountIn(packetsIn, bytesIn);
        if (packetsOut != 0)
            _metrics.CountOut(packetsOut, bytesOut);
    }

    private void Accept(long now)
    {
        for (var count = 0; count < AcceptsPerTurn && _accepts && now >= _acceptsFrom; count++)
        {
            try
            {
                if (!_socket.Poll(0, SelectMode.SelectRead))
                    return;
                Admit(_socket.Accept());
            }
            catch (SocketException exception)
            {
                // Out of handles, say: the next ones wait in the kernel meanwhile.
                _listener.CountFault(exception.SocketErrorCode);
                _acceptsFrom = now + AcceptPause;
            }
        }
    }

    private void Admit(Socket socket)
    {
        var remote = Plain(socket.RemoteEndPoint);
        var isProxy = _options.Proxies.Contains(remote.Address);
        var hasHandle = _options.Handles.TryTake();
        if (!hasHandle || (_streams.Count >= _options.ConnectionLimit && !TryMakePlace()) || (!isProxy && !_addresses.TryAdd(remote.Address)))
        {
            _metrics.CountDrop(hasHandle ? DropCause.Refused : DropCause.NoHandle);
            socket.Close(0);
            if (hasHandle)
                _options.Handles.GiveBack();
            return;
        }

        try
        {
            SocketTuning.Apply(socket, _options);
        }
        catch (SocketException exception)
        {
            // It came and went.
            _listener.CountFault(exception.SocketErrorCode);
            if (!isProxy)
                _addresses.Remove(remote.Address);
            socket.Dispose();
            _options.Handles.GiveBack();
            return;
        }

        var stream = new SocketStream(_listener, socket, remote, _addresses, isCounted: !isProxy, _options.Echo?.Invoke());
        _streams.Add(stream);
        if (isProxy)
            stream.AwaitGreeting(Stopwatch.GetTimestamp() + (long)(_options.ProxyHeadSeconds * Stopwatch.Frequency));
        else
            _listener.Accepted.Enqueue(stream);
    }

    private void Greet(SocketStream stream, long now)
    {
        var greeting = stream.PumpGreeting(now, _options);
        if (greeting == ProxyGreeting.Heard)
            _listener.Accepted.Enqueue(stream);
        if (greeting is ProxyGreeting.Awaited or ProxyGreeting.Heard)
            return;
        if (greeting != ProxyGreeting.Gone)
            _metrics.CountDrop(ProxyGreetings.CauseOf(greeting));
        stream.Destroy(resets: greeting != ProxyGreeting.Gone);
    }

    /// <summary>Somebody who has been told everything and does not leave makes place for somebody new.</summary>
    private bool TryMakePlace()
    {
        var lingering = _streams.Find(static stream => stream.IsLingering);
        lingering?.Destroy(resets: true);
        Sweep();
        return lingering is not null;
    }

    private void Sweep()
    {
        foreach (var stream in _streams)
        {
            if (!stream.IsDone)
                continue;
            stream.Uncount();
            _options.Handles.GiveBack();
        }

        _streams.RemoveAll(static stream => stream.IsDone);
    }

    /// <summary>An IPv4 client of a socket for both versions shows up with a mapped address.</summary>
    private static IPEndPoint Plain(EndPoint? remote) => remote switch
    {
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped => new IPEndPoint(AddressKey.Plain(mapped.Address), mapped.Port),
        IPEndPoint other => other,
        _ => new IPEndPoint(IPAddress.None, 0),
    };
}
