using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Plaza;

/// <summary>What the clients of the door are told: comings, goings and chat in order, hops at once, the rest ten times a second.</summary>
internal sealed class PlazaFeed(Room room, PlazaRoster roster, PlazaClock clock)
{
    private static readonly TimeSpan StateInterval = TimeSpan.FromMilliseconds(100);

    private readonly byte[] _map = PlazaWire.MapOf(room.World.Map);
    private readonly PlazaPlace[] _told = new PlazaPlace[room.World.Options.MaxPlayers];
    private readonly byte[] _text = new byte[PlazaWire.ChatOverhead + (PlazaText.Limit * 3)];
    private byte[] _state = new byte[PlazaWire.StateHeadBytes];
    private TimeSpan _sinceState;

    /// <summary>Those who are in the world already, when the door opens.</summary>
    public void Begin()
    {
        for (var number = 0; number < room.SeatLimit; number++)
        {
            if (room.SeatAt(number) is { State: SeatState.Playing } seat)
                roster.Announce(seat.Slot, client: null);
        }
    }

    /// <param name="elapsed">Since the last call.</param>
    /// <param name="isBehind">Whether the server has no time to spare: half the world states have to do.</param>
    public void Tell(TimeSpan elapsed, bool isBehind)
    {
        var isStateDue = IsStateDue(elapsed, isBehind);

        // Moves first: who comes in this tick is told the last place of everybody, and must not hear it again.
        if (room.HasRun)
            RelayHops();
        if (isStateDue)
            TellMoves();
        foreach (ref readonly var notice in room.Notices.All)
            Tell(notice);
        foreach (var client in roster.Clients)
            client.Lines.Clear();
        if (isStateDue)
            TellState();
    }

    private bool IsStateDue(TimeSpan elapsed, bool isBehind)
    {
        _sinceState += elapsed;
        var interval = isBehind ? StateInterval * 2 : StateInterval;
        if (_sinceState < interval)
            return false;
        _sinceState -= interval;
        if (_sinceState > interval)
            _sinceState = TimeSpan.Zero; // After a long stall one is enough.
        return true;
    }

    private void Tell(in RoomNotice notice)
    {
        switch (notice.Kind)
        {
            case RoomNoticeKind.PlayerCame:
                TellCame(notice.Slot);
                break;
            case RoomNoticeKind.PlayerWent:
                TellWent(notice.Slot);
                break;
            case RoomNoticeKind.Chat:
                TellChat(notice);
                break;
            case RoomNoticeKind.ServerChat or RoomNoticeKind.Announcement:
                SendChat(roster.VoiceId, room.Notices.TextOf(notice).Span);
                break;
        }
    }

    private void TellCame(PlayerSlot slot)
    {
        if (room.SeatAt(slot.Value) is not { } seat)
            return;
        var client = roster.ClientOf(seat);
        var id = roster.Announce(slot, client);
        _told[slot.Value] = PlaceOf(seat);
        Span<byte> buffer = stackalloc byte[PlazaWire.NameOverhead + byte.MaxValue];
        SendToOthers(client, buffer[..PlazaWire.WriteJoin(buffer, id)]);
        SendToOthers(client, buffer[..PlazaWire.WriteName(buffer, id, seat.Name)]);
        if (client is null)
            return;
        client.IsIn = true;
        Welcome(client);
    }

    /// <summary>The newcomer hears how it is called, who is here and where they are, and what the map is.</summary>
    private void Welcome(PlazaGuest newcomer)
    {
        Span<byte> buffer = stackalloc byte[PlazaWire.NameOverhead + byte.MaxValue];
        for (var number = 0; number < room.SeatLimit; number++)
        {
            if (room.SeatAt(number) is not { } seat || roster.IdOf(seat.Slot) is not { } id)
                continue;
            if (seat != newcomer.Seat)
            {
                newcomer.Connection.Send(buffer[..PlazaWire.WriteJoin(buffer, id)]);
                if (roster.ClientOf(seat) is not { IsPlaced: false })
                    newcomer.Connection.Send(buffer[..PlazaWire.WriteUpdate(buffer, id, PlaceOf(seat), clock.Stamp)]);
            }

            newcomer.Connection.Send(buffer[..PlazaWire.WriteName(buffer, id, seat.Name)]);
        }

        newcomer.Connection.Send(_map);
    }

