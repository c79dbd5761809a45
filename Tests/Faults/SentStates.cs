using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Faults;

/// <summary>What the world looked like when snapshots of it went out.</summary>
internal sealed class SentStates
{
    private const int Kept = 1024;

    private readonly (uint Tick, int Hash)[] _states = new (uint, int)[Kept];

    public void Keep(WorldView view)
    {
        var index = view.Tick.Value % Kept;
        if (_states[index].Tick != view.Tick.Value)
            _states[index] = (view.Tick.Value, HashOf(view));
    }

    /// <summary>Whether exactly this was sent under this tick.</summary>
    public bool Contains(WorldView view) => _states[view.Tick.Value % Kept] == (view.Tick.Value, HashOf(view));

    public bool Contains(Tick tick) => _states[tick.Value % Kept].Tick == tick.Value;

    /// <summary>The order of entities within a kind means nothing, so neither does it here.</summary>
    private static int HashOf(WorldView view)
    {
        var sum = (int)view.ClockTicks;
        foreach (ref readonly var entity in view.Entities)
            sum = unchecked(sum + entity.GetHashCode());

        return sum;
    }
}
