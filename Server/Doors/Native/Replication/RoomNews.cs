using System.Runtime.InteropServices;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Events;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>
/// What the clients of a room are told once and in order: who is there, what is said, what happens. Where one sees only what is near, a client
/// is told of the players that it has seen, and of what happens to whoever is in its sight. What all are told is encoded once.
/// </summary>
internal sealed class RoomNews(Room room, RoomSights sights, ServerMetrics metrics)
{
    /// <summary>They are longer than other events.</summary>
    private const int VerdictsPerMessage = Limits.EventsPerMessage / 4;

    private readonly PacketBuffer _buffer = new();
    private readonly List<WorldEvent> _events = [];
    private readonly List<Hearing> _hearings = [];
    private readonly WorldEvent[] _told = new WorldEvent[Limits.EventsPerMessage];

    /// <summary>Whether everybody is told of everybody.</summary>
    private bool SeesAll => room.World.Rules.SightRadius is null;

    /// <summary>
    /// Shots and steps are seen in snapshots, comings and goings told as PlayerInfo and PlayerGone; what is in somebody's bag is
    /// nobody else's business, and what a shot was judged by is told to its shooter.
    /// </summary>
    public static bool IsNews(WorldEventKind kind) => kind is not (
        WorldEventKind.None
        or WorldEventKind.PlayerJoined
        or WorldEventKind.PlayerLeft
        or WorldEventKind.ShotFired
        or WorldEventKind.Stepped
        or WorldEventKind.Turned
        or WorldEventKind.InventoryChanged
        or WorldEventKind.StatsChanged
        or WorldEventKind.Remarked
        or WorldEventKind.ResourceChanged
        or WorldEventKind.ShotJudged);

    /// <summary>Tells what the tick has brought.</summary>
    public void Tell(ReadOnlySpan<SnapshotStream> streams)
    {
        foreach (ref readonly var notice in room.Notices.All)
        {
            switch (notice.Kind)
            {
                case RoomNoticeKind.PlayerCame or RoomNoticeKind.PlayerChanged:
                    TellOf(in notice, streams);
                    break;
                case RoomNoticeKind.PlayerWent:
                    TellGone(in notice, streams);
                    break;
                default:
                    ChatReceived.Encode(KindOf(notice.Kind), notice.Slot, notice.Name, room.Notices.TextOf(notice).Span, _buffer);
                    TellAll(streams);
                    break;
            }
        }

        if (!room.HasRun)
            return;
        TellEvents(streams);
        if (room.World.Rules.LagCompensation)
            TellVerdicts(streams);
    }

    /// <summary>Somebody comes in: the player itself first, and everybody whom all are told of.</summary>
    public void Welcome(SnapshotStream stream)
    {
        if (stream.Session.Seat is { } own)
            stream.Known.Want(own.Slot);
        foreach (ref readonly var entity in SeesAll ? room.View.Entities : default)
        {
            if (entity.Kind == EntityKind.Avatar)
                stream.Known.Want(entity.Slot);
        }

        TellNames(stream);
    }

    /// <summary>Tells of players that a client should know, as fast as its budget allows.</summary>
    public void TellNames(SnapshotStream stream)
    {
        while (stream.Outbox.HasTold && stream.Known.TryPeek(out var slot))
        {
            if (room.SeatAt(slot.Value) is not { Avatar.IsNone: false } seat)
            {
                stream.Known.Skip();
                continue;
            }

            stream.Known.Take();
            MessageCodec.Encode(new PlayerInfo(slot, seat.Avatar, room.TeamOf(slot), seat.IsBot, seat.Name), _buffer);
            stream.Outbox.TellFact(_buffer.Span);
        }
    }

    private static ChatKind KindOf(RoomNoticeKind kind) => kind switch
    {
        RoomNoticeKind.Chat => ChatKind.Player,
        RoomNoticeKind.ServerChat => ChatKind.Server,
        _ => ChatKind.Announcement,
    };

