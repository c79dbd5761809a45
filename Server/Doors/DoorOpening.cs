using System.Net;
using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Doors;

/// <summary>Opens one kind of door. Returns an exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault and no door.</summary>
internal delegate int DoorOpener(DoorOpening opening, out IDoor? door, out string fault);

/// <summary>What a door is opened with.</summary>
/// <param name="Server">Whose door it is.</param>
/// <param name="Room">Of the door's mode.</param>
/// <param name="EndPoint">Where to listen; port 0 takes any free one.</param>
/// <param name="Options">As the operator chose them.</param>
/// <param name="Metrics">Of the server.</param>
/// <param name="Logs">For what an operator should know.</param>
/// <param name="Handles">How many clients the process can have at once.</param>
internal sealed record DoorOpening(
    GameServer Server,
    Room Room,
    IPEndPoint EndPoint,
    ServerOptions Options,
    ServerMetrics Metrics,
    ILoggerFactory Logs,
    HandleBudget Handles)
{
    /// <summary>Streams beside those that count as connections: they have not said what they want, or are about to end.</summary>
    private const int Undecided = 256;

    /// <summary>Listens where the door shall. An exit code, and one line of fault without a listener.</summary>
    /// <param name="requiresProxyHead">Of trusted proxies: they have no other way to say for whom they come.</param>
    /// <param name="echo">Makes the one of each stream that answers its pings as they arrive; null for none.</param>
    /// <param name="listener">Null unless the code is <see cref="ExitCode.Ok"/>.</param>
    /// <param name="fault">One line.</param>
    public int TryListen(bool requiresProxyHead, Func<IStreamEcho>? echo, out SocketStreamListener? listener, out string fault)
    {
        fault = "";
        var socket = new SocketStreamOptions
        {
            Address = EndPoint.Address,
            Port = EndPoint.Port,
            ConnectionLimit = Options.Connection.Limit + Undecided,
            AddressLimit = Options.Connection.AddressLimit,
            Echo = echo,
            Handles = Handles,
            Proxies = Options.Connection.TrustedProxies,
            RequiresProxyHead = requiresProxyHead,
        };
        if (SocketStreamListener.TryOpen(socket, Metrics, out listener, out ListenFault? reason))
            return ExitCode.Ok;
        fault = reason.Explain("Doors");
        return reason.ExitCode;
    }

    /// <summary>A desk of the accounts; the store is opened when the first door asks. An exit code, and one line of fault without a desk.</summary>
    public int TryOpenDesk(out AccountDesk? desk, out string fault)
    {
        desk = null;
        fault = "";
        if (Server.Accounts is null)
        {
            int code = StoreFile.TryOpen(Options.Store, out IStore? store, out fault);
            if (store is null)
                return code;
            var log = Logs.CreateLogger("Ecs.Server.Storage");
            Server.OpenAccounts(new AccountOffice(store, new AccountOptions(), TimeProvider.System, Metrics, log));
        }

        desk = Server.Accounts!.OpenDesk();
        return ExitCode.Ok;
    }
}
