using System.Diagnostics.CodeAnalysis;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Recording;
using Ecs.Simulation;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Server.Rooms;

/// <summary>
/// A world, its mode and its players. Doors seat players, offer their commands and chat, and read after the tick what
/// there is to tell: <see cref="Notices"/>, the world's events and <see cref="View"/>. Nothing here knows a wire.
/// </summary>
public sealed class Room : IDisposable
{
    /// <summary>Operator orders that one tick takes; more are refused.</summary>
    public const int OrderLimit = 64;

    private readonly ServerClock _clock;
    private readonly ServerMetrics _metrics;
    private readonly NameBook _names;
    private readonly ILogger _log;
    private readonly WorldTick _tick;
    private readonly TickInputBuffer _input = new();
    private readonly SeatPlan _seats;
    private readonly List<Seat> _joining = [];
    private readonly List<Seat> _leaving = [];
    private readonly Queue<OperatorCommand> _orders = new();
    private readonly Announcer _announcer = new();
    private readonly BotCrew _bots;
    private readonly WorldView _view = new();
    private bool _viewIsCurrent;
    private RecordingWriter? _recording;
    private readonly RoomPause _pause = new();
    private bool _runs;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Room(RoomOptions options, GameEntry game, Map map, ServerClock clock, ServerMetrics metrics, NameBook names, ILogger? log = null)
    {
        _log = log ?? NullLogger.Instance;
        Options = options;
        Game = game;
        _clock = clock;
        _metrics = metrics;
        _names = names;
        _seats = new SeatPlan(options.PlayerLimit);
        _bots = new BotCrew(this, game.Bot, names);
        Newcomers = new Newcomers(options.TickRate);
        _tick = game.CreateWorld(
            new WorldOptions
            {
                Mode = game.Name,
                TickRate = options.TickRate,
                Seed = options.Seed,
                FriendlyFire = options.FriendlyFire,
                WishSpeed = options.WishSpeed,
                MaxPlayers = _seats.Capacity,
            },
            map);
    }

    public RoomOptions Options { get; }

    /// <summary>What is played here.</summary>
    public GameEntry Game { get; }

    public string Name => Options.Name;

    public GameWorld World => _tick.World;

    /// <summary>Players and bots who hold a seat, about to come or to go included.</summary>
    public int PlayerCount => _seats.Count;

    public int BotCount => _bots.Count;

    /// <summary>Whom the bots leave in peace.</summary>
    internal Newcomers Newcomers { get; }

    public int SpectatorCount { get; private set; }

    public bool IsPaused => _pause.IsPaused;

    /// <summary>Nobody comes in any more and no tick runs: whoever still holds it holds nothing.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether this server tick ran a tick of the world; only then are the world's events news.</summary>
    public bool HasRun { get; private set; }

    /// <summary>What everyone in the room is told this tick.</summary>
    public RoomNotices Notices { get; } = new();

    /// <summary>What an observer may see after the last tick; copied when first asked for, once per tick.</summary>
    public WorldView View
    {
        get
        {
            if (!_viewIsCurrent)
            {
                World.CopyTo(_view);
                _viewIsCurrent = true;
            }

            return _view;
        }
    }

    /// <summary>Seat numbers are below this.</summary>
    public int SeatLimit => _seats.HighWater;

    /// <summary>The player in that seat, or null.</summary>
    public Seat? SeatAt(int number) => _seats[number];

    /// <summary>For sentences about people, some of whom may just have left.</summary>
    public string NameOf(PlayerSlot slot) => _seats[slot.Value]?.Name ?? "somebody";

    /// <summary>
    /// Gives a player a seat; the avatar is born with the next tick that the world runs, and the seat is
    /// <see cref="SeatState.Playing"/> from then on. False when the room is full; a bot makes place for a person, and comes back when
    /// there is place again.
    /// </summary>
    /// <param name="name">Cleaned and unique in the process.</param>
    /// <param name="isBot">Driven by the room itself.</param>
    /// <param name="seat">What the player's commands go to.</param>
    public bool TryJoin(string name, bool isBot, [NotNullWhen(true)] out Seat? seat) => TryJoin(name, isBot, default, out seat);

    /// <summary>The same for somebody who brings a character along.</summary>
    /// <param name="name">Cleaned and unique in the process.</param>
    /// <param name="isBot">Driven by the room itself.</param>
    /// <param name="character">As <see cref="PlayerJoin.Character"/>; kept until the world has taken it.</param>
    /// <param name="seat">What the player's commands go to.</param>
    public bool TryJoin(string name, bool isBot, ReadOnlyMemory<byte> character, [NotNullWhen(true)] out Seat? seat)
    {
        seat = null;
        if (IsClosed)
        {
            return false;
        }

        if (!_seats.TryFind(_clock.Now, _leaving.Count, out var slot)
            && (isBot || !_bots.TryMakePlace() || !_seats.TryFind(_clock.Now, _leaving.Count, out slot)))
        {
            return false;
        }

        seat = new Seat(this, slot, name, isBot, new InputBuffer(Options.TickRate)) { Character = character };
        _seats.Take(seat);
        _joining.Add(seat);
        return true;
    }

