using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>
/// The framework's WebSockets in the shape that its own documentation gives them: a minimal application, a receiving loop for
/// each connection, and one timer that sends. A client whose last send has not ended is left out, so no send waits for another.
/// </summary>
internal sealed class FrameworkServer : IServed
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<WebSocket, Task> _sockets = new();
    private readonly byte[] _snapshot = new byte[WebSocketCommand.SnapshotBytes];
    private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1.0 / WebSocketCommand.Rate));
    private readonly Task _sending;
    private long _messagesIn;
    private long _messagesOut;

    public FrameworkServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(Serve);
        _app.Start();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Port = new Uri(addresses.First()).Port;
        _sending = Send();
    }

    public int Port { get; }

    public long MessagesIn => Volatile.Read(ref _messagesIn);

    public long MessagesOut => Volatile.Read(ref _messagesOut);

    public void Dispose()
    {
        _timer.Dispose();
        _sending.Wait();
        foreach (var socket in _sockets.Keys)
            socket.Abort();

        _app.DisposeAsync().AsTask().Wait();
    }

    private async Task Serve(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        _sockets[socket] = Task.CompletedTask;
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                if (result.MessageType == WebSocketMessageType.Close)
                    break;

                Interlocked.Add(ref _messagesIn, result.EndOfMessage ? 1 : 0);
            }
        }
        catch (WebSocketException)
        {
            // The client left without a word, as clients do.
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
        }
    }

    private async Task Send()
    {
        while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            foreach (var (socket, last) in _sockets)
            {
                if (!last.IsCompleted || socket.State != WebSocketState.Open)
                    continue;

                var sending = socket.SendAsync(_snapshot.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
                if (!sending.IsCompletedSuccessfully)
                    _sockets[socket] = sending.AsTask();

                _messagesOut++;
            }
        }
    }
}
