using System.Net;
using System.Net.Sockets;
using Ecs.Protocol;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Base;
using Ecs.Server.Guards;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Values;

namespace Ecs.Server.Options;

/// <summary>Everything that an operator may choose before the start. The defaults are those of a server on one's own machine.</summary>
public sealed record ServerOptions
{
    public const int PlayersMax = PlayerSlot.Limit;

    /// <summary>Threads that step rooms.</summary>
    public const int ThreadsMax = 64;
    public const int SpectatorsMax = 1024;

    /// <summary>Where accounts are kept unless somebody chooses.</summary>
    public const string DefaultStore = "ecs.db";

    /// <summary>Instead of a file: accounts are kept in the Redis of <see cref="Redis"/>.</summary>
    public const string RedisStore = "redis";

    public const int SpinMicrosecondsMax = 1000;

    /// <summary>Worlds in one process; the threads of one tick step all of them.</summary>
    public const int RoomsMax = RoomTable.Limit;
    public const int TokenMin = 8;

    /// <summary>The column of the survival door's packet codes that it speaks unless somebody chooses.</summary>
    public const string DefaultCodes = "2023";

    /// <summary>The other column.</summary>
    public const string PresentCodes = "present";

    /// <summary>Connections of one address at the survival door unless somebody chooses.</summary>
    public const int DefaultSurvivalAddressLimit = 4;

    /// <summary>Likewise at the waves door.</summary>
    public const int DefaultWavesAddressLimit = 6;

    /// <summary>Seconds in a year.</summary>
    public const int DurationSecondsMax = 31_536_000;

    /// <summary>What these options may name, as the program knows it.</summary>
    public KnownNames Known { get; init; } = KnownNames.None;

    /// <summary>The server's name as clients see it.</summary>
    public string Name { get; init; } = "Ecs";

    /// <summary>The address to listen on. Loopback unless somebody chooses to be reachable.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary><see cref="Bind"/> as an address; version 4 written as version 6 is version 4.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public IPAddress BindAddress => AddressKey.Plain(IPAddress.Parse(Bind));

    /// <summary>The UDP port; 0 = any free one, which the ready line names.</summary>
    public int Port { get; init; } = 9050;

    /// <summary>The page and the socket for browsers.</summary>
    public WebOptions Web { get; init; } = new();

    /// <summary>The operator's own listener.</summary>
    public AdminOptions Admin { get; init; } = new();

    /// <summary>The mode of the default room, which is called like its mode; the first game of the program unless somebody chooses.</summary>
    public string Mode
    {
        get => field ?? (Known.Modes.Count == 0 ? "arena" : Known.Modes[0]);
        init => field = value;
    }

    /// <summary>Rooms beside the default one.</summary>
    public IReadOnlyList<RoomDefinition> Rooms { get; init; } = [];

    /// <summary>Doors beside the native one.</summary>
    public IReadOnlyList<DoorEntry> Doors { get; init; } = [];

    /// <summary>By room, "" for the default room: a map's name or a .tmj file. A room that is not here takes its mode's map.</summary>
    public IReadOnlyDictionary<string, string> Maps { get; init; } = new Dictionary<string, string>();

    /// <summary>By room, "" for the default room: players that the server itself moves.</summary>
    public IReadOnlyDictionary<string, int> Bots { get; init; } = new Dictionary<string, int>();

    /// <summary>Ticks per second of the server and its worlds, 20 to 240.</summary>
    public int TickRate { get; init; } = 60;

    /// <summary>Microseconds of each wait for a tick that may be spun, 0 to <see cref="SpinMicrosecondsMax"/>; 0 leaves the core to others.</summary>
    public int SpinMicroseconds { get; init; } = 200;

    /// <summary>Snapshots per second; a divisor of the tick rate.</summary>
    public int SnapshotRate { get; init; } = 30;

    /// <summary>Bytes that each native client is sent at most in any second, with the heads of IP and UDP.</summary>
    public int SnapshotBudget { get; init; } = 65_536;

    /// <summary>The start of every random draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Players in a room, bots included, 1 to <see cref="PlayersMax"/>.</summary>
    public int MaxPlayers { get; init; } = 128;

    /// <summary>Threads that step rooms, the tick's own included; 0 for the cores of the machine but one.</summary>
    public int Threads { get; init; }

    /// <summary>Those who only watch a room, 0 to <see cref="SpectatorsMax"/>.</summary>
    public int MaxSpectators { get; init; } = 64;

    public bool FriendlyFire { get; init; }

    /// <summary>Modes whose rooms judge shots where their shooters saw others, beside those whose own rules do.</summary>
    public IReadOnlyList<string> LagCompensation { get; init; } = [];

    /// <summary>How fast players may say that they move where they may say so, world units per second; 0 = any.</summary>
    public int WishSpeed { get; init; }

