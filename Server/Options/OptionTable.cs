using System.Globalization;
using Ecs.Server.Base;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Options;

/// <summary>All settings. The command line, its help, files, the environment and the faults are all made from this table.</summary>
public static class OptionTable
{
    public static IReadOnlyList<OptionEntry> All { get; } =
    [
        new("Bind", "--bind", "ADDRESS", "IP address to listen on; 0.0.0.0 for all. [127.0.0.1]",
            static (options, _, text, _, _) => options with { Bind = text }),
        new("Port", "--port", "N", "UDP port, 0 to 65535; 0 takes any free one. [9050]",
            static (options, _, text, key, faults) => options with { Port = Whole(text, key, faults, options.Port) }),
        new("Web:Address", "--web", "ADDRESS|off", "Where browsers find the page and its socket, such as 0.0.0.0:9080; off for neither. "
            + "[127.0.0.1:9080, when it is free]",
            static (options, _, text, key, faults) => options with { Web = WebOptions.ReadAddress(options.Web, text, key, faults) }),
        new("Web:Certificate", "--web-certificate", "FILE.pem[,KEY.pem]", "Certificate of the page, which then comes over TLS only; the key is in the same file "
            + "or in the second one. [none]",
            static (options, _, text, _, _) => options with { Web = options.Web with { Certificate = text } }),
        new("Web:Servers", "--web-servers", "FILE|NAME=URL,...", "Other servers in the page's menu: a list, or a file with one in each line. [none]",
            static (options, _, text, _, _) => options with { Web = options.Web with { Servers = text } }),
        new("Web:Origins", "--web-origins", "ORIGIN,...", "Pages of other servers that may open the socket, such as https://example.org. [none]",
            static (options, _, text, key, faults) => options with { Web = options.Web with { Origins = WebOptions.ReadOrigins(text, key, faults) } }),
        new("Admin:Address", "--admin", "ADDRESS[:PORT]|off", "The operator's own listener, without a value at 127.0.0.1:9081: health and metrics, and with a token the API and its page. "
            + "[none]",
            static (options, _, text, key, faults) => options with { Admin = AdminOptions.ReadAddress(options.Admin, text, key, faults) })
        {
            MayStandAlone = true,
        },
        new("Admin:Token", "--admin-token", "TOKEN", "Who shows it may do anything over the operator's listener; prefer ECS_Admin__Token, since other users of the "
            + "machine can read a command line. [none: health and metrics only, on loopback addresses only]",
            static (options, _, text, _, _) => options with { Admin = options.Admin with { Token = text } }),
        new("Name", "--name", "TEXT", "The server's name as players see it. [Ecs]",
            static (options, _, text, _, _) => options with { Name = text }),
        new("Mode", "--mode", "MODE", "Mode of the default room, which is called like it. [the first game of the program]",
            static (options, _, text, _, _) => options with { Mode = text }),
        new("Rooms", "--room", "NAME=MODE[,max=N][,map=MAP][,password=TEXT]", "One more room, with its own limit of players, its map, and what who "
            + "wants in has to say; may be repeated.",
            static (options, room, text, key, faults) => options with { Rooms = [.. options.Rooms, RoomDefinition.Read(room, text, key, faults)] })
        {
            HoldsPassword = true,
            IsPerRoom = true,
            NeedsRoom = true,
        },
        new("Doors", "--doors", "DOOR[=ROOM][:PORT],...", "Doors for the clients of the original games: all, or a list such as "
            + "arena,waves:5055,arena=duel:9914; one without a room's name opens a room of its mode where there is none, one with an empty "
            + "name waits until there is one. [none]",
            static (options, _, text, key, faults) => options with { Doors = DoorEntry.Read(text, options.Known, key, faults) }),
        new("Map", "--map", "[ROOM=]MAP", "Name of a map beside the program or a .tmj file, of the default room or of ROOM; "
            + "may be repeated. [the mode's own]",
            static (options, room, text, _, _) => options with { Maps = With(options.Maps, room, text) }) { IsPerRoom = true },
        new("Bots", "--bots", "[ROOM=]N", "Bots in the default room or in ROOM, 0 to the players of a room; may be repeated. [0]",
            static (options, room, text, key, faults) => options with { Bots = With(options.Bots, room, Whole(text, key, faults, 0)) })
        {
            IsPerRoom = true,
        },
        new("TickRate", "--tick-rate", "N", "Ticks per second, 20 to 240. [60]",
            static (options, _, text, key, faults) => options with { TickRate = Whole(text, key, faults, options.TickRate) }),
        new("SpinMicroseconds", "--spin", "MICROSECONDS", "Of the wait for each tick at most spun, so that it begins on time, 0 to 1000; 0 on a machine "
            + "that is shared. [200]",
            static (options, _, text, key, faults) => options with { SpinMicroseconds = Whole(text, key, faults, options.SpinMicroseconds) }),
        new("SnapshotRate", "--snapshot-rate", "N", "Snapshots per second to each client; must divide the tick rate. [30]",
            static (options, _, text, key, faults) => options with { SnapshotRate = Whole(text, key, faults, options.SnapshotRate) }),
        new("SnapshotBudget", "--snapshot-budget", "BYTES", "Sent at most to each native client in any second, with the heads of IP and UDP, "
            + "1000 to 10000000; what does not fit waits. [65536]",
            static (options, _, text, key, faults) => options with { SnapshotBudget = Whole(text, key, faults, options.SnapshotBudget) }),
        new("Seed", "--seed", "N", "Start of every random draw, 0 to 18446744073709551615. [1]", SetSeed),
        new("MaxPlayers", "--max-players", "N", "Players in a room, bots included, 1 to 4096. [128]",
            static (options, _, text, key, faults) => options with { MaxPlayers = Whole(text, key, faults, options.MaxPlayers) }),
        new("Threads", "--threads", "N", "Threads that step rooms, 0 to 64; what happens does not depend on it. 0 is the machine's cores but one. [0]",
            static (options, _, text, key, faults) => options with { Threads = Whole(text, key, faults, options.Threads) }),
        new("MaxSpectators", "--max-spectators", "N", "Spectators in a room, 0 to 1024. [64]",
            static (options, _, text, key, faults) => options with { MaxSpectators = Whole(text, key, faults, options.MaxSpectators) }),
        new("FriendlyFire", "--friendly-fire", "", "Shots hurt team mates too. [false]", SetFriendlyFire),
        new("LagCompensation", "--lag-compensation", "MODE,...", "Modes whose rooms judge shots and strokes where the shooter saw the others, at most "
            + "250 ms ago, beside those whose own rules do. [none]",
            static (options, _, text, _, _) => options with
            {
                LagCompensation = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            }),
        new("WishSpeed", "--wish-speed", "N", "How fast players of the plaza may say that they move, in world units per second, "
            + "0 to 32000; 0 for any. [0]",
            static (options, _, text, key, faults) => options with { WishSpeed = Whole(text, key, faults, 0) }),
        new("SurvivalCodes", "--survival-codes", "COLUMN", "Which generation of clients the survival door speaks to: 2023 or present. [2023]",
            static (options, _, text, _, _) => options with { SurvivalCodes = text }),
        new("SurvivalAddressLimit", "--survival-address-limit", "N",
            "Connections of one address at once at the survival door, 1 to 4096; the narrower of this and --max-connections-per-address counts. [4]",
            static (options, _, text, key, faults) => options with { SurvivalAddressLimit = Whole(text, key, faults, options.SurvivalAddressLimit) }),
        new("WavesAddressLimit", "--waves-address-limit", "N",
            "Connections of one address at once at the waves door, 1 to 4096; the narrower of this and --max-connections-per-address counts. [6]",
            static (options, _, text, key, faults) => options with { WavesAddressLimit = Whole(text, key, faults, options.WavesAddressLimit) }),
        new("DurationSeconds", "--duration", "SECONDS", "Stop after so long, 0 to 31536000; 0 runs until told to stop. [0]",
            static (options, _, text, key, faults) => options with { DurationSeconds = Whole(text, key, faults, 0) }),
        new("Report", "--report", "FILE", "Write the server's own figures there, a JSON line each second and at the stop. [none]",
            static (options, _, text, _, _) => options with { Report = text }),
        new("Record", "--record", "FILE", "Record every tick there, for the replay commands; with several rooms one FILE.ROOM each. [none]",
            static (options, _, text, _, _) => options with { Record = text }),
        new("RecordMegabytes", "--record-megabytes", "N", "Beyond so many MiB a recording becomes FILE.1, or the next free number, and goes on in a new file, which is "
            + "whole by itself; 0 to 1048576, 0 for never. [0]",
            static (options, _, text, key, faults) => options with { RecordMegabytes = Whole(text, key, faults, 0) }),
        new("RecordDetail", "--record-detail", "", "Record what every stage of every tick changes, too: slow, "
            + "and exact to the field. [false]",
            SetRecordDetail),
        new("Store", "--store", "FILE|memory|redis", "Where accounts and characters are kept; redis is the one of --redis, and ./redis a file of that name. Nothing is opened unless a mode or door needs them. "
            + "[ecs.db]",
            static (options, _, text, _, _) => options with { Store = text }),
        new("Redis:Address", "--redis", "HOST:PORT", "A Redis that settings are read from (config:server:*) and sessions are published to. [none]",
            static (options, _, text, key, faults) => options with { Redis = RedisOptions.ReadAddress(options.Redis, text, key, faults) }),
        new("Redis:Password", "", "TEXT", "What that Redis wants to hear first. [none]",
            static (options, _, text, _, _) => options with { Redis = options.Redis with { Password = text } }),
        new("Accounts", "--accounts", "required|optional|off", "Whether players have accounts: all of them, who wants one, or nobody but those of the argentum "
            + "door. [optional where the page or the argentum door is open, else off]", SetAccounts),
        new("OperatorToken", "--operator-token", "TOKEN", "Who connects with it is an operator; 8 to 128 visible ASCII characters, as all tokens. Other users of the machine can read a "
            + "command line: prefer ECS_OperatorToken. [none]",
            static (options, _, text, _, _) => options with { OperatorToken = text }),
        new("SpectatorToken", "--spectator-token", "TOKEN", "Who connects with it may watch from another machine; "
            + "on the same machine anybody may. [none]",
            static (options, _, text, _, _) => options with { SpectatorToken = text }),
        new("PlazaToken", "--plaza-token", "TOKEN", "Who comes through the plaza's door has to show it. [none]",
            static (options, _, text, _, _) => options with { PlazaToken = text }),
        new("Connection:Limit", "--max-connections", "N", "Connections at once, 1 to 4096. [256]",
            static (options, _, text, key, faults) => options with
            {
                Connection = options.Connection with { Limit = Whole(text, key, faults, options.Connection.Limit) },
            }),
        new("Connection:AddressLimit", "--max-connections-per-address", "N",
            "Connections of one address at once at each WebSocket or TCP door, 1 to 4096; IPv6 counts by /64. [64]",
            static (options, _, text, key, faults) => options with
            {
                Connection = options.Connection with { AddressLimit = Whole(text, key, faults, options.Connection.AddressLimit) },
            }),
        new("Connection:TrustedProxies", "--trusted-proxies", "CIDR,...",
            "Reverse proxies, whose word about their clients' addresses is taken: X-Forwarded-For, Forwarded, and the PROXY protocol, which "
            + "the doors over plain TCP require of them. [none]",
            static (options, _, text, key, faults) => options with
            {
                Connection = options.Connection with { TrustedProxies = NetOptions.ReadProxies(text, key, faults) },
            }),
        new("Connection:AuthenticationSeconds", "--authentication-timeout", "SECONDS",
            "Time for a new connection to give its name, 1 to 60. [10]",
            static (options, _, text, key, faults) => options with
            {
                Connection = options.Connection with
                {
                    AuthenticationSeconds = Whole(text, key, faults, options.Connection.AuthenticationSeconds),
                },
            }),
        new("Connection:TimeoutMilliseconds", "--connection-timeout", "MS",
            "Silence that counts as a lost connection, 1000 to 60000. [8000]",
            static (options, _, text, key, faults) => options with
            {
                Connection = options.Connection with
                {
                    TimeoutMilliseconds = Whole(text, key, faults, options.Connection.TimeoutMilliseconds),
                },
            }),
        new("Rcon:Port", "--rcon", "PORT|off", "TCP port of the remote console that other servers' tools speak to (Source RCON), 0 for any free one; it needs a password. [off]",
            static (options, _, text, key, faults) => options with { Rcon = options.Rcon with { Port = RconOptions.ReadPort(text, key, faults) } }),
        new("Rcon:Bind", "--rcon-bind", "ADDRESS", "Where the remote console listens. Nothing on that wire is encrypted: beyond this machine it wants a tunnel. [127.0.0.1]",
            static (options, _, text, _, _) => options with { Rcon = options.Rcon with { Bind = text } }),
        new("Rcon:Password", "--rcon-password", "TEXT", "Who says it has an operator's right; 8 to 128 visible ASCII characters. Other users of the machine can read a "
            + "command line: prefer ECS_Rcon__Password. [none]",
            static (options, _, text, _, _) => options with { Rcon = options.Rcon with { Password = text } }),
        new("Query:Port", "--query", "PORT|off", "UDP port where server browsers and monitors ask (A2S), 0 for any free one. [off]",
            static (options, _, text, key, faults) => options with { Query = options.Query with { Port = RconOptions.ReadPort(text, key, faults) } }),
        new("Query:Bind", "--query-bind", "ADDRESS", "Where it is asked. [127.0.0.1]",
            static (options, _, text, _, _) => options with { Query = options.Query with { Bind = text } }),
        new("Log:Level", "--log-level", "LEVEL", "trace, debug, information, warning, error, critical or none. [information]", SetLogLevel),
        new("Log:Format", "--log-format", "FORMAT", "Log lines as text or json. [text]", SetLogFormat),
        new("Log:File", "--log-file", "FILE", "Log there and not on standard error. [none]",
            static (options, _, text, _, _) => options with { Log = options.Log with { File = text } }),
        new("Log:FileMegabytes", "--log-file-megabytes", "N", "Beyond so many MiB the log becomes FILE.1, FILE.1 becomes FILE.2, and a new one begins, 1 to 1048576. [64]",
            static (options, _, text, key, faults) => options with { Log = options.Log with { FileMegabytes = Whole(text, key, faults, options.Log.FileMegabytes) } }),
        new("Log:Files", "--log-files", "N", "Such older files that are kept, 0 to 1000. [5]",
            static (options, _, text, key, faults) => options with { Log = options.Log with { Files = Whole(text, key, faults, options.Log.Files) } }),
    ];

