using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Ecs.Server.Redis;

/// <summary>Puts a <see cref="ReplyGuard"/> between the socket and whoever reads replies.</summary>
internal sealed class GuardedTunnel : Tunnel
{
    public override ValueTask<Stream?> BeforeAuthenticateAsync(EndPoint endpoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Stream?>(socket is null ? null : new ReplyGuard(new NetworkStream(socket, ownsSocket: true)));
}
