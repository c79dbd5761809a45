using Ecs.Protocol;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;

namespace Ecs.Server.Rooms;

/// <summary>
/// The bots of a room. They see what an observer sees and offer their commands like everybody else, so a recording or a
/// replay cannot tell the difference.
/// </summary>
/// <param name="room">Whose bots they are.</param>
/// <param name="brain">Decides for each of them.</param>
/// <param name="names">Of the process.</param>
public sealed class RoomBots(Room room, BotBrain brain, NameRegistry names)
{
    private readonly List<Seat> _seats = [];
    private int _wanted;

    public int Count => _seats.Count;

    /// <summary>Adds or removes bots until there are so many, as far as seats allow; returns how many there are.</summary>
    internal int SetCount(int count)
    {
        while (Count < count && TryAdd())
        {
        }

        while (Count > count)
            TakeOut(_seats[^1], Reason.Left);

        return _wanted = Count;
    }

    /// <summary>Takes a bot out, for good.</summary>
    internal void Remove(Seat bot, Reason reason) => _wanted -= TakeOut(bot, reason) ? 1 : 0;

    /// <summary>The newest goes, so that somebody else may come; false when there is none.</summary>
    internal bool TryMakePlace() => Count > 0 && TakeOut(_seats[^1], Reason.Left);

    /// <summary>Bots that have made place return as soon as nobody would have to stay out for them.</summary>
    internal void BringBack()
    {
        while (Count < _wanted && room.HasPlace && TryAdd())
        {
        }
    }

    /// <summary>Every bot decides on its command for the tick that the room runs next.</summary>
    internal void Decide()
    {
        if (_seats.Count == 0)
            return;

        var view = room.View;
        room.Newcomers.MarkIn(view);
        var tick = room.World.Tick.Next;
        foreach (var seat in _seats)
        {
            if (seat.State == SeatState.Playing)
            {
                var move = brain(view, seat.Slot, room.Options.Seed, tick);
                seat.Offer(move.Command with { Tick = tick });
                if (move.Action.Code != PlayerActionCode.None)
                    seat.TryAct(move.Action);
            }
        }
    }

    private bool TakeOut(Seat bot, Reason reason)
    {
        var wasHere = _seats.Remove(bot);
        if (wasHere)
        {
            names.Release(bot.Name);
            room.Leave(bot, reason);
        }

        return wasHere;
    }

    private bool TryAdd()
    {
        var name = names.TakeNext("bot-", bearer: null);
        if (room.TryJoin(name, isBot: true, out var seat))
        {
            _seats.Add(seat);
            return true;
        }

        names.Release(name);
        return false;
    }
}
