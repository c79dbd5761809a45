using System.Net;
using System.Runtime.CompilerServices;
using Ecs.Server.Admin;
using Ecs.Server.Base;
using Ecs.Server.Doors;
using Ecs.Server.Doors.Native;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Doors.Native.Web;
using Ecs.Server.Files;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Server.Web;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Host;

/// <summary>Opens the rooms and doors that the options ask for. The first that cannot be opened ends the start.</summary>
internal static partial class ServerOpening
{
    /// <summary>An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault.</summary>
    public static int Open(
        GameServer server,
        RoomOpener rooms,
        ServerParts parts,
        ServerOptions options,
        AccountSource accounts,
        ILoggerFactory logs,
        HandleBudget handles,
        out WebServer? web,
        out string fault)
    {
        web = null;
        var code = OpenRooms(rooms, options, out fault);
        var policy = AccountPolicy.Off;
        if (code == ExitCode.Ok && options.Web.Address is not null)
            code = OpenWeb(server, options, accounts, logs, handles, out web, out fault);
        if (code == ExitCode.Ok)
            code = OpenAccounts(options, accounts, web is not null, logs, out policy, out fault);
        if (code == ExitCode.Ok)
            code = OpenNative(server, options, web?.Carrier, policy, accounts, logs, out fault);
        return code == ExitCode.Ok ? OpenDoors(server, parts, options, accounts, logs, handles, out fault) : code;
    }

    /// <summary>A store that nobody asked for and that cannot be opened is worth a word, and everybody is a guest.</summary>
    private static int OpenAccounts(
        ServerOptions options, AccountSource accounts, bool hasPage, ILoggerFactory logs, out AccountPolicy policy, out string fault)
    {
        fault = "";
        policy = options.AccountPolicyWith(hasPage);
        if (policy == AccountPolicy.Off)
            return ExitCode.Ok;

        var code = accounts.TryOpen(policy, out fault);
        if (code == ExitCode.Ok || options.WantsStore)
            return code;

        LogNoAccounts(logs.CreateLogger("Ecs.Server.Storage"), fault);
        (policy, fault) = (AccountPolicy.Off, "");
        return ExitCode.Ok;
    }

    private static int OpenDoors(
        GameServer server, ServerParts parts, ServerOptions options, AccountSource accounts, ILoggerFactory logs, HandleBudget handles, out string fault)
    {
        fault = "";
        var kinds = parts.DoorsOf(options);
        foreach (var entry in options.Doors)
        {
            var endPoint = new IPEndPoint(options.BindAddress, entry.Port);
            var opening = new DoorOpening(server.Context, endPoint, options.Connection, logs, handles, accounts);
            DoorKind kind = kinds.Single(kind => kind.Name == entry.Name);
            var code = kind.Open(opening, out var door, out fault);
            if (door is null)
                return code;
            server.OpenDoor(door, room => LeadsTo(entry, kind, room));
        }

        return ExitCode.Ok;
    }

    private static bool LeadsTo(DoorEntry entry, DoorKind kind, Room room) => entry.Room switch
    {
        // Clients of these doors have no way to say a password.
        _ when room.Options.IsLocked => false,
        null => room.Options.Mode == kind.Modes[0],
        "" => kind.Modes.Contains(room.Options.Mode),
        _ => room.Name == entry.Room && kind.Modes.Contains(room.Options.Mode),
    };

    private static int OpenRooms(RoomOpener rooms, ServerOptions options, out string fault)
    {
        fault = "";
        foreach (var entry in options.AllRooms)
        {
            var code = rooms.TryOpen(entry, options.MapOf(entry), options.BotsOf(entry), out _, out fault);
            if (code != ExitCode.Ok)
            {
                fault = $"{OptionTable.Spell("Map")}: {fault}";
                return code;
            }
        }

        return ExitCode.Ok;
    }

    /// <summary>
    /// Not to be inlined: nothing of ASP.NET is loaded where this does not run. A port that nobody asked for and that is taken is worth a word,
    /// and the server runs without it.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int OpenWeb(
        GameServer server, ServerOptions options, AccountSource accounts, ILoggerFactory logs, HandleBudget handles, out WebServer? web, out string fault)
    {
        var log = logs.CreateLogger("Ecs.Server.Web");
        var opening = new WebOpening(
            options.Web, options.Connection, options.Name, PageFiles.Folder, new WebAccounts(accounts), handles, server.Metrics, log);
        var code = WebServer.TryOpen(opening, out web, out fault);
        if (code == ExitCode.Ok || options.Web.IsGiven || code != ExitCode.PortInUse)
            return code;
        LogNoPage(log, fault);
        fault = "";
        return ExitCode.Ok;
    }

    /// <summary>Not to be inlined: nothing of ASP.NET or OpenTelemetry is loaded where this does not run.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int OpenAdmin(
        ServerOptions options, AdminWorld world, ServerMetrics metrics, HandleBudget handles, ILoggerFactory logs, out AdminServer? admin, out string fault)
    {
        var log = logs.CreateLogger("Ecs.Server.Admin");
        var hasToken = options.Admin.Token.Length != 0;
        var folder = Path.Combine(AppContext.BaseDirectory, "AdminPage");
        var code = AdminServer.TryOpen(new AdminOpening(options.Admin, world.Health, hasToken ? world : null, folder, handles, metrics, log), out admin, out fault);
        if (admin is not null && hasToken && !IPAddress.IsLoopback(options.Admin.Address!.Address))
            LogInClear(log, options.Admin.Address.Address);
        return code;
    }

    private static int OpenNative(
        GameServer server, ServerOptions options, WebCarrier? web, AccountPolicy policy, AccountSource accounts, ILoggerFactory logs, out string fault)
    {
        fault = "";
        var udp = new UdpOptions
        {
            Address = options.BindAddress,
            Port = options.Port,
            TimeoutMilliseconds = options.Connection.TimeoutMilliseconds,
            TickRate = options.TickRate,
        };
        if (UdpCarrier.TryOpen(udp, server.Metrics, out var carrier, out var reason))
        {
            var sessions = new NativeOptions
            {
                ServerName = options.Name,
                OperatorToken = options.OperatorToken,
                SpectatorToken = options.SpectatorToken,
                ConnectionLimit = options.Connection.Limit,
                AuthenticationSeconds = options.Connection.AuthenticationSeconds,
                TickRate = options.TickRate,
                Accounts = policy,
            };
            ICarrier[] carriers = web is null ? [carrier] : [carrier, web];
            var client = policy == AccountPolicy.Off ? null : accounts.OpenClient();
            server.OpenDoor(new NativeDoor(carriers, sessions, server.Context, logs.CreateLogger("Ecs.Server.Sessions"), client));
            return ExitCode.Ok;
        }

        web?.Dispose();
        fault = reason.Explain("Port");
        return reason.ExitCode;
    }

    [LoggerMessage(161, LogLevel.Warning, "No page for browsers: {Fault}; --web ADDRESS:PORT chooses another place, --web off none")]
    private static partial void LogNoPage(ILogger log, string fault);

    [LoggerMessage(162, LogLevel.Warning, "The operator's token crosses the network in clear to {Address}: a proxy with TLS in front of it is what it is meant for")]
    private static partial void LogInClear(ILogger log, IPAddress address);

    [LoggerMessage(146, LogLevel.Warning, "No accounts: {Fault}; --store FILE chooses another place, --accounts off none")]
    private static partial void LogNoAccounts(ILogger log, string fault);
}
