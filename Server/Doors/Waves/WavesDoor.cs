using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Games.Waves;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.Server.Doors.Waves;

/// <summary>
/// The door for clients of the original wave shooter: raw TCP, lock step. Their bytes are carried by other threads, which
/// answer at once from the picture of the last finished tick; here, on the tick's thread, they get and lose their seats, their
/// newest keys become commands, and each tick is drawn for them.
/// </summary>
public sealed class WavesDoor : IDoor
{
    private const sbyte FullMove = 127;

    private readonly DoorContext _context;
    private readonly IWavesListener _listener;
    private readonly WavesOptions _options;
    private readonly List<WavesGuest> _pilots = [];
    private PictureMaker? _maker;
    private int _roundsPerTick;
    private bool _isStopping;

    /// <param name="context">What it shares with the other doors.</param>
    /// <param name="room">A room of the mode "waves"; null for none yet.</param>
    /// <param name="listener">Where clients come from; closed with the door.</param>
    /// <param name="options">What is allowed.</param>
    public WavesDoor(DoorContext context, Room? room, IWavesListener listener, WavesOptions options)
    {
        _context = context;
        _listener = listener;
        _options = options;
        if (room is not null)
            Lead(room);
    }

    /// <param name="addressLimit">Connections of one address at once, at least 1.</param>
    public static DoorKind Kind(int addressLimit) => new(
        "waves", 5050, ["waves"], (DoorOpening opening, out IDoor? door, out string fault) => Open(opening, addressLimit, out door, out fault));

    private static int Open(DoorOpening opening, int addressLimit, out IDoor? door, out string fault)
    {
        door = null;
        fault = "";
        var options = new WavesOptions();
        options = options with
        {
            ConnectionLimit = Math.Min(options.ConnectionLimit, opening.Connection.Limit),
            AddressLimit = Math.Min(addressLimit, opening.Connection.AddressLimit),
            Handles = opening.Handles,
            Proxies = opening.Connection.TrustedProxies,
        };
        if (!WavesSocketListener.TryOpen(opening.EndPoint, options, opening.Context.Metrics, out var listener, out var reason))
            return DoorOpening.Refuse(reason, out fault);

        door = new WavesDoor(opening.Context, null, listener, options);
        return ExitCode.Ok;
    }

    public Room? Room { get; private set; }

    public string Label => $"waves:{_listener.Port}";

    public int SessionCount => _pilots.Count;

    public bool IsDrained => _pilots.Count == 0;

    public void Lead(Room room)
    {
        Room = room;
        _maker = new PictureMaker(room, _context.Names);
        _roundsPerTick = Math.Max(1, (_options.RoundsPerSecond + room.Options.TickRate - 1) / room.Options.TickRate);
    }

    public void Leave(Room room)
    {
        if (Room == room)
        {
            EndAll(Reason.NoSuchRoom);
            (Room, _maker) = (null, null);
        }
    }

    public void Receive(TimeSpan elapsed)
    {
        while (_listener.TryAccept(out var link))
        {
            if (_isStopping || _pilots.Count >= _options.ConnectionLimit || _context.Admission.Bans.Find(link.Remote.Address) is not null)
            {
                Count(DropCause.Refused);
                link.Abort();
            }
            else
            {
                link.Allow(_options.RoundBurst, _options.RoundBurst);
                _pilots.Add(new WavesGuest(_context, link));
            }
        }

        for (var index = _pilots.Count - 1; index >= 0; index--)
        {
            if (Judge(_pilots[index]) is not Reason.None and var reason)
            {
                End(_pilots[index], reason);
                _pilots.RemoveAt(index);
            }
        }
    }

    public void Settle()
    {
        foreach (var pilot in _pilots)
        {
            if (pilot.Link.HasKnocked && pilot.Link.Admission == WavesAdmission.Waiting && pilot is { Seat: null, HasLeft: false })
                Seat(pilot);
        }
    }

    public void Offer()
    {
        if (Room is not { } room)
            return;

        var isOver = room.World.TryReadMode(out WavesState state) && (state.Lost != 0 || state.Won != 0);
        foreach (var pilot in _pilots)
        {
            if (pilot.Seat is { State: SeatState.Playing } seat)
                PassOn(pilot, seat, pilot.Round, isOver);
        }
    }

    public void Tell()
    {
        if (Room is not { HasRun: true } || _maker is not { } maker)
            return;

        foreach (var pilot in _pilots)
        {
            if (pilot.Seat is not { State: SeatState.Playing } seat)
                continue;

            if (maker.NumberOf(seat.Avatar) == 0)
            {
                // The next tick gives the ship that a bot flies, unless somebody else came in the same tick.
                if (!maker.HasFreeShip)
                    TurnAway(pilot);

                continue;
            }

            maker.Draw(pilot.Link.Pictures.Canvas);
            pilot.Link.Pictures.Publish();
            if (pilot.Link.Admission == WavesAdmission.Waiting)
                pilot.Link.Decide(WavesAdmission.Seated);
        }
    }