    private void TellOf(in RoomNotice notice, ReadOnlySpan<SnapshotStream> streams)
    {
        foreach (var stream in streams)
        {
            stream.Known.WantAgain(notice.Slot);
            if (SeesAll)
                stream.Known.Want(notice.Slot);
            TellNames(stream);
        }
    }

    private void TellGone(in RoomNotice notice, ReadOnlySpan<SnapshotStream> streams)
    {
        MessageCodec.Encode(new PlayerGone(notice.Slot, notice.Reason), _buffer);
        foreach (var stream in streams)
        {
            if (stream.Known.Forget(notice.Slot))
                stream.Outbox.TellFact(_buffer.Span);
        }
    }

    private void TellEvents(ReadOnlySpan<SnapshotStream> streams)
    {
        _events.Clear();
        foreach (ref readonly var happened in room.World.Events)
        {
            if (IsNews(happened.Kind) && (happened.Kind != WorldEventKind.Hit || room.World.Rules.TellsHits))
                _events.Add(happened);
        }

        if (_events.Count == 0)
            return;
        if (SeesAll)
        {
            TellAllEvents(streams);
            return;
        }

        _hearings.Clear();
        foreach (var happened in _events)
            _hearings.Add(sights.HearingOf(happened.Subject));
        foreach (var stream in streams)
            TellHeard(stream);
    }

    private void TellAllEvents(ReadOnlySpan<SnapshotStream> streams)
    {
        for (var from = 0; from < _events.Count; from += _told.Length)
        {
            var count = Math.Min(_told.Length, _events.Count - from);
            _events.CopyTo(from, _told, 0, count);
            MessageCodec.Encode(new Events(room.World.Tick, new(_told.AsMemory(0, count))), _buffer);
            TellAll(streams);
        }
    }

    private void TellHeard(SnapshotStream stream)
    {
        var count = 0;
        for (var index = 0; index < _events.Count; index++)
        {
            var happened = _events[index];
            var isOwn = stream.Session.Seat is { } seat && (happened.Slot == seat.Slot || happened.Other == seat.Slot);
            if (!isOwn && !sights.Hears(stream.From, stream.Sight, _hearings[index]))
                continue;

            count = Gather(stream, in happened, count, _told.Length);
        }

        TellEvents(stream, count);
    }

    /// <summary>Tells shooters by what their shots were judged.</summary>
    private void TellVerdicts(ReadOnlySpan<SnapshotStream> streams)
    {
        _events.Clear();
        foreach (ref readonly var happened in room.World.Events)
        {
            if (happened.Kind == WorldEventKind.ShotJudged)
                _events.Add(happened);
        }

        foreach (var stream in _events.Count == 0 ? [] : streams)
        {
            if (stream.Session.Seat is { } seat)
                TellVerdicts(stream, seat.Slot);
        }
    }

    private void TellVerdicts(SnapshotStream stream, PlayerSlot shooter)
    {
        var count = 0;
        foreach (ref readonly var verdict in CollectionsMarshal.AsSpan(_events))
        {
            if (verdict.Slot == shooter)
                count = Gather(stream, in verdict, count, VerdictsPerMessage);
        }

        TellEvents(stream, count);
    }

    /// <summary>Adds an event to those that one client is told next, and tells them when they are as many as go together. Returns how many wait.</summary>
    private int Gather(SnapshotStream stream, in WorldEvent happened, int count, int most)
    {
        _told[count++] = happened;
        if (count < most)
            return count;

        TellEvents(stream, count);
        return 0;
    }

    private void TellEvents(SnapshotStream stream, int count)
    {
        if (count == 0)
            return;

        MessageCodec.Encode(new Events(room.World.Tick, new(_told.AsMemory(0, count))), _buffer);
        TellOne(stream);
    }

    private void TellAll(ReadOnlySpan<SnapshotStream> streams)
    {
        foreach (var stream in streams)
            TellOne(stream);
    }

    private void TellOne(SnapshotStream stream)
    {
        if (!stream.Outbox.TryTellNews(_buffer.Span))
            metrics.CountDrop(DropCause.OverBudget);
    }
}
