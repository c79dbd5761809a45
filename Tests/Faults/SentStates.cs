using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Faults;

/// <summary>What the world looked like when snapshots of it went out, and whether somebody sees it so, as near as snapshots say.</summary>
internal sealed class SentStates
{
    private const int Kept = 256;
    private const int Apart = Fixed.RawPerUnit / 4;
    private const int AngleApart = Angle.FullTurn / 512;

    private readonly Dictionary<EntityId, EntityState>?[] _states = new Dictionary<EntityId, EntityState>[Kept];
    private readonly Tick[] _ticks = new Tick[Kept];

    public void Keep(WorldView view)
    {
        var index = view.Tick.Value % Kept;
        if (_states[index] is not null && _ticks[index] == view.Tick)
            return;

        var states = new Dictionary<EntityId, EntityState>();
        foreach (ref readonly var entity in view.Entities)
            states[entity.Id] = entity;
        (_states[index], _ticks[index]) = (states, view.Tick);
    }

    /// <summary>What there was at a tick; null when that is not kept.</summary>
    public IReadOnlyDictionary<EntityId, EntityState>? At(Tick tick)
    {
        var index = tick.Value % Kept;
        return _ticks[index] == tick ? _states[index] : null;
    }

    /// <summary>What of this was not there at its tick, or is not seen unless some of it may still be on its way; empty for nothing.</summary>
    public string Difference(WorldView view, bool orMore = false)
    {
        if (At(view.Tick) is not { } states)
            return $"there was no tick {view.Tick}";
        if (!orMore && states.Count != view.Entities.Length)
            return $"{view.Entities.Length} of {states.Count} entities at tick {view.Tick}";

        foreach (ref readonly var entity in view.Entities)
        {
            if (!states.TryGetValue(entity.Id, out var state))
                return $"{entity.Id} was not there at tick {view.Tick}";
            if (!orMore && !AreAlike(in entity, in state))
                return $"{entity} was {state} at tick {view.Tick}";
        }

        return "";
    }

    private static bool AreAlike(in EntityState seen, in EntityState state) =>
        Math.Abs(seen.X.Raw - state.X.Raw) <= Apart
        && Math.Abs(seen.Y.Raw - state.Y.Raw) <= Apart
        && Math.Abs((short)(seen.Aim.Raw - state.Aim.Raw)) <= AngleApart
        && (seen with { X = state.X, Y = state.Y, VelocityX = state.VelocityX, VelocityY = state.VelocityY, Aim = state.Aim }) == state;
}