    /// <summary>Takes a player out; one who is gone already stays gone.</summary>
    public void Leave(Seat seat, Reason reason)
    {
        switch (seat.State)
        {
            case SeatState.Joining:
                _joining.Remove(seat);
                Free(seat);
                break;
            case SeatState.Playing:
                seat.State = SeatState.Leaving;
                seat.LeaveReason = reason;
                _leaving.Add(seat);
                break;
            default:
                break;
        }
    }

    /// <summary>Counts somebody who watches; false when too many do.</summary>
    public bool TryWatch()
    {
        if (SpectatorCount >= Options.SpectatorLimit)
        {
            return false;
        }

        SpectatorCount++;
        return true;
    }

    public void StopWatching() => SpectatorCount--;

    /// <summary>Somebody in the room speaks to everyone in it.</summary>
    /// <param name="speaker">The speaker's seat, or none.</param>
    /// <param name="name">The speaker's name.</param>
    /// <param name="text">Cleaned, at most <see cref="Limits.ChatCodePoints"/> code points.</param>
    public void Chat(PlayerSlot speaker, string name, string text)
    {
        Count(Notices.TrySay(RoomNoticeKind.Chat, speaker, name, text));
        _recording?.Note(RecordedNote.Chat, speaker, text);
    }

    /// <summary>The operator speaks to everyone in the room.</summary>
    public void ServerChat(string text) => Count(Notices.TrySay(RoomNoticeKind.ServerChat, PlayerSlot.None, "", text));

    /// <summary>An order for the next tick of the world; false when <see cref="OrderLimit"/> wait already.</summary>
    public bool TryOrder(in OperatorCommand order)
    {
        if (_orders.Count >= OrderLimit)
        {
            return false;
        }

        _orders.Enqueue(order);
        return true;
    }

    /// <summary>The world stops; chat, comings and goings of connections and the server's tick go on.</summary>
    public void Pause() => _pause.Begin();

    public void Resume() => _pause.End();

    /// <summary>Lets a paused world run so many ticks, one per server tick.</summary>
    public void Advance(int ticks) => _pause.Advance(ticks, Options.TickRate);

    /// <summary>Adds or removes bots until there are so many, as far as seats allow; returns how many there are.</summary>
    public int SetBots(int count) => _bots.SetCount(count);

    /// <summary>Takes a bot out, for good.</summary>
    public void RemoveBot(Seat bot, Reason reason) => _bots.Remove(bot, reason);

    /// <summary>Whether somebody could be given a seat now.</summary>
    internal bool HasPlace => _seats.HasPlace(_leaving.Count);

    /// <summary>Puts together what the next tick of the world takes: at most one command and four acts per player.</summary>
    public void TakeCommands()
    {
        _runs = _pause.TryTakeTick();
        if (!_runs)
        {
            return;
        }

        _bots.BringBack();
        _bots.Decide();
        _input.Clear();
        foreach (var seat in _leaving)
        {
            _input.Add(new PlayerLeave(seat.Slot));
        }

        foreach (var seat in _joining)
        {
            _input.Add(new PlayerJoin(seat.Slot, seat.Name, PlayerJoin.ModeChoosesTeam, seat.IsBot) { Character = seat.Character });
        }

        while (_orders.TryDequeue(out var order))
        {
            _input.Add(order);
        }

        for (var number = 0; number < _seats.HighWater; number++)
        {
            if (_seats[number] is { State: SeatState.Playing } seat)
            {
                TakeFrom(seat);
            }
        }
    }

    /// <summary>One tick of the world, unless it is paused.</summary>
    public void Step()
    {
        HasRun = _runs;
        if (!_runs)
        {
            return;
        }

        _tick.Step(_input.For(World.Tick.Next));
        _viewIsCurrent = false;
        SettleLeaves();
        SettleJoins();
        TellChanges();
        Count(_announcer.TryAnnounce(this, Notices));
    }

    /// <summary>Records every tick from now on; once, before or between ticks.</summary>
    /// <param name="file">Is written from another thread, and closed with the room.</param>
    /// <param name="detail">Whether to keep what every stage of every tick did: slow, and exact to the field.</param>
    /// <param name="started">The time of day, for whoever looks for a moment in it.</param>
    public void BeginRecording(Stream file, bool detail, DateTimeOffset? started = null) =>
        _recording = new RecordingWriter(file, RecordingHeader.Of(Name, Game, World, detail) with { Started = started }, _tick);

