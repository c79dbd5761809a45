using System.Diagnostics;
using System.Runtime.CompilerServices;
using Arch.Core;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// Where the storage keeps the entity of an id. Ids come from a counter, so those that live lie close together: pages of
/// consecutive ids, found by the page's number in a table that the same low bits index. Neighbouring pages never meet in it;
/// ones that lie far apart may, as a planted fault can set the counter anywhere, and then stand in the next free place.
/// </summary>
/// <remarks>Allocates only while more pages are in use at once than ever before: an empty page serves the next ids.</remarks>
internal sealed class EntityDirectory
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    private Page[] _pages = new Page[16];
    private int _used;
    private Entity[][] _spare = [];
    private int _spares;

    /// <summary>Ids that have an entity.</summary>
    public int Count { get; private set; }

    public bool Contains(ulong id) => TryGet(id, out _);

    public bool TryGet(ulong id, out Entity entity)
    {
        ref var page = ref _pages[PlaceOf(id >> PageBits)];
        entity = page.Entities is { } entities ? entities[id % PageSize] : default;
        return entity.Version != 0; // No living entity has generation 0.
    }

    /// <summary>The id must not be in use.</summary>
    public void Add(ulong id, Entity entity)
    {
        var number = id >> PageBits;
        var place = PlaceOf(number);
        if (_pages[place].Entities is null)
            place = Open(number, place);

        ref var page = ref _pages[place];
        Debug.Assert(page.Entities![id % PageSize].Version == 0, "Two entities never share an id.");
        page.Entities[id % PageSize] = entity;
        page.Count++;
        Count++;
    }

    /// <summary>Frees the id; false when nobody has it.</summary>
    public bool Remove(ulong id, out Entity entity)
    {
        var place = PlaceOf(id >> PageBits);
        ref var page = ref _pages[place];
        entity = page.Entities is { } entities ? entities[id % PageSize] : default;
        if (entity.Version == 0)
            return false;

        page.Entities![id % PageSize] = default;
        Count--;
        if (--page.Count == 0)
            Close(place);

        return true;
    }

    /// <summary>Where the page is, or the free place where it would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceOf(ulong number)
    {
        var pages = _pages;
        var place = (int)number & (pages.Length - 1);
        while (pages[place].Number != number && pages[place].Entities is not null)
            place = (place + 1) & (pages.Length - 1);

        return place;
    }

    private int Open(ulong number, int place)
    {
        if (_used * 2 >= _pages.Length)
        {
            Grow();
            place = PlaceOf(number);
        }

        _used++;
        _pages[place] = new Page { Number = number, Entities = _spares > 0 ? _spare[--_spares] : new Entity[PageSize] };
        return place;
    }

    /// <summary>Frees the page's place, and lets those behind that were pushed out of theirs come closer.</summary>
    private void Close(int place)
    {
        if (_spares == _spare.Length)
            Array.Resize(ref _spare, _pages.Length);

        _spare[_spares++] = _pages[place].Entities!;
        _used--;
        var hole = place;
        var mask = _pages.Length - 1;
        for (var next = (place + 1) & mask; _pages[next].Entities is not null; next = (next + 1) & mask)
        {
            var home = (int)_pages[next].Number & mask;
            if (((next - home) & mask) < ((next - hole) & mask))
                continue;

            _pages[hole] = _pages[next];
            hole = next;
        }

        _pages[hole] = default;
    }

    private void Grow()
    {
        var old = _pages;
        _pages = new Page[old.Length * 2];
        foreach (var page in old)
        {
            if (page.Entities is not null)
                _pages[PlaceOf(page.Number)] = page;
        }
    }

    private struct Page
    {
        public ulong Number;
        public int Count;

        /// <summary>Null in a free place. Free ids have the default, which is no living entity's handle.</summary>
        public Entity[]? Entities;
    }
}
