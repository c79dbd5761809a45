using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Arch.Core;

/// <summary>
/// All entities with exactly the same set of components, packed into chunks: every used chunk is full except the last one.
/// Removing an entity moves the last one of the archetype into its place.
/// </summary>
/// <remarks>
/// A chunk has no object of its own: it is one array of handles and one array per component, of equal length, found in tables
/// by chunk number. A walk over the chunks reads these tables in order, so only the component data itself is far away.
/// </remarks>
public sealed class Archetype
{
    private const int MostChunksAtOnce = 256;

    private readonly Array[]?[] _columns;
    private Entity[][] _entities = [];
    private Chunk[] _chunks = [];
    private int _allocatedChunks;
    private int _tailChunk;
    private int _tailRow;
    private Archetype?[] _afterAdd = [];
    private Archetype?[] _afterRemove = [];

    internal Archetype(int number, Signature signature, int chunkSizeInBytes, int minimumEntitiesPerChunk)
    {
        Number = number;
        Signature = signature;
        ColumnKinds = new ColumnOperations[signature.Count];
        var bytesPerEntity = Unsafe.SizeOf<Entity>();
        var columns = 0;
        for (var i = 0; i < ColumnKinds.Length; i++)
        {
            var type = signature.Components[i];
            ColumnKinds[i] = ComponentRegistry.Column(type.Id);
            bytesPerEntity += type.ByteSize;
            columns = type.Id + 1;
        }

        _columns = new Array[]?[columns];
        foreach (var column in ColumnKinds)
            _columns[column.Type.Id] = [];

        var atLeast = minimumEntitiesPerChunk * bytesPerEntity;
        ChunkSize = chunkSizeInBytes * Math.Max(1, (atLeast + chunkSizeInBytes - 1) / chunkSizeInBytes);
        EntitiesPerChunk = ChunkSize / bytesPerEntity;
    }

    public Signature Signature { get; }

    /// <summary>Bytes a chunk is planned for: the world's chunk size, or a multiple where too few entities would fit.</summary>
    public int ChunkSize { get; }

    public int EntitiesPerChunk { get; }

    /// <summary>Living entities.</summary>
    public int EntityCount { get; private set; }

    /// <summary>Entities that fit without another allocation.</summary>
    public int EntityCapacity => _allocatedChunks * EntitiesPerChunk;

    /// <summary>Chunks that hold at least one entity.</summary>
    public int ChunkCount => _tailRow > 0 ? _tailChunk + 1 : _tailChunk;

    /// <summary>Chunks allocated.</summary>
    public int ChunkCapacity => _allocatedChunks;

    /// <summary>Index in the world's table of archetypes.</summary>
    internal int Number { get; }

    internal ColumnOperations[] ColumnKinds { get; }

