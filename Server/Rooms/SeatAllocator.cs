using System.Diagnostics;
using Ecs.Simulation.Values;

namespace Ecs.Server.Rooms;

/// <summary>
/// Which seats of a room are taken. The lowest free number that has rested is handed out first, so numbers stay small and
/// the teams even, and nobody inherits what is still on the way to the one before. Where none has rested, the one that has
/// rested longest goes: somebody who comes and goes without end must not keep everybody else out.
/// </summary>
public sealed class SeatAllocator
{
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly Seat?[] _seats;
    private readonly TimeSpan[] _restedAt;
    private readonly int _limit;

    /// <param name="limit">Players at once. There are twice as many numbers, as far as numbers go, so that everybody may leave and return at once.</param>
    public SeatAllocator(int limit)
    {
        _limit = limit;
        _seats = new Seat?[Math.Min(limit * 2, PlayerSlot.Limit)];
        _restedAt = new TimeSpan[_seats.Length];
    }

    /// <summary>Numbers that exist.</summary>
    public int Capacity => _seats.Length;

    /// <summary>Taken seats, those included whose player is about to come or go.</summary>
    public int Count { get; private set; }

    /// <summary>Above every taken number.</summary>
    public int HighWater { get; private set; }

    public Seat? this[int number] => (uint)number < (uint)_seats.Length ? _seats[number] : null;

    /// <summary>Whether somebody may come.</summary>
    /// <param name="leaving">As in <see cref="TryFind"/>.</param>
    public bool HasPlace(int leaving) => Count - leaving < _limit && Count < _seats.Length;

    /// <param name="now">The server's time.</param>
    /// <param name="leaving">Of the taken seats, those whose player is about to go: somebody else may come already.</param>
    /// <param name="slot">A free one, when the result is true.</param>
    public bool TryFind(TimeSpan now, int leaving, out PlayerSlot slot)
    {
        slot = PlayerSlot.None;
        if (!HasPlace(leaving))
            return false;

        var best = -1;
        for (var number = 0; number < _seats.Length && (best < 0 || _restedAt[best] > now); number++)
        {
            if (_seats[number] is null && (best < 0 || _restedAt[number] < _restedAt[best]))
                best = number;
        }

        slot = new((ushort)best);
        return true;
    }

    internal void Take(Seat seat)
    {
        Debug.Assert(_seats[seat.Slot.Value] is null, "Two never share a seat.");
        _seats[seat.Slot.Value] = seat;
        Count++;
        HighWater = Math.Max(HighWater, seat.Slot.Value + 1);
    }

    internal void Free(Seat seat, TimeSpan now)
    {
        Debug.Assert(_seats[seat.Slot.Value] == seat, "Nobody gives back another's seat.");
        _seats[seat.Slot.Value] = null;
        _restedAt[seat.Slot.Value] = now + Rest;
        Count--;
        while (HighWater > 0 && _seats[HighWater - 1] is null)
            HighWater--;
    }
}
