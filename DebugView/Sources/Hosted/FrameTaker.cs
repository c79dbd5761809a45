using System.Diagnostics;
using Ecs.DebugView.Frames;
using Ecs.Server;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Sources.Hosted;

/// <summary>
/// Copies the watched room after each tick of a server in this process. It runs on the tick's thread: it waits for nobody
/// and, warm, allocates nothing.
/// </summary>
public sealed class FrameTaker(FrameRing ring, FrameWishes wishes)
{
    /// <summary>Who is here and what is left of things are copied so many times a second, and when somebody comes or goes.</summary>
    private const int DetailsPerSecond = 10;

    private readonly List<(Room Room, SystemClock Clock)> _clocks = [];
    private readonly List<Guest> _people = [];
    private FramePlayer[] _seats = [];
    private long _detailsDue;
    private volatile Room? _watched;

    /// <summary>Whose frames come; null before the first tick. For other threads, too.</summary>
    public Room? Watched => _watched;

    public void AfterTick(GameServer server)
    {
        var rooms = server.Rooms.All;
        var watched = rooms[Math.Clamp(wishes.Room, 0, rooms.Count - 1)];
        if (watched != _watched)
            (_watched, _detailsDue) = (watched, 0);
        var clock = ClockOf(watched);
        if (!ring.TryBegin(out var frame))
            return;
        frame.Clear();
        frame.Number = server.Clock.Ticks;
        TakeWorld(frame, watched);
        TakeSelected(frame, watched);
        TakeNotes(frame, watched);
        TakeHeld(frame, watched, server);
        frame.LacksDetails = !AreDetailsDue(watched, server);
        if (!frame.LacksDetails)
            TakeDetails(frame, watched, server);
        TakeFigures(ref frame.Figures, server);
        clock.Take(ref frame.Figures.Systems);
        frame.CopiedAt = Stopwatch.GetTimestamp();
        ring.Publish();
    }

    /// <summary>Rooms that nobody has watched yet are not measured; those that have closed are forgotten.</summary>
    private SystemClock ClockOf(Room room)
    {
        foreach (var (known, clock) in _clocks)
        {
            if (known == room)
                return clock;
        }

        _clocks.RemoveAll(static entry => entry.Room.IsClosed);
        _clocks.Add((room, new SystemClock()));
        room.Observe(_clocks[^1].Clock);
        return _clocks[^1].Clock;
    }

    private void TakeWorld(Frame frame, Room room)
    {
        frame.View.CopyFrom(room.View);
        if (room.HasRun)
        {
            foreach (ref readonly var happened in room.World.Events)
                frame.Add(happened);
        }

        if (wishes.WantsCells)
            frame.Cells.Take(room.BroadPhase);
    }

    /// <summary>In every frame: its values stand beside the tick and the bodies of the same one.</summary>
    private void TakeSelected(Frame frame, Room room)
    {
        if (!frame.Selected.TryTake(room.World, wishes.Selected))
            frame.Selected.TakeWorld(room.World);
    }

    /// <summary>In every frame, too: what the chosen player has in view changes with each of its answers.</summary>
    private void TakeHeld(Frame frame, Room room, GameServer server)
    {
        if (GuestAt(room, server, wishes.Player) is { } client)
            frame.TakeHeld(wishes.Player, client);
    }

    private static Guest? GuestAt(Room room, GameServer server, PlayerSlot slot) =>
        !slot.IsNone && slot.Value < room.SeatLimit && room.SeatAt(slot.Value) is { IsBot: false } seat ? server.Names.Find(seat.Name) : null;

    /// <summary>Whoever comes or goes is told of, so a tick without notices has the same people as the one before.</summary>
    private bool AreDetailsDue(Room room, GameServer server)
    {
        var isDue = server.Clock.Ticks >= _detailsDue || room.Notices.All.Length != 0;
        if (isDue)
            _detailsDue = server.Clock.Ticks + Math.Max(1, room.Options.TickRate / DetailsPerSecond);
        return isDue;
    }

