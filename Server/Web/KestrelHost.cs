using System.Net.Sockets;
using System.Security.Authentication;
using Ecs.Server.Base;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Ecs.Server.Web;

/// <summary>
/// Kestrel on a socket that is open already, with limits of ours and without anything around it: no settings of its own from files or the
/// environment, no log, no signals.
/// </summary>
internal sealed class KestrelHost : IDisposable
{
    private static readonly TimeSpan HeadPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdlePatience = TimeSpan.FromSeconds(10);

    /// <summary>How long the end waits for what is on its way.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication _application;
    private readonly IServer _server;

    private KestrelHost(WebApplication application, IServer server)
    {
        _application = application;
        _server = server;
    }

    /// <param name="socket">Listens; belongs to the host from now on.</param>
    /// <param name="certificate">Null for plain HTTP.</param>
    /// <param name="gate">Counts connections.</param>
    /// <param name="handle">Makes what answers, of the services that are there.</param>
    public static KestrelHost Open(Socket socket, WebCertificate? certificate, ConnectionGate gate, Func<IServiceProvider, RequestHandler> handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "Ecs" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton<IConnectionListenerFactory>(new GatedListeners(socket, gate));
        var tls = certificate is null ? null : TlsOf(certificate);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limit(kestrel);
            kestrel.Listen(socket.LocalEndPoint!, listen =>
            {
                // One exchange at a time on each connection, and nothing that multiplies what a client may ask for.
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => context => ServeAsync(context, next, gate));
                if (tls is not null)
                    listen.UseHttps(tls);
            });
        });
        var application = builder.Build();
        var server = application.Services.GetRequiredService<IServer>();
        server.StartAsync(handle(application.Services), CancellationToken.None).GetAwaiter().GetResult();
        return new KestrelHost(application, server);
    }

    public void Dispose()
    {
        using var patience = new CancellationTokenSource(StopPatience);
        _server.StopAsync(patience.Token).GetAwaiter().GetResult();
        _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next, ConnectionGate gate)
    {
        YieldingThread.Begin();
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            gate.Leave(connection);
        }
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowResponseHeaderCompression = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = null; // counted by the gate, which keeps places free
        limits.MaxConcurrentUpgradedConnections = null; // counted by the endpoint, which says 503
        limits.RequestHeadersTimeout = HeadPatience;
        limits.KeepAliveTimeout = IdlePatience;
        limits.MaxRequestBodySize = 64 * 1024;
        limits.MaxRequestBufferSize = 64 * 1024;
        limits.MaxResponseBufferSize = 64 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 4 * 1024;
    }

    private static HttpsConnectionAdapterOptions TlsOf(WebCertificate certificate) => new()
    {
        ServerCertificate = certificate.Own,
        ServerCertificateChain = certificate.Chain,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = HeadPatience,
    };
}
