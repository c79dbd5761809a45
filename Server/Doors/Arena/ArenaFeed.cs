using Ecs.Server.Base;
using Ecs.Server.Rooms;
using Ecs.Simulation.Events;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// Tells the door's clients what a tick brought, once per tick, in the order of the original: who left, what happened, what
/// changed, the ranking, who came. Whatever a client does not know is not told to it.
/// </summary>
internal sealed class ArenaFeed(Room room, ServerClock clock, List<ArenaGuest> players)
{
    private const byte Oneself = 67;
    private const byte Another = 101;

    /// <summary>A ranking of a thousand fits; one of more people says the best.</summary>
    private const int BufferLength = 64 * 1024;

    private const ArenaFieldMask DeathMask = ArenaFieldMask.IsAlive | ArenaFieldMask.Health;

    private readonly byte[] _buffer = new byte[BufferLength];
    private readonly ArenaRoster _roster = new(room);
    private readonly ArenaTexts _texts = new(room);
    private readonly ArenaInterest _interest = new(room.World.Options.MaxPlayers);

    public void Tell()
    {
        if (room.HasRun)
            _roster.Look();
        TellNotices();
        if (!room.HasRun)
            return;
        TellLeaves();
        var rankingChanged = TellEvents();
        TellChanges();
        if (rankingChanged)
            TellRanking();
        foreach (var player in players)
        {
            if (player.Seat is { State: SeatState.Playing } seat)
                Introduce(player, seat);
        }
    }

    private void TellNotices()
    {
        foreach (ref readonly var notice in room.Notices.All)
        {
            // Announcements are the room's words for events, for which this wire has words of its own.
            if (notice.Kind is not (RoomNoticeKind.Chat or RoomNoticeKind.ServerChat))
                continue;
            var text = room.Notices.TextOf(notice).Span;
            foreach (var player in players)
            {
                if (!player.IsIn)
                    continue;
                var line = new ArenaWriter(_buffer, ArenaAnswer.Chat);
                if (notice.Kind == RoomNoticeKind.Chat)
                {
                    var team = notice.Slot.IsNone ? ArenaTexts.NoTeam : _roster[notice.Slot].Team;
                    var number = ArenaTexts.NumberOf(player.Ids, notice.Slot);
                    ArenaTexts.WriteChat(ref line, number, team, NameOf(notice.Slot, notice.Name), text);
                }
                else
                {
                    line.AddPlain(text);
                    line.EndString();
                }

                player.Connection.Send(line.Message);
            }
        }
    }

    private void TellLeaves()
    {
        foreach (var player in players)
        {
            for (ushort number = 0; number < _roster.SeatLimit; number++)
            {
                var slot = new PlayerSlot(number);
                if (player.Ids.TryGetId(slot, out _) && !player.Ids.Knows(slot, _roster.AvatarOf(slot)))
                    Part(player, slot);
            }
        }
    }

    private void Part(ArenaGuest player, PlayerSlot slot)
    {
        var gone = new ArenaWriter(_buffer, ArenaAnswer.Disconnected);
        gone.Add(player.Ids.Remove(slot, clock.Now));
        player.Connection.Send(gone.Message);
    }

    /// <summary>Gives whether the ranking has changed.</summary>
    private bool TellEvents()
    {
        var rankingChanged = false;
        foreach (ref readonly var happened in room.World.Events)
        {
            switch (happened.Kind)
            {
                case WorldEventKind.ShotFired:
                    TellShot(happened);
                    break;
                case WorldEventKind.Died:
                    TellDeath(happened);
                    break;
                case WorldEventKind.MatchWarning or WorldEventKind.FriendlyFireChanged:
                case WorldEventKind.MatchEnded or WorldEventKind.MatchStarted:
                    TellRule(happened);
                    break;
                case WorldEventKind.RankingChanged:
                    rankingChanged = true;
                    break;
                default:
                    break;
            }
        }

        return rankingChanged;
    }

    private void TellShot(in WorldEvent shot)
    {
        foreach (var player in players)
        {
            if (!player.Ids.TryGetId(shot.Slot, out var id))
                continue;
            var message = new ArenaWriter(_buffer, ArenaAnswer.Shot);
            message.Add(id);
            message.Add((ushort)shot.Speed);
            message.Add((ushort)shot.Direction.ToDegrees());
            player.Connection.Send(message.Message);
        }
    }

