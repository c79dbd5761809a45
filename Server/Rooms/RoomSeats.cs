using System.Diagnostics.CodeAnalysis;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Rooms;

/// <summary>Who sits in a room, who comes and goes with the next tick of its world, and what the others are told of it.</summary>
/// <param name="room">Whose seats they are.</param>
/// <param name="clock">Seats rest by it.</param>
/// <param name="names">Of the process.</param>
/// <param name="log">Hears of people, not of bots.</param>
internal sealed class RoomSeats(Room room, ServerClock clock, NameRegistry names, ILogger log)
{
    private readonly SeatAllocator _seats = new(room.Options.PlayerLimit);
    private readonly List<Seat> _joining = [];
    private readonly List<Seat> _leaving = [];

    public int Capacity => _seats.Capacity;

    public int Count => _seats.Count;

    /// <summary>Above every taken number.</summary>
    public int HighWater => _seats.HighWater;

    public Seat? this[int number] => _seats[number];

    /// <summary>Whether somebody could be given a seat now.</summary>
    public bool HasPlace => _seats.HasPlace(_leaving.Count);

    /// <summary>As <see cref="Room.TryJoin(string, bool, ReadOnlyMemory{byte}, out Seat?)"/>, with nobody who makes place.</summary>
    public bool TryTake(string name, bool isBot, ReadOnlyMemory<byte> character, [NotNullWhen(true)] out Seat? seat)
    {
        seat = null;
        if (!_seats.TryFind(clock.Now, _leaving.Count, out var slot))
            return false;

        seat = new Seat(room, slot, name, isBot, new InputBuffer(room.Options.TickRate)) { Character = character, Since = clock.Now };
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

    /// <summary>Tells the next tick of the world who comes and who goes.</summary>
    public void Change(TickInputBuffer input)
    {
        foreach (var seat in _leaving)
            input.Add(new PlayerLeave(seat.Slot));

        foreach (var seat in _joining)
            input.Add(new PlayerJoin(seat.Slot, seat.Name, PlayerJoin.ModeChoosesTeam, seat.IsBot) { Character = seat.Character });
    }

    /// <summary>Takes at most one command and four acts of everybody who plays.</summary>
    public void Take(TickInputBuffer input)
    {
        for (var number = 0; number < HighWater; number++)
        {
            if (_seats[number] is { State: SeatState.Playing } seat)
                seat.TakeInto(input);
        }
    }

    /// <summary>The world has taken who came and went: from now on they are in it or gone, and everybody is told.</summary>
    public void Settle()
    {
        SettleLeaves();
        SettleJoins();
        TellChanges();
    }

    private void SettleLeaves()
    {
        foreach (var seat in _leaving)
        {
            room.Notices.Add(new(RoomNoticeKind.PlayerWent, seat.Slot, seat.Name) { Reason = seat.LeaveReason });
            if (!seat.IsBot)
                RoomLog.Went(log, seat.Name, room.Name, seat.LeaveReason);

            Free(seat);
        }

        _leaving.Clear();
    }

    private void SettleJoins()
    {
        foreach (var seat in _joining)
        {
            room.World.TryGetAvatar(seat.Slot, out var avatar);
            seat.Avatar = avatar;
            seat.State = SeatState.Playing;
            seat.Inputs.Begin(room.World.Tick);
            Tell(RoomNoticeKind.PlayerCame, seat, room.TeamOf(seat.Slot));
            if (!seat.IsBot)
            {
                room.Newcomers.Add(seat.Slot, room.World.Tick);
                RoomLog.Came(log, seat.Name, room.Name, names.Find(seat.Name)?.Address ?? "nowhere");
            }
        }

        _joining.Clear();
    }

    private void TellChanges()
    {
        foreach (ref readonly var happened in room.World.Events)
        {
            if (happened.Kind == WorldEventKind.TeamChanged && _seats[happened.Slot.Value] is { } seat)
                Tell(RoomNoticeKind.PlayerChanged, seat, happened.Team);

            if (happened.Kind == WorldEventKind.Respawned && _seats[happened.Slot.Value] is { IsBot: false })
                room.Newcomers.Add(happened.Slot, room.World.Tick);
        }
    }

    private void Tell(RoomNoticeKind kind, Seat seat, byte team) =>
        room.Notices.Add(new(kind, seat.Slot, seat.Name) { Avatar = seat.Avatar, Team = team, IsBot = seat.IsBot });

    private void Free(Seat seat)
    {
        seat.State = SeatState.Gone;
        _seats.Free(seat, clock.Now);
    }
}
