using System.Runtime.InteropServices;

namespace Ecs.Simulation.Views;

/// <summary>
/// A reusable copy of a world after a tick: its number, the mode's clock and every entity, avatars first. The order inside
/// a kind is that of the storage and means nothing.
/// </summary>
/// <param name="capacity">Entities that it has room for from the start; it grows beyond that.</param>
public sealed class WorldView(int capacity = 0)
{
    private readonly List<EntityState> _entities = new(capacity);

    public Tick Tick { get; set; }

    /// <summary>Ticks until the match ends, 0 when it has ended or the mode has no clock.</summary>
    public uint ClockTicks { get; set; }

    public ReadOnlySpan<EntityState> Entities => CollectionsMarshal.AsSpan(_entities);

    public void Add(in EntityState entity) => _entities.Add(entity);

    public void Clear() => _entities.Clear();

    /// <summary>Becomes equal to another view; allocates only to grow.</summary>
    public void CopyFrom(WorldView other)
    {
        Tick = other.Tick;
        ClockTicks = other.ClockTicks;
        CollectionsMarshal.SetCount(_entities, other._entities.Count);
        other.Entities.CopyTo(CollectionsMarshal.AsSpan(_entities));
    }
}