    /// <summary>
    /// The victim, what death took from it, the killer's credit, and the line about it. A killer who falls in the same tick is told as
    /// a victim in turn.
    /// </summary>
    private void TellDeath(in WorldEvent death)
    {
        var changes = _roster.ChangesOf(death.Slot);
        TellUpdate(death.Slot, changes & DeathMask);
        TellUpdate(death.Slot, changes & ~(DeathMask | ArenaFieldMask.Kills));
        _roster.SettleDeath(death.Slot);
        if (!death.Other.IsNone)
        {
            TellUpdate(death.Other, _roster.ChangesOf(death.Other) & ArenaFieldMask.Kills);
            _roster.SettleKills(death.Other);
        }

        foreach (var player in players)
        {
            if (!player.IsIn)
                continue;
            var line = new ArenaWriter(_buffer, ArenaAnswer.Chat);
            var victim = ArenaTexts.NumberOf(player.Ids, death.Slot);
            if (death.Other.IsNone)
                ArenaTexts.WriteDeath(ref line, victim);
            else
                ArenaTexts.WriteKill(ref line, ArenaTexts.NumberOf(player.Ids, death.Other), victim);
            player.Connection.Send(line.Message);
        }
    }

    private void TellRule(in WorldEvent rule)
    {
        foreach (var player in players)
        {
            if (!player.IsIn)
                continue;
            var line = new ArenaWriter(_buffer, rule.Kind == WorldEventKind.MatchEnded ? ArenaAnswer.Popup : ArenaAnswer.Chat);
            if (rule.Kind == WorldEventKind.MatchEnded)
            {
                ArenaTexts.WriteBest(ref line, ArenaTexts.NumberOf(player.Ids, rule.Slot), rule.Slot.IsNone ? "" : NameOf(rule.Slot, room.NameOf(rule.Slot)));
            }
            else if (rule.Kind == WorldEventKind.MatchStarted)
            {
                ArenaTexts.WriteNewMatch(ref line, rule.MatchSeconds);
            }
            else if (rule.Kind == WorldEventKind.MatchWarning)
            {
                ArenaTexts.WriteWarning(ref line, rule.SecondsLeft);
            }
            else
            {
                line.Add(rule.IsOn ? "Friendly fire: on" : "Friendly fire: off");
                line.EndString();
            }

            player.Connection.Send(line.Message);
        }
    }

    private void TellChanges()
    {
        for (ushort number = 0; number < _roster.SeatLimit; number++)
        {
            var slot = new PlayerSlot(number);
            TellUpdate(slot, _roster.ChangesOf(slot));
            _roster.Settle(slot);
        }
    }

    private void TellUpdate(PlayerSlot slot, ArenaFieldMask mask)
    {
        if (mask == ArenaFieldMask.None)
            return;
        foreach (var player in players)
        {
            if (!player.Ids.TryGetId(slot, out var id))
                continue;
            var message = new ArenaWriter(_buffer, ArenaAnswer.Updated);
            message.Add(id);
            message.Add((ushort)mask);
            message.Add(_roster[slot], "", mask);
            player.Connection.Send(message.Message);
        }
    }

    private void TellRanking()
    {
        _texts.Rank();
        foreach (var player in players)
        {
            if (!player.IsIn)
                continue;
            var text = new ArenaWriter(_buffer, ArenaAnswer.Ranking);
            _texts.WriteRanking(ref text, player.Ids);
            player.Connection.Send(text.Message);
        }
    }

    /// <summary>Who has just come is told of the own avatar first; then everybody of those whom they do not know yet.</summary>
    private void Introduce(ArenaGuest player, Seat seat)
    {
        if (!player.IsIn)
        {
            player.IsIn = true;
            Present(player, seat.Slot, Oneself);
        }

        if (player.Ids.Count == _roster.Count)
            return;
        var chosen = _interest.Choose(_roster, player.Ids, seat.Slot, clock.Now);
        foreach (var left in _interest.Dropped)
            Part(player, left);
        foreach (var slot in chosen)
            Present(player, slot, Another);
    }

    private void Present(ArenaGuest player, PlayerSlot slot, byte kind)
    {
        if (!player.Ids.TryAdd(slot, _roster.AvatarOf(slot), clock.Now, out var id))
            return;
        var message = new ArenaWriter(_buffer, ArenaAnswer.Connected);
        message.Add(kind);
        message.Add(id);
        message.Add(_roster[slot], NameOf(slot, room.NameOf(slot)), ArenaFieldMask.All);
        player.Connection.Send(message.Message);
    }

    /// <summary>Those who came through this door go by the name that they wrote.</summary>
    private string NameOf(PlayerSlot slot, string otherwise)
    {
        foreach (var player in players)
        {
            if (player.Seat is { } seat && seat.Slot == slot)
                return player.ShownName;
        }

        return otherwise;
    }
}
