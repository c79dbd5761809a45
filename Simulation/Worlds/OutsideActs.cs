using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// Seat by seat, the tick of the newest act of each kind. It says why players mispredicted and is no state of the world: nothing that a
/// tick computes depends on it.
/// </summary>
internal sealed class OutsideActs(int seats)
{
    private readonly Tick[] _pushes = new Tick[seats];
    private readonly Tick[] _events = new Tick[seats];

    public Tick NewestOf(PlayerSlot slot, OutsideAct act) => slot.Value < _pushes.Length ? TicksOf(act)[slot.Value] : default;

    public void Note(PlayerSlot slot, OutsideAct act, Tick tick)
    {
        if (slot.Value < _pushes.Length)
            TicksOf(act)[slot.Value] = tick;
    }

    /// <summary>Somebody else has the seat.</summary>
    public void Forget(PlayerSlot slot) => (_pushes[slot.Value], _events[slot.Value]) = (default, default);

    private Tick[] TicksOf(OutsideAct act) => act == OutsideAct.Push ? _pushes : _events;
}