    private void TakeDetails(Frame frame, Room room, GameServer server)
    {
        if (wishes.WantsStocks)
            ThingStock.Take(frame, room.World);
        TakeTraffic(frame, room, server);
        for (var number = 0; number < room.SeatLimit; number++)
        {
            if (room.SeatAt(number) is not { } seat)
                continue;
            ref readonly var known = ref _seats[number];
            frame.Add(known.Name is not null ? known : new FramePlayer(seat.Slot, seat.Avatar, seat.Name) { IsBot = seat.IsBot });
        }
    }

    private void TakeTraffic(Frame frame, Room room, GameServer server)
    {
        if (_seats.Length < room.World.Options.MaxPlayers)
            _seats = new FramePlayer[room.World.Options.MaxPlayers];
        _seats.AsSpan(0, room.SeatLimit).Clear();
        server.Names.CopyPeopleTo(_people);
        foreach (var person in _people)
        {
            if (person.Room != room)
                continue;
            person.ShareTraffic(frame.Shares);
            if (person.Seat is not { } seat)
                continue;
            var traffic = person.Traffic;
            _seats[seat.Slot.Value] = new FramePlayer(seat.Slot, seat.Avatar, seat.Name)
            {
                RoundTripMilliseconds = person.RoundTripMilliseconds,
                LossPerMille = traffic.IsKnown ? traffic.LossPerMille : FramePlayer.Unknown,
                BytesOut = traffic.IsKnown ? traffic.BytesOut : FramePlayer.Unknown,
                Acknowledged = person.AcknowledgedSnapshot,
            };
        }

        if (GuestAt(room, server, wishes.Player) is { } chosen)
        {
            frame.Shares.Clear();
            chosen.ShareTraffic(frame.Shares);
            frame.SharesOf = wishes.Player;
        }
    }

    private static void TakeNotes(Frame frame, Room room)
    {
        foreach (ref readonly var notice in room.Notices.All)
        {
            FrameNoteKind? kind = notice.Kind switch
            {
                RoomNoticeKind.PlayerCame => FrameNoteKind.Came,
                RoomNoticeKind.PlayerWent => FrameNoteKind.Went,
                RoomNoticeKind.Chat => FrameNoteKind.Chat,
                RoomNoticeKind.ServerChat => FrameNoteKind.ServerChat,
                RoomNoticeKind.Announcement => FrameNoteKind.Announcement,
                _ => null,
            };
            if (kind is { } known)
                frame.Add(new FrameNote(known, notice.Slot, notice.Name), room.Notices.TextOf(notice).Span);
        }
    }

    private static void TakeFigures(ref FrameFigures figures, GameServer server)
    {
        var metrics = server.Metrics;
        var times = server.Tick.Times;
        figures.Parts = FrameParts.Tick | FrameParts.Pace | FrameParts.Systems | FrameParts.Stages | FrameParts.Traffic | FrameParts.PlayerTraffic;
        long sum = 0;
        for (var stage = ServerStage.Receive; stage <= ServerStage.Observe; stage++)
        {
            // The stage that this is part of ends later: what is known of it is the tick before.
            var last = times.LastOf(stage);
            figures.Stages[(int)stage] = Durations.ToNanoseconds(last);
            sum += last;
        }

        figures.TickNanoseconds = Durations.ToNanoseconds(sum);
        figures.LatenessMicroseconds = (int)Math.Min(metrics.Tick.CurrentLateness, int.MaxValue);
        figures.AllocatedBytes = metrics.Tick.AllocatedBytes;
        figures.SkippedTicks = metrics.Tick.Skipped;
        figures.BytesIn = metrics.BytesIn;
        figures.BytesOut = metrics.BytesOut;
        figures.PacketsIn = metrics.PacketsIn;
        figures.PacketsOut = metrics.PacketsOut;
        figures.Collections = GC.CollectionCount(0);
        figures.Players = server.Rooms.PlayerCount;
        figures.Sessions = metrics.Sessions;
    }
}