    /// <summary>A chunk below <see cref="ChunkCount"/>.</summary>
    public ref Chunk GetChunk(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ChunkCount);
        return ref _chunks[index];
    }

    /// <summary>The used chunks, last to first.</summary>
    public ArchetypeChunkEnumerator GetEnumerator() => new(Chunks.AsSpan(0, ChunkCount));

    public override string ToString() => $"{Signature}: {EntityCount} entities in {ChunkCount} chunks";

    /// <summary>Used chunks come first. The array is replaced when it grows; its elements stay valid either way.</summary>
    internal Chunk[] Chunks => _chunks;

    internal bool Has(int componentId) => (uint)componentId < (uint)_columns.Length && _columns[componentId] is not null;

    /// <summary>Living entities in a chunk; 0 for one that is not in use.</summary>
    internal int CountIn(int chunk) => Math.Clamp(EntityCount - (chunk * EntitiesPerChunk), 0, EntitiesPerChunk);

    internal Entity[] EntitiesIn(int chunk) => _entities[chunk];

    /// <summary>The array of a component in a chunk, or a clear error when the entities here lack it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T[] Column<T>(int chunk) => Unsafe.As<T[]>(ColumnTable<T>()[chunk]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T First<T>(int chunk) => ref MemoryMarshal.GetArrayDataReference(Column<T>(chunk));

    /// <summary>The component of an entity that lives in the place given: only whether there is such a component is checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T At<T>(Place place)
    {
        var column = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(ColumnTable<T>()), place.Chunk);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<T[]>(column)), place.Row);
    }

    /// <summary>Takes a free row at the end. Its component values are whatever was left there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Place Append()
    {
        var chunk = _tailChunk;
        var row = _tailRow;
        if (chunk == _allocatedChunks)
            Grow();

        var next = row + 1;
        if (next == EntitiesPerChunk)
        {
            next = 0;
            _tailChunk = chunk + 1;
        }

        _tailRow = next;
        EntityCount++;
        return new Place(chunk, row);
    }

    /// <summary>Takes up to <paramref name="wanted"/> rows that lie together in one chunk and returns the first.</summary>
    internal Place AppendRun(int wanted, out int count)
    {
        var first = new Place(_tailChunk, _tailRow);
        if (first.Chunk == _allocatedChunks)
            Grow();

        count = Math.Min(wanted, EntitiesPerChunk - first.Row);
        EntityCount += count;
        _tailRow += count;
        if (_tailRow == EntitiesPerChunk)
        {
            _tailRow = 0;
            _tailChunk++;
        }

        return first;
    }

    /// <summary>
    /// Frees a row and returns true when the archetype's last entity, <paramref name="moved"/>, now lives there.
    /// </summary>
    internal bool RemoveRow(Place place, out Entity moved)
    {
        Debug.Assert(EntityCount > 0);
        if (_tailRow == 0)
        {
            _tailChunk--;
            _tailRow = EntitiesPerChunk;
        }

        _tailRow--;
        EntityCount--;
        var last = new Place(_tailChunk, _tailRow);
        moved = _entities[last.Chunk][last.Row];
        var moves = place.Row != last.Row || place.Chunk != last.Chunk;
        if (moves)
        {
            _entities[place.Chunk][place.Row] = moved;
            foreach (var column in ColumnKinds)
            {
                var table = _columns[column.Type.Id]!;
                column.Copy(table[last.Chunk], last.Row, table[place.Chunk], place.Row);
            }
        }

        ClearReferences(last);
        return moves;
    }

    /// <summary>Copies the components that both archetypes have from one of their rows.</summary>
    internal void CopyShared(Archetype from, Place source, Place target)
    {
        foreach (var column in from.ColumnKinds)
        {
            var id = column.Type.Id;
            if (Has(id))
                column.Copy(from._columns[id]![source.Chunk], source.Row, _columns[id]![target.Chunk], target.Row);
        }
    }

    /// <summary>Makes every component of a row default.</summary>
    internal void ClearRow(Place place) => ClearRows(place, 1);

    /// <summary>Makes every component of rows that lie together in one chunk default.</summary>
    internal void ClearRows(Place first, int count)
    {
        foreach (var column in ColumnKinds)
            column.Clear(_columns[column.Type.Id]![first.Chunk], first.Row, count);
    }

    /// <summary>Forgets all entities and keeps the chunks.</summary>
    internal void RemoveAll()
    {
        for (var chunk = 0; chunk < ChunkCount; chunk++)
        {
            for (var row = CountIn(chunk) - 1; row >= 0; row--)
                ClearReferences(new Place(chunk, row));
        }

        _tailChunk = 0;
        _tailRow = 0;
        EntityCount = 0;
    }

    /// <summary>Allocates until <paramref name="entities"/> fit in total.</summary>
    internal void EnsureEntityCapacity(int entities)
    {
        var missing = entities - EntityCapacity;
        if (missing > 0)
            AllocateChunks((missing + EntitiesPerChunk - 1) / EntitiesPerChunk);
    }

    /// <summary>Gives back the chunks that are not in use.</summary>
    internal void TrimChunks()
    {
        _allocatedChunks = ChunkCount;
        ResizeTables(_allocatedChunks);
    }

    internal Archetype? AfterAdd(int listKey) => (uint)listKey < (uint)_afterAdd.Length ? _afterAdd[listKey] : null;

    internal Archetype? AfterRemove(int listKey) => (uint)listKey < (uint)_afterRemove.Length ? _afterRemove[listKey] : null;

    internal void RememberAdd(int listKey, Archetype target) => ArchetypeTable.Put(ref _afterAdd, listKey, target);

    internal void RememberRemove(int listKey, Archetype target) => ArchetypeTable.Put(ref _afterRemove, listKey, target);

    internal void ForgetNeighbours()
    {
        _afterAdd = [];
        _afterRemove = [];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Array[] ColumnTable<T>()
    {
        var columns = _columns;
        var id = Component<T>.Id;
        if ((uint)id < (uint)columns.Length && columns[id] is { } table)
            return table;

        ThrowMissing<T>();
        return null;
    }

    private void ClearReferences(Place place)
    {
        foreach (var column in ColumnKinds)
        {
            if (column.HoldsReferences)
                column.Clear(_columns[column.Type.Id]![place.Chunk], place.Row, 1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow() => AllocateChunks(Math.Clamp(_allocatedChunks, 1, MostChunksAtOnce));

    /// <summary>
    /// Allocates chunks column by column, the last chunk's array first. Queries walk the chunks from last to first and each of
    /// them upwards, so a column is read in the order of its addresses and the processor fetches ahead across the borders: a
    /// plain walk over a million entities is twice as fast as with chunk after chunk.
    /// </summary>
    private void AllocateChunks(int count)
    {
        var first = _allocatedChunks;
        var end = first + count;
        if (end > _chunks.Length)
            ResizeTables(Math.Max(end, _chunks.Length * 2));

        foreach (var column in ColumnKinds)
        {
            var table = _columns[column.Type.Id]!;
            for (var chunk = end - 1; chunk >= first; chunk--)
                table[chunk] = column.NewColumn(EntitiesPerChunk);
        }

        for (var chunk = end - 1; chunk >= first; chunk--)
        {
            _entities[chunk] = new Entity[EntitiesPerChunk];
            _chunks[chunk] = new Chunk(this, chunk);
        }

        _allocatedChunks = end;
    }

    private void ResizeTables(int chunks)
    {
        Array.Resize(ref _chunks, chunks);
        Array.Resize(ref _entities, chunks);
        foreach (var column in ColumnKinds)
            Array.Resize(ref _columns[column.Type.Id], chunks);
    }

    [DoesNotReturn]
    private void ThrowMissing<T>() => throw new InvalidOperationException(
        $"No component {typeof(T).Name} here: these entities have {Signature}.");
}
