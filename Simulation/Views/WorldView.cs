using System.Runtime.InteropServices;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Views;

/// <summary>
/// A reusable copy of a world after a tick: its number, the mode's clock and every entity, avatars first. The order inside
/// a kind is that of the storage and means nothing. Who looks for seats or places has them put in order by the first question: a
/// view is read by one thread at a time.
/// </summary>
/// <param name="capacity">Entities that it has room for from the start; it grows beyond that.</param>
public sealed class WorldView(int capacity = 0)
{
    private readonly List<EntityState> _entities = new(capacity);
    private readonly List<PlayerSlot> _newcomers = [];
    private readonly ViewIndex _index = new();
    private ulong[] _isNewcomer = []; // a bit for each slot

    public Tick Tick { get; set; }

    /// <summary>Ticks until the match ends, 0 when it has ended or the mode has no clock.</summary>
    public uint ClockTicks { get; set; }

    public ReadOnlySpan<EntityState> Entities => CollectionsMarshal.AsSpan(_entities);

    public void Add(in EntityState entity) => _entities.Add(entity);

    /// <summary>The avatar of a seat; false when it has none.</summary>
    public bool TryFindAvatar(PlayerSlot slot, out EntityState avatar)
    {
        var index = _index.FindAvatar(Entities, slot);
        avatar = index < 0 ? default : _entities[index];
        return index >= 0;
    }

    /// <summary>The entities of a kind about an area: all whose centre lies in it, edges included, and some others.</summary>
    public NearbyEntities Around(EntityKind kind, in FixedRectangle area) => new(Entities, Grid(kind), area);

    /// <summary>Whether anybody has only just come.</summary>
    public bool HasNewcomers => _newcomers.Count != 0;

    /// <summary>Whether somebody has only just come. Bots leave them in peace; whoever keeps the view for bots says who that is.</summary>
    public bool IsNewcomer(PlayerSlot slot) =>
        _newcomers.Count != 0 && (_isNewcomer[slot.Value / 64] & (1UL << (slot.Value % 64))) != 0;

    public void AddNewcomer(PlayerSlot slot)
    {
        if (_isNewcomer.Length == 0)
            _isNewcomer = new ulong[(ushort.MaxValue + 1) / 64];

        _newcomers.Add(slot);
        _isNewcomer[slot.Value / 64] |= 1UL << (slot.Value % 64);
    }

    public void Clear()
    {
        _entities.Clear();
        _index.Forget();
        ClearNewcomers();
    }

    /// <summary>Becomes equal to another view; allocates only to grow.</summary>
    public void CopyFrom(WorldView other)
    {
        Tick = other.Tick;
        ClockTicks = other.ClockTicks;
        CollectionsMarshal.SetCount(_entities, other._entities.Count);
        other.Entities.CopyTo(CollectionsMarshal.AsSpan(_entities));
        _index.Forget();
        ClearNewcomers();
        foreach (var slot in other._newcomers)
            AddNewcomer(slot);
    }

    /// <summary>The entities of a kind by place.</summary>
    internal ViewGrid Grid(EntityKind kind) => _index.Grid(Entities, kind);

    private void ClearNewcomers()
    {
        foreach (var slot in _newcomers)
            _isNewcomer[slot.Value / 64] = 0;

        _newcomers.Clear();
    }
}