    /// <summary>Whoever is held back goes on, also while the room is paused.</summary>
    public void Flush(TimeSpan elapsed)
    {
        foreach (var pilot in _pilots)
            pilot.Link.Allow(_roundsPerTick, Math.Max(_roundsPerTick, _options.RoundBurst));
    }

    /// <summary>This wire has no word for it: the connections end.</summary>
    public void BeginStop()
    {
        _isStopping = true;
        _listener.StopAccepting();
        EndAll(Reason.ServerStopping);
    }

    public void Dispose()
    {
        foreach (var pilot in _pilots)
            pilot.Link.Abort();

        _listener.Dispose();
    }

    /// <summary>Why the connection is over; none while it is not.</summary>
    private Reason Judge(WavesGuest pilot)
    {
        var now = _context.Clock.Now;
        pilot.TakeRounds(now);
        var patience = TimeSpan.FromSeconds(pilot.Link.HasKnocked ? _options.SilenceSeconds : _options.HelloSeconds);
        if (pilot.IsDropped)
            return Reason.Kicked;

        if (pilot.Link.Ending != WavesEnding.None)
            return ReasonOf(pilot.Link);

        if (now - pilot.HeardAt >= patience)
        {
            Count(DropCause.Timeout);
            return Reason.Timeout;
        }

        return Reason.None;
    }

    private Reason ReasonOf(WavesLink link)
    {
        switch (link.Ending)
        {
            case WavesEnding.Left:
                return Reason.Left;
            case WavesEnding.Fault:
                Count(link.Fault);
                return Reason.MalformedTraffic;
            case WavesEnding.TurnedAway:
                return Reason.RoomFull;
            default:
                return Reason.ConnectionLost;
        }
    }

    private void Seat(WavesGuest pilot)
    {
        if (Room is not { } room)
        {
            TurnAway(pilot, DropCause.NoRoom);
            return;
        }

        if (_isStopping || _maker is not { HasFreeShip: true } || pilot.FindBan() is not null)
        {
            TurnAway(pilot);
            return;
        }

        // The wire carries no names, so everybody gets one.
        pilot.TakeNextName("ship ");
        if (!pilot.TryJoin(room))
            TurnAway(pilot);
    }

    /// <summary>The wire's one word for it is that all ships are taken.</summary>
    private void TurnAway(WavesGuest pilot, DropCause cause = DropCause.Refused)
    {
        Count(cause);
        pilot.Leave(Reason.RoomFull);
        pilot.Link.Decide(WavesAdmission.Full);
    }

    private void EndAll(Reason reason)
    {
        foreach (var pilot in _pilots)
            End(pilot, reason);

        _pilots.Clear();
    }

    private static void End(WavesGuest pilot, Reason reason)
    {
        pilot.Leave(reason);
        pilot.Link.Abort();
    }

    private void PassOn(WavesGuest pilot, Seat seat, in WavesRound round, bool isOver)
    {
        if (seat.Inputs.Waiting == 0)
            seat.OfferNext(CommandOf(pilot, round));

        if (seat.Room.World.TryRead(seat.Avatar, out Ship ship) && WantsToBegin(pilot, round, isOver, ship.IsReady) is var isReady
            && isReady != ship.IsReady)
        {
            seat.TryAct(new PlayerAction(PlayerActionCode.Ready, isReady ? 1 : 0, 0));
        }
    }

    /// <summary>A client tells which keys are down, round by round: they stay down until the next one, for a while.</summary>
    private PlayerCommand CommandOf(WavesGuest pilot, in WavesRound round)
    {
        var isFresh = _context.Clock.Now - pilot.HeardAt < TimeSpan.FromMilliseconds(_options.KeysMilliseconds);
        var keys = isFresh ? round.Keys : WavesKeys.None;
        var pressed = keys | round.Pressed;
        return new PlayerCommand(
            default,
            MoveOf(keys, WavesKeys.Left, WavesKeys.Right),
            MoveOf(keys, WavesKeys.Up, WavesKeys.Down),
            Angle.Up,
            (pressed & WavesKeys.Fire) != 0 ? Buttons.Fire : Buttons.None);
    }

    private static sbyte MoveOf(WavesKeys keys, WavesKeys less, WavesKeys more) =>
        (sbyte)(((keys & more) != 0 ? FullMove : 0) - ((keys & less) != 0 ? FullMove : 0));

    /// <summary>
    /// A client says "ready" for as long as it means it. While it is shown a lost match, though, it can say so only while
    /// its key is down, so one word is enough then; and what it says before it has been silent once is from the match
    /// before.
    /// </summary>
    private static bool WantsToBegin(WavesGuest pilot, in WavesRound round, bool isOver, bool isReady)
    {
        if (!isOver)
        {
            pilot.IsStale = true;
            return round.IsReady;
        }

        if (!round.IsReady)
            pilot.IsStale = false;

        return isReady || (!pilot.IsStale && (round.IsReady || round.WasReady));
    }

    private void Count(DropCause cause) => _context.Metrics.CountDrop(cause);
}
