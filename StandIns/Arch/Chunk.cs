using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>
/// A block of entities of one archetype. Spans and arrays are as long as <see cref="Capacity"/>; only the first
/// <see cref="Count"/> elements belong to entities, so slice before handing them to vector code.
/// </summary>
public readonly struct Chunk
{
    internal readonly Archetype Archetype;
    internal readonly int Index;

    internal Chunk(Archetype archetype, int index)
    {
        Archetype = archetype;
        Index = index;
    }

    /// <summary>Living entities in this chunk.</summary>
    public int Count => Archetype.CountIn(Index);

    public int Capacity => Archetype.EntitiesPerChunk;

    /// <summary>The handles, row by row; read only, by agreement.</summary>
    public Entity[] Entities => Archetype.EntitiesIn(Index);

    public bool Has<T>() => Archetype.Has(Component<T>.Id);

    /// <summary>The component in a row below <see cref="Count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Get<T>(int index) => ref Archetype.Column<T>(Index)[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Entity Entity(int index) => ref Archetype.EntitiesIn(Index)[index];

    /// <summary>All rows of a component. Throws when the entities here do not have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> GetSpan<T>() => new(Archetype.Column<T>(Index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void GetSpan<T0, T1>(out Span<T0> t0Span, out Span<T1> t1Span)
    {
        t0Span = new(Archetype.Column<T0>(Index));
        t1Span = new(Archetype.Column<T1>(Index));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void GetSpan<T0, T1, T2>(out Span<T0> t0Span, out Span<T1> t1Span, out Span<T2> t2Span)
    {
        t0Span = new(Archetype.Column<T0>(Index));
        t1Span = new(Archetype.Column<T1>(Index));
        t2Span = new(Archetype.Column<T2>(Index));
    }

    /// <summary>The array itself, an ordinary managed one of length <see cref="Capacity"/>.</summary>
    public T[] GetArray<T>() => Archetype.Column<T>(Index);

    public void GetArray<T0, T1>(out T0[] t0Array, out T1[] t1Array)
    {
        t0Array = Archetype.Column<T0>(Index);
        t1Array = Archetype.Column<T1>(Index);
    }

    /// <summary>Row 0, for walking with references.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T GetFirst<T>() => ref Archetype.First<T>(Index);

    /// <summary>The row numbers from <see cref="Count"/> - 1 down to 0.</summary>
    public EntityEnumerator GetEnumerator() => new(Count);
}