    /// <summary>A column of the survival door's table of packet codes.</summary>
    public string SurvivalCodes { get; init; } = DefaultCodes;

    /// <summary>Connections of one address at once at the survival door, 1 to <see cref="ConnectionOptions.LimitMax"/>.</summary>
    public int SurvivalAddressLimit { get; init; } = DefaultSurvivalAddressLimit;

    /// <summary>Likewise at the waves door.</summary>
    public int WavesAddressLimit { get; init; } = DefaultWavesAddressLimit;

    /// <summary>Stop after so long; 0 = run until told to stop.</summary>
    public int DurationSeconds { get; init; }

    /// <summary>The file for the server's own figures; empty = none. Described in docs/report.md.</summary>
    public string Report { get; init; } = "";

    /// <summary>The file that every tick is recorded in; empty = none. Described in docs/recording.md.</summary>
    public string Record { get; init; } = "";

    /// <summary>MiB from which on a recording goes on in another file, 0 to <see cref="LogOptions.FileMegabytesMax"/>; 0 = never.</summary>
    public int RecordMegabytes { get; init; }

    /// <summary>Whether a recording also says what every stage of every tick changed.</summary>
    public bool RecordDetail { get; init; }

    /// <summary>The file that accounts and characters are kept in, "memory" or "redis". Described in docs/storage.md.</summary>
    public string Store { get; init; } = DefaultStore;

    /// <summary>A Redis beside the server.</summary>
    public RedisOptions Redis { get; init; } = new();

    /// <summary>Who has an account; null for optional where the page or the argentum door is open, else off.</summary>
    public AccountPolicy? Accounts { get; init; }

    /// <summary>Whether the server is not to run without its store: somebody chose accounts or the store's place, or a door needs it.</summary>
    public bool WantsStore => Accounts is not null || Store != DefaultStore || Doors.Any(static door => door.Name == "argentum");

    /// <summary>What <see cref="Accounts"/> comes to.</summary>
    /// <param name="hasPage">Whether browsers find the page.</param>
    public AccountPolicy AccountPolicyWith(bool hasPage) =>
        Accounts ?? (hasPage || Doors.Any(static door => door.Name == "argentum") ? AccountPolicy.Optional : AccountPolicy.Off);

    /// <summary>Who shows it is an operator; empty = nobody can. Never printed.</summary>
    public string OperatorToken { get; init; } = "";

    /// <summary>Who shows it may watch from another machine; empty = nobody can. Never printed.</summary>
    public string SpectatorToken { get; init; } = "";

    /// <summary>Who comes through the plaza's door has to show it; empty = nobody has to. Never printed.</summary>
    public string PlazaToken { get; init; } = "";

    public ConnectionOptions Connection { get; init; } = new();

    public LogOptions Log { get; init; } = new();

    /// <summary>The remote console.</summary>
    public RconOptions Rcon { get; init; } = new();

    /// <summary>Answers to server browsers.</summary>
    public QueryOptions Query { get; init; } = new();

    /// <summary>All rooms: the default one first, then those that were asked for, then one for each door whose mode has none.</summary>
    public IReadOnlyList<RoomDefinition> AllRooms
    {
        get
        {
            var rooms = new List<RoomDefinition> { new(Mode, Mode) };
            rooms.AddRange(Rooms);
            foreach (var door in Doors)
            {
                if (door.Room is null && Known.Door(door.Name) is { } kind && !rooms.Exists(room => room.Mode == kind.Modes[0]))
                    rooms.Add(new RoomDefinition(kind.Modes[0], kind.Modes[0]));
            }

            return rooms;
        }
    }

    /// <summary>The chosen map of a room, empty for its mode's own.</summary>
    public string MapOf(RoomDefinition room) => Maps.GetValueOrDefault(room.Name) ?? (IsDefault(room) ? Maps.GetValueOrDefault("") : null) ?? room.Map;

    /// <summary>Players in a room at once, bots included.</summary>
    public int PlayersOf(RoomDefinition room) => room.Players ?? MaxPlayers;

    /// <summary>The room that a door leads to from the start, or null for none.</summary>
    public RoomDefinition? RoomOf(DoorEntry door) => door.Room is { } name
        ? AllRooms.FirstOrDefault(room => room.Name == name)
        : AllRooms.FirstOrDefault(room => room.Mode == Known.Door(door.Name)?.Modes[0]);

    public int BotsOf(RoomDefinition room) =>
        Bots.TryGetValue(room.Name, out var bots) || (IsDefault(room) && Bots.TryGetValue("", out bots)) ? bots : 0;

