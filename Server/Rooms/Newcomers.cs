using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Server.Rooms;

/// <summary>
/// The people of a room who have only just come, or come back, and are still about where that was: its bots leave them in peace, so that
/// nobody dies before having seen the world.
/// </summary>
internal sealed class Newcomers(int tickRate)
{
    private const int Seconds = 5;
    private const int Nearby = 100; // world units

    private readonly List<Arrival> _arrivals = [];

    public void Add(PlayerSlot slot, Tick now)
    {
        for (var index = _arrivals.Count - 1; index >= 0; index--)
        {
            if (_arrivals[index].Slot == slot)
                _arrivals.RemoveAt(index);
        }

        _arrivals.Add(new Arrival(slot, now + (Seconds * tickRate)));
    }

    /// <summary>Tells in the view who they are, and forgets whoever is one no longer.</summary>
    /// <param name="view">The world after the last tick.</param>
    public void MarkIn(WorldView view)
    {
        if (_arrivals.Count == 0)
            return;
        for (var index = _arrivals.Count - 1; index >= 0; index--)
        {
            var arrival = _arrivals[index];
            if (arrival.Until.IsNewerThan(view.Tick) && TryFind(view, arrival.Slot, out var at) && IsNear(at - (arrival.Place ?? at)))
                _arrivals[index] = arrival with { Place = arrival.Place ?? at };
            else
                _arrivals.RemoveAt(index);
        }

        foreach (var arrival in _arrivals)
            view.AddNewcomer(arrival.Slot);
    }

    private static bool IsNear(FixedVector way) => Fixed.Abs(way.X) <= Fixed.FromInt(Nearby) && Fixed.Abs(way.Y) <= Fixed.FromInt(Nearby);

    private static bool TryFind(WorldView view, PlayerSlot slot, out FixedVector at)
    {
        var isHere = view.TryFindAvatar(slot, out var avatar);
        at = new FixedVector(avatar.X, avatar.Y);
        return isHere;
    }

    /// <param name="Slot">Who.</param>
    /// <param name="Until">Nobody is one from this tick on.</param>
    /// <param name="Place">Where that was; null until somebody has looked.</param>
    private readonly record struct Arrival(PlayerSlot Slot, Tick Until, FixedVector? Place = null);
}
