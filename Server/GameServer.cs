using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Doors;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Pacing;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation;
using Ecs.Simulation.Maps;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Server;

/// <summary>
/// What one server consists of: rooms, doors, the people behind the doors and the tick that drives them. Everything here
/// belongs to the thread that calls <see cref="Tick"/>; others hand their wishes to that thread.
/// </summary>
public sealed class GameServer : IDisposable
{
    /// <summary>Of those made elsewhere: each looks at everybody who is here, and after an outage there may be many.</summary>
    private const int BansPerTick = 8;

    private readonly List<IDoor> _doors = [];
    private readonly List<(IDoor Door, Func<Room, bool> LeadsTo)> _ways = [];
    private readonly ILogger _logger;
    private TimeSpan? _stopsAt;

    /// <param name="metrics">Where drops are counted.</param>
    /// <param name="games">What rooms can play.</param>
    /// <param name="logger">Is told who comes and goes.</param>
    /// <param name="threads">Step the rooms, the tick's own included, 1 or more; what happens does not depend on it.</param>
    /// <param name="wall">Of which bans take the time of day; null for the system's.</param>
    public GameServer(ServerMetrics metrics, GameTable games, ILogger? logger = null, int threads = 1, TimeProvider? wall = null)
    {
        Admission = new Admission(() => Clock.Now, wall ?? TimeProvider.System);
        Names = new NameRegistry(Admission);
        Threads = new TickThreads(threads);
        _logger = logger ?? NullLogger.Instance;
        Metrics = metrics;
        Games = games;
        Context = new DoorContext(Clock, metrics, Names, Operators, Rooms, games, Admission);
        Tick = new ServerTick(Clock, Rooms, _doors, metrics, Threads, SendAway, () => Observer?.Invoke(this));
    }

    public ServerClock Clock { get; } = new();

    public ServerMetrics Metrics { get; }

    /// <summary>What its rooms can play.</summary>
    public GameTable Games { get; }

    public ServerTick Tick { get; }

    /// <summary>That work on a tick.</summary>
    public TickThreads Threads { get; }

    /// <summary>
    /// Looks on after each tick, on the tick's thread and while what the tick had to tell is still there; null for nobody. It must neither
    /// change anything nor wait; what it takes is part of the tick and measured as <see cref="ServerStage.Observe"/>.
    /// </summary>
    public Action<GameServer>? Observer { get; set; }

    public RoomTable Rooms { get; } = new();

    /// <summary>Who is here, and which names are taken.</summary>
    public NameRegistry Names { get; }

    /// <summary>Who may come in: shared by all ways in, those of other threads included.</summary>
    public Admission Admission { get; }

    /// <summary>Where lines that are commands go.</summary>
    public CommandDispatcher Operators { get; } = new();

    /// <summary>What doors are given of all this.</summary>
    public DoorContext Context { get; }

    public IReadOnlyList<IDoor> Doors => _doors;

    public bool IsStopping => _stopsAt is not null;

    /// <summary>After <see cref="BeginStop"/>: everybody has been told, or has had the time to be.</summary>
    public bool IsStopped => _stopsAt is { } end && (Clock.Now >= end || _doors.TrueForAll(static door => door.IsDrained));

    /// <exception cref="ArgumentException">An option is out of its range, or the mode is unknown.</exception>
    /// <exception cref="InvalidOperationException">The name is taken, or there are too many rooms.</exception>
    public Room OpenRoom(RoomOptions options, Map map)
    {
        var room = new Room(options, Games[options.Mode], map, Clock, Metrics, Names, _logger);
        Rooms.Add(room);
        room.SetBots(options.Bots);
        LeadDoors();
        return room;
    }

    /// <summary>
    /// Closes a room, between ticks: everybody in it is told and goes, and so do its bots; its recording ends whole. The caller disposes of
    /// it once the recording is on its disk. The first room is where clients come who name none: it stays.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is the first room.</exception>
    public void CloseRoom(Room room)
    {
        if (Rooms.All[0] == room)
            throw new InvalidOperationException($"{room.Name} is the default room");

        foreach (var door in _doors)
            door.Leave(room);

        room.Close();
        Rooms.Remove(room);
        LeadDoors();
    }

    /// <summary>
    /// Gives a room another map, between ticks: a new room of the same name and options takes its place and its bots, and people go on there
    /// as newcomers or are told to come again, as their wire allows. The old one is to be disposed of as after <see cref="CloseRoom"/>.
    /// </summary>
    public Room ChangeMap(Room room, Map map)
    {
        var next = new Room(room.Options, Games[room.Options.Mode], map, Clock, Metrics, Names, _logger);
        var bots = room.BotCount;
        Rooms.Replace(room, next);
        room.Successor = next;
        foreach (var door in _doors)
            door.Move(room, next);

        room.Close();
        next.SetBots(bots);
        LeadDoors();
        return next;
    }