    private void TellWent(PlayerSlot slot)
    {
        if (roster.IdOf(slot) is not { } id)
            return;
        roster.Forget(slot);
        Span<byte> buffer = stackalloc byte[PlazaWire.PresenceBytes];
        SendToOthers(null, buffer[..PlazaWire.WriteLeave(buffer, id)]);
    }

    private void TellChat(in RoomNotice notice)
    {
        if (notice.Slot != PlayerSlot.None && roster.IdOf(notice.Slot) is { } id)
        {
            // Here the line may be as long as it came; the room's copy is cut to what every wire holds.
            var speaker = room.SeatAt(notice.Slot.Value) is { } seat ? roster.ClientOf(seat) : null;
            SendChat(id, speaker is not null && speaker.Lines.TryDequeue(out var line) ? line : room.Notices.TextOf(notice).Span);
            return;
        }

        SendChat(roster.VoiceId, $"{notice.Name}: {room.Notices.TextOf(notice).Span}");
    }

    private void RelayHops()
    {
        Span<byte> buffer = stackalloc byte[PlazaWire.UpdateBytes];
        foreach (var client in roster.Clients)
        {
            if (client.Offered is not { } hop || client.Seat is not { State: SeatState.Playing } seat)
                continue;
            client.Offered = null;
            client.Said = (hop, hop.ToWish());
            client.IsPlaced = true;
            var place = PlaceOf(seat);
            _told[seat.Slot.Value] = place;
            SendToOthers(client, buffer[..PlazaWire.WriteUpdate(buffer, client.Id, place, clock.Stamp)]);
        }
    }

    /// <summary>Those who walk, and those whom the rules or an operator have put somewhere else.</summary>
    private void TellMoves()
    {
        Span<byte> buffer = stackalloc byte[PlazaWire.UpdateBytes];
        for (var number = 0; number < room.SeatLimit; number++)
        {
            if (room.SeatAt(number) is not { State: SeatState.Playing } seat || roster.IdOf(seat.Slot) is not { } id)
                continue;
            var place = PlaceOf(seat);
            if (place == _told[number])
                continue;
            _told[number] = place;
            var moved = roster.ClientOf(seat);
            if (moved is not null)
                moved.IsPlaced = true;
            SendToOthers(moved, buffer[..PlazaWire.WriteUpdate(buffer, id, place, clock.Stamp)]);
        }
    }

    private void TellState()
    {
        var largest = PlazaWire.StateHeadBytes + (room.SeatLimit * PlazaWire.StateEntryBytes);
        if (_state.Length < largest)
            _state = new byte[largest * 2];
        var count = 0;
        var length = PlazaWire.StateHeadBytes;
        for (var number = 0; number < room.SeatLimit; number++)
        {
            if (room.SeatAt(number) is not { State: SeatState.Playing } seat || roster.IdOf(seat.Slot) is not { } id)
                continue;
            length += PlazaWire.WriteStateEntry(_state.AsSpan(length), id, PlaceOf(seat));
            count++;
        }

        PlazaWire.WriteStateHead(_state, count);
        foreach (var client in roster.Clients)
        {
            if (client.IsIn)
                client.Connection.SendLatest(_state.AsSpan(0, length));
        }
    }

    /// <summary>What a client said while the world took it unchanged; the world's own numbers otherwise.</summary>
    private PlazaPlace PlaceOf(Seat seat)
    {
        room.World.TryRead(seat.Avatar, out Position position);
        room.World.TryRead(seat.Avatar, out Stance stance);
        if (roster.ClientOf(seat) is { } client && client.Said is var (place, wish) && wish.IsPresent
            && wish.X == position.X && wish.Y == position.Y && wish.Z == stance.Z && wish.Facing == stance.Facing)
        {
            return place;
        }

        return PlazaPlace.From(position, stance);
    }

    private void SendChat(uint id, ReadOnlySpan<char> text)
    {
        var length = PlazaWire.WriteChat(_text, id, text[..Math.Min(text.Length, PlazaText.Limit)], clock.Stamp);
        SendToOthers(null, _text.AsSpan(0, length));
    }

    private void SendToOthers(PlazaGuest? speaker, ReadOnlySpan<byte> message)
    {
        foreach (var client in roster.Clients)
        {
            if (client != speaker && client.IsIn)
                client.Connection.Send(message);
        }
    }
}