    /// <summary>Every fault, a line each that names the key; empty when the server may start with these options.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new OptionFaults();
        CheckPlace(faults);
        CheckRooms(faults);
        CheckRates(faults);
        CheckTokens(faults);
        Admin.Check(faults);
        Connection.Check(faults);
        Rcon.Check(faults);
        Query.Check(faults);
        Log.Check(faults);
        if (string.IsNullOrWhiteSpace(Store) || Store.Contains('\0', StringComparison.Ordinal))
            faults.Add("Store", "needs the name of a file, or memory or redis");
        if (Store == RedisStore && !Redis.IsGiven)
            faults.Add("Store", "redis needs the address of one (--redis HOST:PORT); a file of that name is ./redis");
        Redis.Check(faults);
        foreach (var door in Doors)
        {
            if (Accounts == AccountPolicy.Required && Known.Door(door.Name) is { HasAccounts: false })
                faults.Add("Accounts", $"required, and clients of the door {door.Name} cannot log in");
        }

        if (RecordDetail && Record.Length == 0)
            faults.Add("RecordDetail", "needs a recording (--record)");
        faults.CheckRange("RecordMegabytes", RecordMegabytes, 0, LogOptions.FileMegabytesMax);
        faults.CheckRange("WishSpeed", WishSpeed, 0, Rates.SpeedLimit);
        if (SurvivalCodes is not (DefaultCodes or PresentCodes))
            faults.Add("SurvivalCodes", $"must be {DefaultCodes} or {PresentCodes}");
        faults.CheckRange("SurvivalAddressLimit", SurvivalAddressLimit, 1, ConnectionOptions.LimitMax);
        faults.CheckRange("WavesAddressLimit", WavesAddressLimit, 1, ConnectionOptions.LimitMax);
        faults.CheckRange("DurationSeconds", DurationSeconds, 0, DurationSecondsMax);
        return faults.Lines;
    }

    /// <summary>Without the tokens: a record prints itself, and this one may end up in a log.</summary>
    public override string ToString() => $"{nameof(ServerOptions)} {{ {Bind}:{Port}, mode {Mode}, {TickRate}/s, seed {Seed} }}";

    private bool IsDefault(RoomDefinition room) => room.Name == Mode;

    private void CheckPlace(OptionFaults faults)
    {
        CheckBind(faults);
        faults.CheckRange("Port", Port, IPEndPoint.MinPort, IPEndPoint.MaxPort);
        if (DisplayText.Clean(Name, Limits.ServerNameCodePoints + 1) != Name || Name.EnumerateRunes().Count() > Limits.ServerNameCodePoints)
            faults.Add("Name", $"must be plain text of at most {Limits.ServerNameCodePoints} characters");
    }

    private void CheckBind(OptionFaults faults)
    {
        // "[::1]:9050" would be read, and its port passed over.
        if (!IPAddress.TryParse(Bind, out var address) || Bind.Contains(']', StringComparison.Ordinal))
            faults.Add("Bind", $"{OptionText.Quote(Bind, 64)} is no IP address");
        else if (address.IsIPv6Multicast || address.Equals(IPAddress.Broadcast) || IsMulticast(BindAddress))
            faults.Add("Bind", $"{address} is the address of many machines, and nobody can listen on it alone");
    }

    private static bool IsMulticast(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork && (address.GetAddressBytes()[0] & 0xF0) == 0xE0;

    private void CheckRooms(OptionFaults faults)
    {
        if (!Known.Modes.Contains(Mode))
            faults.Add("Mode", $"there is no mode {OptionText.Quote(Mode, 32)}; there are {ModeNames()}");
        var rooms = AllRooms.Count;
        if (rooms > RoomsMax)
            faults.Add("Rooms", $"{rooms} rooms are more than {RoomsMax}");
        var names = new HashSet<string>(StringComparer.Ordinal) { Mode };
        foreach (var room in Rooms)
        {
            var key = $"Rooms:{OptionText.Escape(room.Name, RoomDefinition.NameLimit)}";
            if (!RoomDefinition.IsName(room.Name))
                faults.Add(key, $"a room's name has 1 to {RoomDefinition.NameLimit} letters, digits, '-' and '_'");
            else if (!names.Add(room.Name))
                faults.Add(key, room.Name == Mode ? "the default room is called like its mode" : "there are two rooms of that name");
            if (!Known.Modes.Contains(room.Mode))
                faults.Add(key, $"there is no mode {OptionText.Quote(room.Mode, 32)}; there are {ModeNames()}");
        }

        foreach (var room in AllRooms.Skip(Rooms.Count + 1))
        {
            if (!names.Add(room.Name))
                faults.Add("Doors", $"the door {room.Name} needs a room of its mode, and a room of another mode has that name");
        }

        foreach (var door in Doors)
            CheckDoor(faults, door);
        faults.CheckRange("Threads", Threads, 0, ThreadsMax);
        faults.CheckRange("MaxPlayers", MaxPlayers, 1, PlayersMax);
        faults.CheckRange("MaxSpectators", MaxSpectators, 0, SpectatorsMax);
        foreach ((var room, var bots) in Bots)
        {
            var key = CheckRoomKey(faults, "Bots", room, names);
            var players = Rooms.FirstOrDefault(other => other.Name == room)?.Players ?? MaxPlayers;
            faults.CheckRange(key, bots, 0, Math.Clamp(players, 1, PlayersMax));
        }

        foreach (var room in Maps.Keys)
            CheckRoomKey(faults, "Map", room, names);
        foreach (var mode in LagCompensation)
        {
            if (!Known.Modes.Contains(mode))
                faults.Add("LagCompensation", $"there is no mode {OptionText.Quote(mode, 32)}; there are {ModeNames()}");
        }
    }

    private void CheckDoor(OptionFaults faults, DoorEntry door)
    {
        if (door.Room is not { Length: > 0 } name || Known.Door(door.Name) is not { } kind)
            return;
        var shown = OptionText.Quote(name, RoomDefinition.NameLimit);
        if (RoomOf(door) is not { } room)
            faults.Add("Doors", $"the door {door.Name} leads to {shown}, and there is no room of that name");
        else if (room.Password.Length != 0)
            faults.Add("Doors", $"the room {shown} has a password, which no client of the door {door.Name} can say");
        else if (!kind.Modes.Contains(room.Mode))
            faults.Add("Doors", $"the door {door.Name} cannot serve the mode {room.Mode} of the room {shown}; it serves {string.Join(", ", kind.Modes)}");
    }

    private static string CheckRoomKey(OptionFaults faults, string key, string room, HashSet<string> names)
    {
        if (room.Length == 0)
            return key;
        var whole = $"{key}:{OptionText.Escape(room, RoomDefinition.NameLimit)}";
        if (!names.Contains(room))
            faults.Add(whole, "there is no room of that name");
        return whole;
    }

    private void CheckRates(OptionFaults faults)
    {
        faults.CheckRange("TickRate", TickRate, Limits.TickRateMin, Limits.TickRateMax);
        faults.CheckRange("SpinMicroseconds", SpinMicroseconds, 0, SpinMicrosecondsMax);
        if (SnapshotRate < 1 || SnapshotRate > Limits.TickRateMax)
            faults.CheckRange("SnapshotRate", SnapshotRate, 1, Limits.TickRateMax);
        else if (TickRate is >= Limits.TickRateMin and <= Limits.TickRateMax && TickRate % SnapshotRate != 0)
            faults.Add("SnapshotRate", $"{SnapshotRate} does not divide the tick rate of {TickRate}");
        CheckBudget(faults);
    }

    /// <summary>A budget that snapshots without entities would use up is a mistake.</summary>
    private void CheckBudget(OptionFaults faults)
    {
        const int snapshot = Limits.OuterHeadBytes + Limits.DatagramHeadBytes + SnapshotPart.HeadBytes + 16;
        const int rest = 500;
        faults.CheckRange("SnapshotBudget", SnapshotBudget, 1_000, 10_000_000);
        var least = (SnapshotRate * snapshot) + rest;
        if (SnapshotBudget >= 1_000 && SnapshotBudget < least)
        {
            faults.Add(
                "SnapshotBudget",
                $"{SnapshotBudget} bytes a second have no room for {SnapshotRate} snapshots (--snapshot-rate) of {snapshot} bytes ({Limits.OuterHeadBytes} of IP and UDP, {Limits.DatagramHeadBytes + SnapshotPart.HeadBytes} of heads, 16 that say little) and {rest} for all else: {least}");
        }
    }

    private void CheckTokens(OptionFaults faults)
    {
        CheckToken(faults, "OperatorToken", OperatorToken);
        CheckToken(faults, "SpectatorToken", SpectatorToken);
        CheckToken(faults, "PlazaToken", PlazaToken);
        CheckToken(faults, "Rcon:Password", Rcon.Password);
        CheckToken(faults, "Admin:Token", Admin.Token);
        if (Admin.Token.Length != 0 && (Admin.Token == OperatorToken || Admin.Token == SpectatorToken || Admin.Token == PlazaToken))
            faults.Add("Admin:Token", "must not be that of players");
        if (OperatorToken.Length != 0 && OperatorToken == SpectatorToken)
            faults.Add("SpectatorToken", "must not be the operator's");
    }

    private static void CheckToken(OptionFaults faults, string key, string token)
    {
        if (token.Length == 0)
            return;
        if (token.Length is < TokenMin or > Limits.TokenCodePoints || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            faults.Add(key, $"must be {TokenMin} to {Limits.TokenCodePoints} visible ASCII characters without blanks");
    }

    private string ModeNames() => string.Join(", ", Known.Modes);
}
