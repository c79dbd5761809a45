using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>
/// A block of entities of one archetype. Spans and arrays are as long as <see cref="Capacity"/>; only the first
/// <see cref="Count"/> elements belong to entities, so slice before handing them to vector code.
/// </summary>
public readonly struct Chunk
{
    internal readonly ChunkData Data;

    internal Chunk(ChunkData data)
    {
        Data = data;
    }

    /// <summary>Living entities in this chunk.</summary>
    public int Count => Data.Count;

    public int Capacity => Data.Capacity;

    /// <summary>The handles, row by row; read only, by agreement.</summary>
    public Entity[] Entities => Data.Entities;

    public bool Has<T>() => Data.Has(Component<T>.Id);

    /// <summary>The component in a row below <see cref="Count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Get<T>(int index) => ref Data.Column<T>()[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Entity Entity(int index) => ref Data.Entities[index];

    /// <summary>All rows of a component. Throws when the entities here do not have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> GetSpan<T>() => new(Data.Column<T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void GetSpan<T0, T1>(out Span<T0> t0Span, out Span<T1> t1Span)
    {
        t0Span = new(Data.Column<T0>());
        t1Span = new(Data.Column<T1>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void GetSpan<T0, T1, T2>(out Span<T0> t0Span, out Span<T1> t1Span, out Span<T2> t2Span)
    {
        t0Span = new(Data.Column<T0>());
        t1Span = new(Data.Column<T1>());
        t2Span = new(Data.Column<T2>());
    }

    /// <summary>The array itself, an ordinary managed one of length <see cref="Capacity"/>.</summary>
    public T[] GetArray<T>() => Data.Column<T>();

    public void GetArray<T0, T1>(out T0[] t0Array, out T1[] t1Array)
    {
        t0Array = Data.Column<T0>();
        t1Array = Data.Column<T1>();
    }

    /// <summary>Row 0, for walking with references.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T GetFirst<T>() => ref Data.First<T>();

    /// <summary>The row numbers from <see cref="Count"/> - 1 down to 0.</summary>
    public EntityEnumerator GetEnumerator() => new(Count);
}
