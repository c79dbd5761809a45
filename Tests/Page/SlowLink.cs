using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Ecs.Tests.Page;

/// <summary>
/// A way to a server over TCP that takes as long as a test says, each piece a little more or less, and never overtakes: what a browser has of a
/// bad network. It can be cut.
/// </summary>
internal sealed class SlowLink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<TcpClient> _sockets = [];
    private readonly Random _random;
    private readonly int _serverPort;
    private readonly TimeSpan _delay;
    private readonly TimeSpan _jitter;
    private readonly int _bytesPerSecond;
    private volatile bool _isCut;

    /// <param name="server">Where it leads.</param>
    /// <param name="delay">One way.</param>
    /// <param name="jitter">At most so much more or less.</param>
    /// <param name="bytesPerSecond">In each direction; 0 for any.</param>
    /// <param name="seed">Of the jitter.</param>
    public SlowLink(Uri server, TimeSpan delay = default, TimeSpan jitter = default, int bytesPerSecond = 0, int seed = 1)
    {
        _serverPort = server.Port;
        _delay = delay;
        _jitter = jitter;
        _bytesPerSecond = bytesPerSecond;
        _random = new Random(seed);
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Ends all connections and lets none through until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _isCut = true;
        lock (_sockets)
        {
            foreach (var socket in _sockets)
                socket.Client?.Close(0); // None: its connection has ended by itself.
            _sockets.Clear();
        }
    }

    public void Mend() => _isCut = false;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        Cut();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var browser = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_isCut)
                    browser.Client.Close(0);
                else
                    _ = ServeAsync(browser);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient browser)
    {
        var server = new TcpClient { NoDelay = true };
        browser.NoDelay = true;
        lock (_sockets)
            _sockets.AddRange([browser, server]);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
            await Task.WhenAny(PumpAsync(browser, server), PumpAsync(server, browser));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
        }
        finally
        {
            browser.Dispose();
            server.Dispose();
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var waiting = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        var delivery = DeliverAsync(waiting.Reader, to.GetStream());
        var buffer = new byte[16_384];
        var last = 0L;
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var count)
            {
                var due = Math.Max(last, Stopwatch.GetTimestamp() + NextDelay());
                last = due + (_bytesPerSecond == 0 ? 0 : Stopwatch.Frequency * count / _bytesPerSecond);
                waiting.Writer.TryWrite((last, buffer[..count]));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
        }

        waiting.Writer.Complete();
        await delivery;
    }

    private async Task DeliverAsync(ChannelReader<(long Due, byte[] Bytes)> waiting, NetworkStream to)
    {
        await foreach (var (due, bytes) in waiting.ReadAllAsync(_end.Token))
        {
            var left = TimeSpan.FromSeconds((due - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
            if (left > TimeSpan.Zero)
                await Task.Delay(left, _end.Token);
            await to.WriteAsync(bytes, _end.Token);
        }
    }

    private long NextDelay()
    {
        lock (_random)
            return (long)((_delay + ((2 * _random.NextDouble()) - 1) * _jitter).TotalSeconds * Stopwatch.Frequency);
    }
}
