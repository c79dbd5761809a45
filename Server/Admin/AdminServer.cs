using System.Net;
using System.Net.Sockets;
using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Net.Streams;
using Ecs.Server.Options;
using Ecs.Server.Telemetry;
using Ecs.Server.Text;
using Ecs.Server.Web;

namespace Ecs.Server.Admin;

/// <summary>
/// The operator's listener, on threads of its own that give way to the tick's. Nothing here is touched where <c>--admin</c> was not said, so that
/// nothing of ASP.NET or OpenTelemetry is loaded for it.
/// </summary>
internal sealed class AdminServer : IDisposable
{
    private const int KernelBacklog = 64;

    /// <summary>At once, streams of events included.</summary>
    private const int ConnectionLimit = 32;

    /// <summary>Of one address, so that nobody takes all.</summary>
    private const int AddressLimit = 24;

    /// <summary>Of them those that nobody from elsewhere is given.</summary>
    private const int LocalPlaces = 8;

    /// <summary>Above the limit, each told so.</summary>
    private const int Told = 8;

    private readonly KestrelHost _host;
    private readonly ScrapePipeline _scrape;
    private readonly AdminEvents? _events;

    private AdminServer(KestrelHost host, ScrapePipeline scrape, AdminEvents? events, IPEndPoint place)
    {
        (_host, _scrape, _events) = (host, scrape, events);
        Label = $"admin=http://{place}";
    }

    /// <summary>As the ready line says it.</summary>
    public string Label { get; }

    /// <summary>Opens the port. An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault.</summary>
    public static int TryOpen(AdminOpening opening, out AdminServer? server, out string fault)
    {
        server = null;
        fault = "";
        var where = opening.Options.Address!;
        if (!ListenSocket.TryOpen(where, KernelBacklog, static _ => { }, out var socket, out var reason))
        {
            fault = reason.Explain("Admin:Address");
            return reason.ExitCode;
        }

        try
        {
            server = Open(opening, socket);
            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            fault = $"{OptionTable.Spell("Admin:Address")}: {DisplayText.Clean(exception.Message, 200)}";
            return ExitCode.BadFile;
        }
    }

    /// <summary>The tick's thread, while what the tick had to tell is still there.</summary>
    public void Observe(GameServer server) => _events?.Observe(server);

    public void Dispose()
    {
        _events?.Dispose();
        _host.Dispose();
        _scrape.Dispose();
    }

    private static AdminServer Open(AdminOpening opening, Socket socket)
    {
        var place = new IPEndPoint(opening.Options.Address!.Address, ((IPEndPoint)socket.LocalEndPoint!).Port);
        var scrape = new ScrapePipeline();
        var events = opening.World is { } world ? new AdminEvents(world) : null;

        // Operators come in when nobody else does, and whoever floods their port takes nothing from the players.
        opening.Handles.Keep(ConnectionLimit + Told);
        var own = new HandleBudget(ConnectionLimit + Told);
        var gate = new ConnectionGate(ConnectionLimit, AddressLimit, TrustedProxies.None, own, opening.Metrics) { LocalPlaces = LocalPlaces, Told = Told };
        var host = YieldingThread.Run(() => KestrelHost.Open(socket, certificate: null, gate, services => new AdminHandler(
            opening.Health,
            scrape.Build(services),
            new AdminGuard(opening.Options.Token, TimeProvider.System, opening.Log),
            opening.World is null ? null : new AdminApi(opening.World, events!, opening.Log),
            PageFiles.Read(opening.Folder),
            opening.Log)));
        return new AdminServer(host, scrape, events, place);
    }
}
