using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>
/// All entities with exactly the same set of components, packed into chunks: every used chunk is full except the last one.
/// Removing an entity moves the last one of the archetype into its place.
/// </summary>
public sealed class Archetype
{
    private Chunk[] _chunks = [];
    private ChunkData? _tail;
    private int _usedChunks;
    private int _allocatedChunks;
    private Archetype?[] _afterAdd = [];
    private Archetype?[] _afterRemove = [];

    internal Archetype(Signature signature, int chunkSizeInBytes, int minimumEntitiesPerChunk)
    {
        Signature = signature;
        ColumnKinds = new ColumnOperations[signature.Count];
        int bytesPerEntity = Unsafe.SizeOf<Entity>();
        for (int i = 0; i < ColumnKinds.Length; i++)
        {
            ComponentType type = signature.Components[i];
            ColumnKinds[i] = ComponentRegistry.Column(type.Id);
            bytesPerEntity += type.ByteSize;
            ColumnCount = type.Id + 1;
        }

        int atLeast = minimumEntitiesPerChunk * bytesPerEntity;
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
    public int ChunkCount => _usedChunks;

    /// <summary>Chunks allocated.</summary>
    public int ChunkCapacity => _allocatedChunks;

    internal ColumnOperations[] ColumnKinds { get; }

    internal int ColumnCount { get; }

    /// <summary>Used chunks come first. The array is replaced when it grows; its elements stay valid either way.</summary>
    internal Chunk[] Chunks => _chunks;

    /// <summary>A chunk below <see cref="ChunkCount"/>.</summary>
    public ref Chunk GetChunk(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _usedChunks);
        return ref _chunks[index];
    }

    /// <summary>The used chunks, last to first.</summary>
    public ArchetypeChunkEnumerator GetEnumerator() => new(_chunks.AsSpan(0, _usedChunks));

    public override string ToString() => $"{Signature}: {EntityCount} entities in {ChunkCount} chunks";

    /// <summary>Takes a free row at the end. Its component values are whatever was left there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ChunkData Append(out int row)
    {
        ChunkData? tail = _tail;
        if (tail is null || tail.Count == tail.Capacity)
        {
            tail = NextChunk();
        }

        row = tail.Count;
        tail.Count = row + 1;
        EntityCount++;
        return tail;
    }

    /// <summary>Takes up to <paramref name="wanted"/> rows that lie together in one chunk.</summary>
    internal ChunkData AppendRun(int wanted, out int firstRow, out int count)
    {
        ChunkData? tail = _tail;
        if (tail is null || tail.Count == tail.Capacity)
        {
            tail = NextChunk();
        }

        firstRow = tail.Count;
        count = Math.Min(wanted, tail.Capacity - firstRow);
        tail.Count += count;
        EntityCount += count;
        return tail;
    }

    /// <summary>
    /// Frees a row and returns true when the archetype's last entity, <paramref name="moved"/>, now lives there.
    /// </summary>
    internal bool RemoveRow(ChunkData chunk, int row, out Entity moved)
    {
        ChunkData tail = _tail!;
        int last = tail.Count - 1;
        Debug.Assert(last >= 0 && row < chunk.Count);
        bool moves = chunk != tail || row != last;
        if (moves)
        {
            moved = tail.Entities[last];
            chunk.Entities[row] = moved;
            foreach (ColumnOperations column in ColumnKinds)
            {
                int id = column.Type.Id;
                column.Copy(tail.Columns[id]!, last, chunk.Columns[id]!, row);
            }
        }
        else
        {
            moved = default;
        }

        ClearReferences(tail, last);
        tail.Count = last;
        EntityCount--;
        if (last == 0)
        {
            _usedChunks--;
            _tail = _usedChunks > 0 ? _chunks[_usedChunks - 1].Data : null;
        }

        return moves;
    }

    /// <summary>Forgets all entities and keeps the chunks.</summary>
    internal void RemoveAll()
    {
        for (int i = 0; i < _usedChunks; i++)
        {
            ChunkData chunk = _chunks[i].Data;
            for (int row = 0; row < chunk.Count; row++)
            {
                ClearReferences(chunk, row);
            }

            chunk.Count = 0;
        }

        _usedChunks = 0;
        _tail = null;
        EntityCount = 0;
    }

    /// <summary>Allocates until <paramref name="entities"/> fit in total.</summary>
    internal void EnsureEntityCapacity(int entities)
    {
        while (EntityCapacity < entities)
        {
            AllocateChunk();
        }
    }

    internal void TrimChunks()
    {
        Array.Resize(ref _chunks, _usedChunks);
        _allocatedChunks = _usedChunks;
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

    private void ClearReferences(ChunkData chunk, int row)
    {
        foreach (ColumnOperations column in ColumnKinds)
        {
            if (column.HoldsReferences)
            {
                column.Clear(chunk.Columns[column.Type.Id]!, row);
            }
        }
    }

    private ChunkData NextChunk()
    {
        if (_usedChunks == _allocatedChunks)
        {
            AllocateChunk();
        }

        _tail = _chunks[_usedChunks].Data;
        _usedChunks++;
        return _tail;
    }

    private void AllocateChunk()
    {
        var chunk = new Chunk(new ChunkData(this, _allocatedChunks));
        if (_allocatedChunks == _chunks.Length)
        {
            Array.Resize(ref _chunks, Math.Max(4, _chunks.Length * 2));
        }

        _chunks[_allocatedChunks] = chunk;
        _allocatedChunks++;
    }
}
