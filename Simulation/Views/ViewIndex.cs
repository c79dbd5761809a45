using Ecs.Simulation.Values;

namespace Ecs.Simulation.Views;

/// <summary>
/// The entities of a view by seat and by place, each put in order when it is first asked for. Entities may only be added at the end,
/// or else all have to be forgotten.
/// </summary>
internal sealed class ViewIndex
{
    private const int Kinds = (int)EntityKind.Item + 1;

    private readonly ViewGrid?[] _grids = new ViewGrid?[Kinds];
    private readonly int[] _gridCounts = new int[Kinds]; // entities that each has been filled from, or -1
    private int[] _bySlot = [];
    private int _avatars;
    private int _slotCount = -1;

    public void Forget()
    {
        Array.Fill(_gridCounts, -1);
        _slotCount = -1;
    }

    public ViewGrid Grid(ReadOnlySpan<EntityState> entities, EntityKind kind)
    {
        var grid = _grids[(int)kind] ??= new ViewGrid();
        if (_gridCounts[(int)kind] != entities.Length)
        {
            grid.Fill(entities, kind);
            _gridCounts[(int)kind] = entities.Length;
        }

        return grid;
    }

    /// <summary>The index of a seat's avatar, the first one should there be several; -1 when it has none.</summary>
    public int FindAvatar(ReadOnlySpan<EntityState> entities, PlayerSlot slot)
    {
        if (_slotCount != entities.Length)
            IndexSlots(entities);

        if (slot.Value >= PlayerSlot.Limit)
            return Scan(entities[.._avatars], slot);

        // What an earlier view has left is told by whose avatar is there now; of those that are here, every one has been written anew.
        var index = slot.Value < _bySlot.Length ? _bySlot[slot.Value] : -1;
        return (uint)index < (uint)_avatars && entities[index].Slot == slot ? index : -1;
    }

    private void IndexSlots(ReadOnlySpan<EntityState> entities)
    {
        var limit = 0;
        for (_avatars = 0; _avatars < entities.Length && entities[_avatars].Kind == EntityKind.Avatar; _avatars++)
        {
            var slot = entities[_avatars].Slot.Value;
            limit = slot < PlayerSlot.Limit ? Math.Max(limit, slot + 1) : limit;
        }

        if (_bySlot.Length < limit)
            _bySlot = new int[Math.Min(limit * 2, PlayerSlot.Limit)];

        for (var index = _avatars - 1; index >= 0; index--)
        {
            var slot = entities[index].Slot.Value;
            if (slot < PlayerSlot.Limit)
                _bySlot[slot] = index;
        }

        _slotCount = entities.Length;
    }

    private static int Scan(ReadOnlySpan<EntityState> avatars, PlayerSlot slot)
    {
        for (var index = 0; index < avatars.Length; index++)
        {
            if (avatars[index].Slot == slot)
                return index;
        }

        return -1;
    }
}
