using System.Net;
using Ecs.Server.Base;
using Ecs.Server.Doors;
using Ecs.Server.Doors.Native;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Files;
using Ecs.Server.Net.Streams;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Server.Text;
using Ecs.Simulation.Maps;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Host;

/// <summary>Opens the rooms and doors that the options ask for. The first that cannot be opened ends the start.</summary>
internal static partial class ServerOpening
{
    /// <summary>Characters of a line about a map: room for the layers that it names.</summary>
    private const int RemarkLimit = 900;

    /// <summary>An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault.</summary>
    public static int Open(
        GameServer server, ServerParts parts, ServerOptions options, AccountSource accounts, ILoggerFactory logs, HandleBudget handles, out string fault)
    {
        int code = OpenRooms(server, options, logs, out fault);
        if (code == ExitCode.Ok)
            code = OpenNative(server, options, logs, out fault);
        return code == ExitCode.Ok ? OpenDoors(server, parts, options, accounts, logs, handles, out fault) : code;
    }

    private static int OpenDoors(
        GameServer server, ServerParts parts, ServerOptions options, AccountSource accounts, ILoggerFactory logs, HandleBudget handles, out string fault)
    {
        fault = "";
        IReadOnlyList<DoorKind> kinds = parts.DoorsOf(options);
        foreach (DoorEntry entry in options.Doors)
        {
            var endPoint = new IPEndPoint(options.BindAddress, entry.Port);
            Room room = server.Rooms.All.First(room => room.Options.Mode == entry.Name);
            var opening = new DoorOpening(server.Context, room, endPoint, options.Connection, logs, handles, accounts);
            int code = kinds.Single(kind => kind.Name == entry.Name).Open(opening, out IDoor? door, out fault);
            if (door is null)
                return code;
            server.OpenDoor(door);
        }

        return ExitCode.Ok;
    }

    private static int OpenRooms(GameServer server, ServerOptions options, ILoggerFactory logs, out string fault)
    {
        fault = "";
        ILogger log = logs.CreateLogger("Ecs.Server.Maps");
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (RoomEntry room in options.AllRooms)
        {
            string chosen = options.MapOf(room);
            string wanted = chosen.Length == 0 ? server.Games[room.Mode].DefaultMap : chosen;
            int code = MapFiles.Load(wanted, out Map? map, out fault);
            if (map is null)
            {
                fault = $"{OptionTable.Spell("Map")}: {fault}";
                return code;
            }

            Room opened = server.OpenRoom(
                new RoomOptions
                {
                    Name = room.Name,
                    Mode = room.Mode,
                    TickRate = options.TickRate,
                    SnapshotDivisor = options.TickRate / options.SnapshotRate,
                    Seed = options.Seed,
                    FriendlyFire = options.FriendlyFire,
                    WishSpeed = options.WishSpeed,
                    PlayerLimit = options.MaxPlayers,
                    SpectatorLimit = options.MaxSpectators,
                    Bots = options.BotsOf(room),
                },
                map);
            foreach (string remark in opened.World.ExplainMap())
            {
                // Rooms that share a map and a game would say the same.
                if (said.Add($"{map.Name}: {remark}"))
                    LogRemark(log, map.Name, DisplayText.Clean(remark, RemarkLimit));
            }
        }

        return ExitCode.Ok;
    }

    [LoggerMessage(135, LogLevel.Warning, "Map {Map}: {Remark}")]
    private static partial void LogRemark(ILogger log, string map, string remark);

    private static int OpenNative(GameServer server, ServerOptions options, ILoggerFactory logs, out string fault)
    {
        fault = "";
        var udp = new UdpOptions
        {
            Address = options.BindAddress,
            Port = options.Port,
            TimeoutMilliseconds = options.Connection.TimeoutMilliseconds,
            TickRate = options.TickRate,
        };
        if (UdpCarrier.TryOpen(udp, server.Metrics, out UdpCarrier? carrier, out ListenFault? reason))
        {
            var sessions = new NativeOptions
            {
                ServerName = options.Name,
                OperatorToken = options.OperatorToken,
                SpectatorToken = options.SpectatorToken,
                ConnectionLimit = options.Connection.Limit,
                AuthenticationSeconds = options.Connection.AuthenticationSeconds,
                TickRate = options.TickRate,
            };
            server.OpenDoor(new NativeDoor([carrier], sessions, server.Context, logs.CreateLogger("Ecs.Server.Sessions")));
            return ExitCode.Ok;
        }

        fault = reason.Explain("Port");
        return reason.ExitCode;
    }
}