    /// <summary>The cells of the world's broad phase as the last tick filled them.</summary>
    public BroadPhase BroadPhase => _tick.BroadPhase;

    /// <summary>Tells an observer of the stages of every tick of the world from now on; for good.</summary>
    public void Observe(ITickObserver observer) => _tick.Observe(observer);

    /// <summary>What the world's last tick was given; valid until the next one is put together.</summary>
    internal TickInput LastInput => _input.For(World.Tick);

    /// <summary>Empty while the recording, if there is one, goes well; otherwise why it has ended.</summary>
    public string RecordingFault => _recording?.Fault ?? "";

    /// <summary>Ends it, between ticks; people have left already, its bots go now. To be disposed of when <see cref="IsRecorded"/>.</summary>
    public void Close()
    {
        SetBots(0);
        IsClosed = true;
        EndRecording();
    }

    /// <summary>Whether nothing of an ended recording still waits for its disk; true without one.</summary>
    public bool IsRecorded => _recording?.IsWritten ?? true;

    /// <summary>Nothing more is recorded; the disk has what is left to write, and nobody waits for it.</summary>
    public void EndRecording() => _recording?.End();

    /// <summary>Ends the recording and closes its file; after the patience it is given up, and <see cref="RecordingFault"/> says so.</summary>
    public void CloseRecording(TimeSpan patience) => _recording?.Close(patience);

    /// <summary>Lets the disk catch up: for those who run a room faster than time. A server's tick never calls it.</summary>
    internal void WaitForRecording() => _recording?.WaitForDisk();

    /// <summary>Gives the tick that has just run to the recording.</summary>
    public void Record()
    {
        if (_runs)
        {
            _recording?.Add(_input.For(World.Tick), World);
        }
    }

    /// <summary>All doors have read what there was to tell.</summary>
    public void EndTick() => Notices.Clear();

    public void Dispose()
    {
        _recording?.Dispose();
        World.Dispose();
    }

    private void TakeFrom(Seat seat)
    {
        for (var count = 0; count < PlayerAction.PerTickLimit && seat.TryTakeAction(out var action); count++)
        {
            _input.Add(new SlotAction(seat.Slot, action));
        }

        if (seat.Inputs.TakeNext(out var command))
        {
            _input.Add(new SlotCommand(seat.Slot, command));
        }
    }

    private void SettleLeaves()
    {
        foreach (var seat in _leaving)
        {
            Count(Notices.TryAdd(new(RoomNoticeKind.PlayerWent, seat.Slot, seat.Name) { Reason = seat.LeaveReason }));
            if (!seat.IsBot)
            {
                RoomLog.Went(_log, seat.Name, Name, seat.LeaveReason);
            }

            Free(seat);
        }

        _leaving.Clear();
    }

    private void SettleJoins()
    {
        foreach (var seat in _joining)
        {
            World.TryGetAvatar(seat.Slot, out var avatar);
            seat.Avatar = avatar;
            seat.State = SeatState.Playing;
            seat.Inputs.Begin(World.Tick);
            Tell(RoomNoticeKind.PlayerCame, seat, TeamOf(seat.Slot));
            if (!seat.IsBot)
            {
                Newcomers.Add(seat.Slot, World.Tick);
                RoomLog.Came(_log, seat.Name, Name, _names.Find(seat.Name)?.Address ?? "nowhere");
            }
        }

        _joining.Clear();
    }

    private void TellChanges()
    {
        foreach (ref readonly var happened in World.Events)
        {
            if (happened.Kind == WorldEventKind.TeamChanged && _seats[happened.Slot.Value] is { } seat)
            {
                Tell(RoomNoticeKind.PlayerChanged, seat, happened.Team);
            }

            if (happened.Kind == WorldEventKind.Respawned && _seats[happened.Slot.Value] is { IsBot: false })
            {
                Newcomers.Add(happened.Slot, World.Tick);
            }
        }
    }

    private void Tell(RoomNoticeKind kind, Seat seat, byte team) => Count(Notices.TryAdd(
        new(kind, seat.Slot, seat.Name) { Avatar = seat.Avatar, Team = team, IsBot = seat.IsBot }));

    /// <summary>The team of a player in the world; 0 when nobody sits there.</summary>
    public byte TeamOf(PlayerSlot slot)
    {
        foreach (ref readonly var entity in View.Entities)
        {
            if (entity.Slot == slot && entity.Kind == EntityKind.Avatar)
            {
                return entity.Team;
            }
        }

        return 0;
    }

    private void Free(Seat seat)
    {
        seat.State = SeatState.Gone;
        _seats.Free(seat, _clock.Now);
    }

    private void Count(bool wasTold)
    {
        if (!wasTold)
        {
            _metrics.CountDrop(DropCause.QueueFull);
        }
    }
}
