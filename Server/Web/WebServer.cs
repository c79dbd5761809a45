using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Web;
using Ecs.Server.Net.Streams;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Server.Text;

namespace Ecs.Server.Web;

/// <summary>
/// The page, its JSON and its socket, on threads of their own. Nothing here is touched where <c>--web off</c> was said, so that nothing of
/// ASP.NET is loaded then.
/// </summary>
internal sealed class WebServer : IDisposable
{
    private const int KernelBacklog = 512;

    /// <summary>Connections beside those that play: pages that load, and those that have not said what they want.</summary>
    private const int Undecided = 256;

    /// <summary>Of the kernel's buffer for one client: who does not read costs no more than this and what waits here.</summary>
    private const int SendBufferBytes = 64 * 1024;

    /// <summary>Ticks from one look at the rooms to the next, at least: half a second at the slowest rate.</summary>
    private const int TicksPerLook = 10;

    private readonly KestrelHost _host;
    private readonly ServerStatus _status;
    private long _ticks;

    private WebServer(KestrelHost host, ServerStatus status, WebCarrier carrier)
    {
        _host = host;
        _status = status;
        Carrier = carrier;
    }

    /// <summary>Carries the native messages of those who come through it; disposed of by whoever it is given to.</summary>
    public WebCarrier Carrier { get; }

    /// <summary>Opens the port. An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault.</summary>
    public static int TryOpen(WebOpening opening, out WebServer? server, out string fault)
    {
        server = null;
        var key = "Web:Servers";
        try
        {
            if (!OtherServers.TryRead(opening.Options.Servers, out var servers, out fault))
            {
                fault = $"{OptionTable.Spell(key)}: {fault}";
                return ExitCode.BadOption;
            }

            key = "Web:Certificate";
            var certificate = opening.Options.Certificate.Length == 0 ? null : WebCertificate.Read(opening.Options.Certificate);
            key = "Web:Address";
            var where = opening.Options.Address!;
            if (!ListenSocket.TryOpen(where, KernelBacklog, static socket => socket.SendBufferSize = SendBufferBytes, out var socket, out var reason))
            {
                fault = reason.Explain(key);
                return reason.ExitCode;
            }

            server = Open(opening, socket, servers, certificate);
            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            fault = $"{OptionTable.Spell(key)}: {DisplayText.Clean(exception.Message, 200)}";
            return exception is FileNotFoundException or DirectoryNotFoundException ? ExitCode.NoSuchFile : ExitCode.BadFile;
        }
    }

    /// <summary>The tick's thread, once a tick.</summary>
    public void Look(RoomTable rooms)
    {
        if (_ticks++ % TicksPerLook == 0)
            _status.Publish(rooms);
    }

    public void Dispose() => _host.Dispose();

    private static WebServer Open(WebOpening opening, Socket socket, List<KeyValuePair<string, string>> servers, WebCertificate? certificate)
    {
        var isTls = certificate is not null;
        var bound = (IPEndPoint)socket.LocalEndPoint!;
        var shown = new IPEndPoint(opening.Options.Address!.Address, bound.Port);
        var carrier = new WebCarrier(
            $"web={(isTls ? "https" : "http")}://{shown}", TimeSpan.FromMilliseconds(opening.Connection.TimeoutMilliseconds), opening.Metrics);
        try
        {
            var status = new ServerStatus(
                opening.ServerName,
                ProgramVersion.Short,
                () => opening.Accounts?.Policy ?? AccountPolicy.Off,
                servers);
            var host = YieldingThread.Run(() => OpenHost(opening, socket, certificate, carrier, status));
            return new WebServer(host, status, carrier);
        }
        catch
        {
            carrier.Dispose();
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">A file of the page cannot be read.</exception>
    private static KestrelHost OpenHost(WebOpening opening, Socket socket, WebCertificate? certificate, WebCarrier carrier, ServerStatus status)
    {
        var (connection, metrics) = (opening.Connection, opening.Metrics);
        var sockets = connection.Limit * 2;
        var gate = new ConnectionGate(sockets + Undecided, connection.AddressLimit, connection.TrustedProxies, opening.Handles, metrics);
        opening.Handles.Want(connection.Limit + Undecided);
        var handler = new WebHandler(
            PageFiles.Read(opening.Folder),
            status,
            new AccountEndpoints(opening.Accounts),
            new WebSocketEndpoint(carrier, opening.Options.Origins, sockets, connection.AddressLimit, metrics),
            connection.TrustedProxies,
            metrics,
            opening.Log);
        return KestrelHost.Open(socket, certificate, gate, _ => handler);
    }
}
