namespace Arch.Core;

/// <summary>The archetypes of a world, oldest first.</summary>
public sealed class Archetypes
{
    private Archetype[] _items;

    internal Archetypes(int capacity)
    {
        _items = new Archetype[Math.Max(1, capacity)];
    }

    public int Count { get; private set; }

    /// <summary>Counts removals: a query that saw another number must match everything again.</summary>
    internal int Removals { get; private set; }

    public Archetype this[int index] => AsSpan()[index];

    public Span<Archetype> AsSpan() => _items.AsSpan(0, Count);

    internal void Add(Archetype archetype)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count] = archetype;
        Count++;
    }

    internal void RemoveEmpty()
    {
        int kept = 0;
        foreach (Archetype archetype in AsSpan())
        {
            if (archetype.EntityCount > 0)
            {
                _items[kept] = archetype;
                kept++;
            }
        }

        Array.Clear(_items, kept, Count - kept);
        Removals += kept == Count ? 0 : 1;
        Count = kept;
    }
}
