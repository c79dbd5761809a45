using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>The archetypes of a world, oldest first.</summary>
public sealed class Archetypes
{
    private Archetype[] _items;
    private Archetype?[] _byNumber;

    internal Archetypes(int capacity)
    {
        _items = new Archetype[Math.Max(1, capacity)];
        _byNumber = new Archetype?[_items.Length];
    }

    public int Count { get; private set; }

    /// <summary>Counts removals: a query that saw another number must match everything again.</summary>
    internal int Removals { get; private set; }

    public Archetype this[int index] => AsSpan()[index];

    public Span<Archetype> AsSpan() => _items.AsSpan(0, Count);

    /// <summary>The archetype of a living entity's slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Archetype ByNumber(int number) => _byNumber[number]!;

    /// <summary>The number for the next archetype; those of forgotten ones return.</summary>
    internal int NextNumber()
    {
        var free = Array.IndexOf(_byNumber, null);
        return free >= 0 ? free : _byNumber.Length;
    }

    internal void Add(Archetype archetype)
    {
        ArchetypeTable.Put(ref _byNumber, archetype.Number, archetype);
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);

        _items[Count] = archetype;
        Count++;
    }

    internal void RemoveEmpty()
    {
        var kept = 0;
        foreach (var archetype in AsSpan())
        {
            if (archetype.EntityCount > 0)
            {
                _items[kept] = archetype;
                kept++;
            }
            else
            {
                _byNumber[archetype.Number] = null;
            }
        }

        Array.Clear(_items, kept, Count - kept);
        Removals += kept == Count ? 0 : 1;
        Count = kept;
    }
}
