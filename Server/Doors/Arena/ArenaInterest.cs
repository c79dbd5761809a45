using System.Runtime.InteropServices;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// Whom a client is to meet next: everybody, as far as the wire has numbers; in a larger crowd the nearest, who are chosen anew twice
/// a second. Somebody known stays so until a little outside of the nearest, since a number that is given back has to rest.
/// </summary>
/// <param name="seats">Of the room.</param>
internal sealed class ArenaInterest(int seats)
{
    /// <summary>Places beyond the limit.</summary>
    private const int Tolerance = 16;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly float[] _distances = new float[seats];
    private readonly PlayerSlot[] _others = new PlayerSlot[seats];
    private readonly List<PlayerSlot> _met = new(seats);
    private readonly List<PlayerSlot> _dropped = new(seats);

    /// <summary>Of the last choice: who is to be forgotten before.</summary>
    public ReadOnlySpan<PlayerSlot> Dropped => CollectionsMarshal.AsSpan(_dropped);

    /// <summary>Who is to be met, nearest first in a large crowd and by seat otherwise; valid until the next choice.</summary>
    public ReadOnlySpan<PlayerSlot> Choose(ArenaRoster roster, ArenaIdMap ids, PlayerSlot self, TimeSpan now)
    {
        _met.Clear();
        _dropped.Clear();
        var isCrowded = roster.Count - 1 > ArenaIdMap.OthersLimit;
        if (isCrowded && now - ids.ChosenAt < Interval)
            return [];
        ids.ChosenAt = now;
        var count = Collect(roster, self);
        if (isCrowded)
            Array.Sort(_distances, _others, 0, count);

        for (var place = 0; place < count; place++)
        {
            var isKnown = ids.TryGetId(_others[place], out _);
            if (!isKnown && place < ArenaIdMap.OthersLimit)
                _met.Add(_others[place]);
            else if (isKnown && place >= ArenaIdMap.OthersLimit + Tolerance)
                _dropped.Add(_others[place]);
        }

        return CollectionsMarshal.AsSpan(_met);
    }

    private int Collect(ArenaRoster roster, PlayerSlot self)
    {
        var count = 0;
        for (ushort number = 0; number < roster.SeatLimit; number++)
        {
            var slot = new PlayerSlot(number);
            if (roster.AvatarOf(slot).IsNone || slot == self)
                continue;
            var x = roster[slot].X - roster[self].X;
            var y = roster[slot].Y - roster[self].Y;
            _distances[count] = (x * x) + (y * y);
            _others[count++] = slot;
        }

        return count;
    }
}
