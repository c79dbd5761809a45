using System.Diagnostics.CodeAnalysis;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Recording;
using Ecs.Simulation;
using Ecs.Simulation.Components;
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
/// there is to tell: <see cref="Notices"/>, the world's events and <see cref="View"/>. Nothing here knows a wire; what is taken from the
/// protocol is reasons, roles and limits.
/// </summary>
public sealed class Room : IDisposable
{
    /// <summary>Operator orders that one tick takes; more are refused.</summary>
    public const int OrderLimit = 64;

    private readonly WorldTick _tick;
    private readonly TickInputBuffer _input = new();
    private readonly RoomSeats _seats;
    private readonly Queue<OperatorCommand> _orders = new();
    private readonly Announcer _announcer = new();
    private readonly RoomBots _bots;
    private readonly WorldView _view = new();
    private bool _viewIsCurrent;
    private readonly RoomPause _pause = new();
    private bool _runs;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Room(RoomOptions options, GameEntry game, Map map, ServerClock clock, ServerMetrics metrics, NameRegistry names, ILogger? log = null)
    {
        Options = options;
        Game = game;
        Notices = new RoomNotices(metrics);
        _seats = new RoomSeats(this, clock, names, log ?? NullLogger.Instance);
        _bots = new RoomBots(this, game.Bot, names);
        Newcomers = new Newcomers(options.TickRate);
        _tick = game.CreateWorld(
            new WorldOptions
            {
                Mode = game.Name,
                TickRate = options.TickRate,
                Seed = options.Seed,
                FriendlyFire = options.FriendlyFire,
                LagCompensation = options.LagCompensation,
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

    /// <summary>The room that took its place, on another map; null for none.</summary>
    public Room? Successor { get; internal set; }

    /// <summary>Whether this server tick ran a tick of the world; only then are the world's events news.</summary>
    public bool HasRun { get; private set; }

    /// <summary>What everyone in the room is told this tick.</summary>
    public RoomNotices Notices { get; }

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

    /// <summary>The team of a player in the world; 0 when nobody sits there.</summary>
    public byte TeamOf(PlayerSlot slot) =>
        World.TryGetAvatar(slot, out var avatar) && World.TryRead(avatar, out Player player) ? player.Team : (byte)0;

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
        return !IsClosed && (_seats.TryTake(name, isBot, character, out seat)
            || (!isBot && _bots.TryMakePlace() && _seats.TryTake(name, isBot, character, out seat)));
    }

    /// <summary>Takes a player out; one who is gone already stays gone.</summary>
    public void Leave(Seat seat, Reason reason) => _seats.Leave(seat, reason);

    /// <summary>Counts somebody who watches; false when too many do.</summary>
    public bool TryWatch()
    {
        if (SpectatorCount >= Options.SpectatorLimit)
            return false;

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
        Notices.Say(RoomNoticeKind.Chat, speaker, name, text);
        Recording?.Note(RecordedNote.Chat, speaker, text);
    }

    /// <summary>The operator speaks to everyone in the room.</summary>
    public void ServerChat(string text) => Notices.Say(RoomNoticeKind.ServerChat, PlayerSlot.None, "", text);

    /// <summary>An order for the next tick of the world; false when <see cref="OrderLimit"/> wait already.</summary>
    public bool TryOrder(in OperatorCommand order)
    {
        if (_orders.Count >= OrderLimit)
            return false;

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
    internal bool HasPlace => _seats.HasPlace;

    /// <summary>Before anything else of a tick: whether the world runs one, and which bots are in it. The only one of these that touches what rooms share.</summary>
    public void Prepare()
    {
        _runs = _pause.TryTakeTick();
        if (_runs)
            _bots.BringBack();
    }

    /// <summary>Puts together what the next tick of the world takes: at most one command and four acts per player. On any thread.</summary>
    public void TakeCommands()
    {
        if (!_runs)
            return;

        _bots.Decide();
        _input.Clear();
        _seats.Change(_input);
        while (_orders.TryDequeue(out var order))
            _input.Add(order);

        _seats.Take(_input);
    }

    /// <summary>One tick of the world, unless it is paused. On any thread.</summary>
    public void Step()
    {
        HasRun = _runs;
        if (!_runs)
            return;

        _tick.Step(_input.For(World.Tick.Next));
        _viewIsCurrent = false;
    }

    /// <summary>What the tick has changed about who is here, and what everybody is told of it.</summary>
    public void Settle()
    {
        if (!_runs)
            return;

        _seats.Settle();
        _announcer.Announce(this);
    }

    /// <summary>Null while nothing is recorded; an ended one stays.</summary>
    public RecordingWriter? Recording { get; private set; }

    /// <summary>Records every tick from now on; once, before or between ticks.</summary>
    /// <param name="file">Is written from another thread, and closed with the room.</param>
    /// <param name="detail">Whether to keep what every stage of every tick did: slow, and exact to the field.</param>
    /// <param name="started">The time of day, for whoever looks for a moment in it.</param>
    /// <param name="rotation">When and where it goes on in another file; null for never.</param>
    public RecordingWriter BeginRecording(Stream file, bool detail, DateTimeOffset? started = null, RecordingRotation? rotation = null) =>
        Recording = new RecordingWriter(file, RecordingHeader.Of(Name, Game, World, detail) with { Started = started }, _tick, rotation);

    /// <summary>The cells of the world's broad phase as the last tick filled them.</summary>
    public BroadPhase BroadPhase => _tick.BroadPhase;

    /// <summary>Tells an observer of the stages of every tick of the world from now on; for good.</summary>
    public void Observe(ITickObserver observer) => _tick.Observe(observer);

    /// <summary>What the world's last tick was given; valid until the next one is put together.</summary>
    internal TickInput LastInput => _input.For(World.Tick);

    /// <summary>Ends it, between ticks; people have left already, its bots go now. To be disposed of when its recording is written.</summary>
    public void Close()
    {
        SetBots(0);
        IsClosed = true;
        Recording?.End();
    }

    /// <summary>Gives the tick that has just run to the recording. On any thread.</summary>
    public void Record()
    {
        if (_runs)
            Recording?.Add(_input.For(World.Tick), World);
    }

    /// <summary>All doors have read what there was to tell.</summary>
    public void EndTick() => Notices.Clear();

    public void Dispose()
    {
        Recording?.Dispose();
        World.Dispose();
    }
}
