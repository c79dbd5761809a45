using System.Runtime.InteropServices;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Views;

/// <summary>
/// A reusable copy of a world after a tick: its number, the mode's clock and every entity, avatars first. The order inside
/// a kind is that of the storage and means nothing.
/// </summary>
/// <param name="capacity">Entities that it has room for from the start; it grows beyond that.</param>
public sealed class WorldView(int capacity = 0)
{
    private readonly List<EntityState> _entities = new(capacity);
    private readonly List<PlayerSlot> _newcomers = [];

    public Tick Tick { get; set; }

    /// <summary>Ticks until the match ends, 0 when it has ended or the mode has no clock.</summary>
    public uint ClockTicks { get; set; }

    public ReadOnlySpan<EntityState> Entities => CollectionsMarshal.AsSpan(_entities);

    public void Add(in EntityState entity) => _entities.Add(entity);

    /// <summary>Whether somebody has only just come. Bots leave them in peace; whoever keeps the view for bots says who that is.</summary>
    public bool IsNewcomer(PlayerSlot slot) => _newcomers.Contains(slot);

    public void AddNewcomer(PlayerSlot slot) => _newcomers.Add(slot);

    public void Clear()
    {
        _entities.Clear();
        _newcomers.Clear();
    }

    /// <summary>Becomes equal to another view; allocates only to grow.</summary>
    public void CopyFrom(WorldView other)
    {
        Tick = other.Tick;
        ClockTicks = other.ClockTicks;
        CollectionsMarshal.SetCount(_entities, other._entities.Count);
        other.Entities.CopyTo(CollectionsMarshal.AsSpan(_entities));
        CollectionsMarshal.SetCount(_newcomers, other._newcomers.Count);
        CollectionsMarshal.AsSpan(other._newcomers).CopyTo(CollectionsMarshal.AsSpan(_newcomers));
    }
}
