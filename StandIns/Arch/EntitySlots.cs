using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>
/// The slots of a world. Freed ones wait in a queue, first in, first out, so that a slot rests as long as possible before
/// it has a new owner.
/// </summary>
internal struct EntitySlots
{
    private const int None = -1;

    private EntitySlot[] _slots;
    private int _fresh;
    private int _firstFree;
    private int _lastFree;
    private readonly int _worldId;

    public EntitySlots(int worldId, int capacity)
    {
        _worldId = worldId;
        _slots = [];
        _fresh = 0;
        _firstFree = None;
        _lastFree = None;
        Grow(Math.Max(1, capacity));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsAlive(Entity entity)
    {
        var slots = _slots;
        return (uint)entity.Id < (uint)slots.Length
            && slots[entity.Id].Version == entity.Version
            && entity.WorldId == _worldId;
    }

    /// <summary>The slot of an entity known to be alive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref EntitySlot Of(Entity entity) => ref _slots[entity.Id];

    /// <summary>Room for one more, so that <see cref="Take"/> cannot fail half-way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reserve(int count)
    {
        if (_firstFree == None || count > 1)
            ReserveFresh(count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Entity Take(Archetype archetype, Place place)
    {
        var id = _firstFree;
        ref var slot = ref _slots[id == None ? _fresh : id];
        if (id == None)
        {
            id = _fresh;
            _fresh++;
        }
        else
        {
            _firstFree = slot.NextFree;
        }

        slot.Version = -slot.Version;
        slot.Archetype = archetype.Number;
        slot.Place = place;
        return new Entity(id, _worldId, slot.Version);
    }

    public void Free(Entity entity)
    {
        ref var slot = ref _slots[entity.Id];
        if (slot.Version == int.MaxValue)
        {
            slot.Version = EntitySlot.Retired;
            return;
        }

        slot.Version = -(slot.Version + 1);
        slot.NextFree = None;
        if (_firstFree == None)
            _firstFree = entity.Id;
        else
            _slots[_lastFree].NextFree = entity.Id;

        _lastFree = entity.Id;
    }

    /// <summary>Test seam: moves a slot near the end of its generations.</summary>
    internal readonly void SetFreeVersion(int id, int nextVersion) => _slots[id].Version = -nextVersion;

    private void ReserveFresh(int count)
    {
        if (_slots.Length - _fresh < count)
            Grow(Math.Max(_fresh + count, (int)Math.Min(_slots.Length * 2L, Array.MaxLength)));
    }

    private void Grow(int length)
    {
        var old = _slots.Length;
        Array.Resize(ref _slots, length);
        for (var i = old; i < length; i++)
            _slots[i].Version = -1;
    }
}
