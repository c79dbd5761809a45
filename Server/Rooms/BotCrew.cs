using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;

namespace Ecs.Server.Rooms;

/// <summary>
/// The bots of a room. They see what an observer sees and offer their commands like everybody else, so a recording or a
/// replay cannot tell the difference.
/// </summary>
public sealed class BotCrew(BotBrain brain, ulong seed)
{
    private readonly List<Seat> _seats = [];

    public int Count => _seats.Count;

    internal void Add(Seat seat) => _seats.Add(seat);

    /// <summary>The bot that came last, or null.</summary>
    internal Seat? Newest => _seats.Count == 0 ? null : _seats[^1];

    internal bool Remove(Seat seat) => _seats.Remove(seat);

    /// <summary>Every bot decides on its command for the tick that the room runs next.</summary>
    internal void Decide(Room room)
    {
        if (_seats.Count == 0)
        {
            return;
        }

        var view = room.View;
        room.Newcomers.MarkIn(view);
        var tick = room.World.Tick.Next;
        foreach (var seat in _seats)
        {
            if (seat.State == SeatState.Playing)
            {
                var move = brain(view, seat.Slot, seed, tick);
                seat.Offer(move.Command with { Tick = tick });
                if (move.Action.Code != PlayerActionCode.None)
                {
                    seat.TryAct(move.Action);
                }
            }
        }
    }
}