    /// <summary>The door takes part in every tick from now on; it is disposed of with the server.</summary>
    /// <param name="door">Not open yet.</param>
    /// <param name="leadsTo">To which rooms it may lead: to the first of them, and to the next when that one closes. Null where that is the
    /// door's own matter.</param>
    public void OpenDoor(IDoor door, Func<Room, bool>? leadsTo = null)
    {
        _doors.Add(door);
        if (leadsTo is not null)
            _ways.Add((door, leadsTo));

        LeadDoors();
    }

    /// <summary>Ends a player's connection, or takes a bot out; false when nobody bears the name.</summary>
    public bool Kick(string name, string text)
    {
        if (Names.Find(name) is { } person)
        {
            person.Drop(Reason.Kicked, text);
            return true;
        }

        return FindSeat(name) is { } bot && KickBot(bot);
    }

    /// <summary>Keeps somebody out from now on, and sends away whoever of them is here; gives how many those were, or -1 when there are too many bans.</summary>
    public int Ban(Ban ban)
    {
        if (!Admission.Bans.TryAdd(ban))
            return -1;
        return SendAway(ban);
    }

    /// <summary>Like <see cref="Kick(string, string)"/>, for whoever sits there.</summary>
    public bool Kick(Room room, int slot, string text)
    {
        if (room.SeatAt(slot) is not { State: not SeatState.Leaving } seat)
            return false;

        if (Names.Find(seat.Name) is { } person && person.Seat == seat)
        {
            person.Drop(Reason.Kicked, text);
            return true;
        }

        return KickBot(seat);
    }

    /// <summary>The seat of a player or bot in any room, or null; one who is about to leave has none any more.</summary>
    public Seat? FindSeat(string name)
    {
        if (!DisplayText.TryCleanName(name, out var clean))
            return null;

        var key = DisplayText.UniqueKey(clean);
        foreach (var room in Rooms.All)
        {
            for (var number = 0; number < room.SeatLimit; number++)
            {
                if (room.SeatAt(number) is { State: not SeatState.Leaving } seat && DisplayText.UniqueKey(seat.Name) == key)
                    return seat;
            }
        }

        return null;
    }

    /// <summary>The operator speaks to everyone in every room.</summary>
    public void Say(string text)
    {
        var clean = DisplayText.CleanChat(text);
        foreach (var room in Rooms.All)
            room.ServerChat(clean);
    }

    /// <summary>
    /// The beginning of the end: nobody is admitted any more and everybody is told. Ticks must go on until
    /// <see cref="IsStopped"/>, which is soon.
    /// </summary>
    public void BeginStop()
    {
        if (IsStopping)
            return;

        _stopsAt = Clock.Now + DoorContext.StopPatience;
        foreach (var door in _doors)
            door.BeginStop();
    }

    public void Dispose()
    {
        Threads.Dispose();
        foreach (var door in _doors)
            Closing.Of(_logger, $"door {door.Label}", door.Dispose);

        foreach (var room in Rooms.All)
            Closing.Of(_logger, $"room {room.Name}", room.Dispose);
    }

    /// <summary>Whoever is here with an account that is no more, or is played elsewhere, goes, and whoever was banned elsewhere.</summary>
    private void SendAway()
    {
        while (Admission.TryTakeGone(out var account, out var text))
            SendAway(account, text);
        for (var bans = 0; bans < BansPerTick && Admission.TryTakeBanned(out var ban); bans++)
            SendAway(ban);
    }

    private int SendAway(Ban ban) => Drop(person => person.FindBan(person.Name) == ban, Reason.Banned, ban.Text);

    /// <summary>A method of its own: what it makes for the search is made only then.</summary>
    private void SendAway(string account, string text) => Drop(person => person.Account == account, Reason.Kicked, text);

    private int Drop(Func<Guest, bool> whom, Reason reason, string text)
    {
        var people = Names.People.Where(whom).ToArray();
        foreach (var person in people)
            person.Drop(reason, text);
        return people.Length;
    }

    private void LeadDoors()
    {
        foreach (var (door, leadsTo) in _ways)
        {
            if (door.Room is null && Rooms.All.FirstOrDefault(leadsTo) is { } room)
                door.Lead(room);
        }
    }

    private static bool KickBot(Seat bot)
    {
        if (bot.IsBot)
            bot.Room.RemoveBot(bot, Reason.Kicked);

        return bot.IsBot;
    }
}
