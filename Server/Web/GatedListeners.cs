using System.Net;
using System.Net.Sockets;
using Ecs.Server.Base;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Server.Web;

/// <summary>Kestrel's own sockets behind a gate: whoever has no place is sent away before the next one is accepted.</summary>
/// <param name="socket">Listens.</param>
/// <param name="gate">Counts.</param>
internal sealed class GatedListeners(Socket socket, ConnectionGate gate) : IConnectionListenerFactory
{
    private readonly SocketTransportFactory _sockets = new(
        Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions { CreateBoundListenSocket = _ => socket }), NullLoggerFactory.Instance);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await _sockets.BindAsync(endpoint, cancellationToken).ConfigureAwait(false), gate);

    private sealed class Listener(IConnectionListener sockets, ConnectionGate gate) : IConnectionListener
    {
        public EndPoint EndPoint => sockets.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (true)
            {
                var connection = await sockets.AcceptAsync(cancellationToken).ConfigureAwait(false);
                YieldingThread.Begin();
                if (connection is null || gate.TryEnter(connection))
                    return connection;
                connection.Abort();
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => sockets.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => sockets.DisposeAsync();
    }
}
