using System.Net;
using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Net.Streams;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Doors;

/// <summary>What a door is opened with.</summary>
/// <param name="Context">What it shares with the others.</param>
/// <param name="EndPoint">Where to listen; port 0 takes any free one.</param>
/// <param name="Connection">What connections may cost.</param>
/// <param name="Logs">For what an operator should know.</param>
/// <param name="Handles">How many clients the process can have at once.</param>
/// <param name="Accounts">Opened when the first door asks.</param>
public sealed record DoorOpening(
    DoorContext Context,
    IPEndPoint EndPoint,
    ConnectionOptions Connection,
    ILoggerFactory Logs,
    HandleBudget Handles,
    AccountSource Accounts)
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
        var socket = new SocketStreamOptions
        {
            Address = EndPoint.Address,
            Port = EndPoint.Port,
            ConnectionLimit = Connection.Limit + Undecided,
            AddressLimit = Connection.AddressLimit,
            Echo = echo,
            Handles = Handles,
            Proxies = Connection.TrustedProxies,
            RequiresProxyHead = requiresProxyHead,
        };
        return SocketStreamListener.TryOpen(socket, Context.Metrics, out listener, out var reason) ? Ok(out fault) : Refuse(reason, out fault);
    }

    /// <summary>The exit code for a port that could not be opened, and the line that says so.</summary>
    public static int Refuse(ListenFault reason, out string fault)
    {
        fault = reason.Explain("Doors");
        return reason.ExitCode;
    }

    private static int Ok(out string fault)
    {
        fault = "";
        return ExitCode.Ok;
    }
}