    /// <summary>Finds the entry of a key in any case; for a per-room key the room is what follows the entry's own key.</summary>
    public static OptionEntry? Find(string key, out string room)
    {
        room = "";
        foreach (var entry in All)
        {
            if (key.Equals(entry.Key, StringComparison.OrdinalIgnoreCase))
                return entry;
            if (!entry.IsPerRoom || !key.StartsWith(entry.Key + ":", StringComparison.OrdinalIgnoreCase))
                continue;
            room = key[(entry.Key.Length + 1)..];
            return entry;
        }

        return null;
    }

    /// <summary>A key as faults name it: with the flag, since nobody should have to guess which of the two is meant.</summary>
    public static string Spell(string key) => Find(key, out _) is { Flag.Length: > 0 } entry ? $"{key} ({entry.Flag})" : key;

    private static int Whole(string text, string key, OptionFaults faults, int otherwise)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return value;
        faults.Add(key, $"{Quote(text)} is no whole number within its range");
        return otherwise;
    }

    private static ServerOptions SetSeed(ServerOptions options, string room, string text, string key, OptionFaults faults)
    {
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            return options with { Seed = seed };
        faults.Add(key, $"{Quote(text)} is no whole number from 0 to {ulong.MaxValue}");
        return options;
    }

    private static ServerOptions SetAccounts(ServerOptions options, string room, string text, string key, OptionFaults faults)
    {
        foreach (var policy in Enum.GetValues<AccountPolicy>())
        {
            if (text.Equals(policy.ToString(), StringComparison.OrdinalIgnoreCase))
                return options with { Accounts = policy };
        }

        faults.Add(key, $"{Quote(text)} is neither required nor optional nor off");
        return options;
    }

    private static ServerOptions SetRecordDetail(ServerOptions options, string room, string text, string key, OptionFaults faults)
    {
        if (bool.TryParse(text, out var detail))
            return options with { RecordDetail = detail };
        faults.Add(key, $"{Quote(text)} is neither true nor false");
        return options;
    }

    private static ServerOptions SetFriendlyFire(ServerOptions options, string room, string text, string key, OptionFaults faults)
    {
        if (bool.TryParse(text, out var friendlyFire))
            return options with { FriendlyFire = friendlyFire };
        faults.Add(key, $"{Quote(text)} is neither true nor false");
        return options;
    }

    private static ServerOptions SetLogLevel(ServerOptions options, string room, string text, string key, OptionFaults faults)
    {
        foreach (var level in Enum.GetValues<LogLevel>())
        {
            if (text.Equals(level.ToString(), StringComparison.OrdinalIgnoreCase))
                return options with { Log = options.Log with { Level = level } };
        }

        faults.Add(key, $"{Quote(text)} is no log level");
        return options;
    }

    private static ServerOptions SetLogFormat(ServerOptions options, string room, string text, string key, OptionFaults faults)
    {
        foreach (var format in Enum.GetValues<LogFormat>())
        {
            if (text.Equals(format.ToString(), StringComparison.OrdinalIgnoreCase))
                return options with { Log = options.Log with { Format = format } };
        }

        faults.Add(key, $"{Quote(text)} is neither text nor json");
        return options;
    }

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> former, string room, T value) =>
        new(former, StringComparer.Ordinal) { [room] = value };

    internal static string Quote(string text) => OptionText.Quote(text);
}
