using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Arch.Core;

/// <summary>
/// The storage behind a <see cref="Chunk"/>: one array of handles and one array per component, all of the same length,
/// never replaced while the chunk lives. Rows below <see cref="Count"/> are entities, the rest is free.
/// </summary>
internal sealed class ChunkData
{
    public readonly Archetype Archetype;
    public readonly Entity[] Entities;

    /// <summary>Place in the archetype's list of chunks.</summary>
    public readonly int Index;

    /// <summary>Indexed by component number, null where the archetype has no such component: no lookup table between.</summary>
    public readonly Array?[] Columns;

    public int Count;

    public ChunkData(Archetype archetype, int index)
    {
        Archetype = archetype;
        Index = index;
        Entities = new Entity[archetype.EntitiesPerChunk];
        Columns = new Array?[archetype.ColumnCount];
        foreach (ColumnOperations column in archetype.ColumnKinds)
        {
            Columns[column.Type.Id] = column.NewColumn(Entities.Length);
        }
    }

    public int Capacity => Entities.Length;

    public bool Has(int componentId) => (uint)componentId < (uint)Columns.Length && Columns[componentId] is not null;

    /// <summary>The array of a component, or a clear error when the archetype lacks it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T[] Column<T>()
    {
        Array?[] columns = Columns;
        int id = Component<T>.Id;
        if ((uint)id < (uint)columns.Length && columns[id] is { } column)
        {
            return Unsafe.As<T[]>(column);
        }

        ThrowMissing<T>();
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T First<T>() => ref MemoryMarshal.GetArrayDataReference(Column<T>());

    /// <summary>A row the caller knows to be in range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At<T>(int row) => ref Unsafe.Add(ref First<T>(), row);

    /// <summary>
    /// The next row of a walk from the last row down. Rows above <see cref="Count"/> are skipped: they went away during the walk.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int RowBelow(int row) => Math.Min(row, Count) - 1;

    [DoesNotReturn]
    private void ThrowMissing<T>() => throw new InvalidOperationException(
        $"No component {typeof(T).Name} here: the entities of this chunk have {Archetype.Signature}.");
}
