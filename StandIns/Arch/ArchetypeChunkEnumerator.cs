namespace Arch.Core;

/// <summary>Walks the used chunks of an archetype from last to first.</summary>
public ref struct ArchetypeChunkEnumerator
{
    private readonly Span<Chunk> _chunks;
    private int _index;

    internal ArchetypeChunkEnumerator(Span<Chunk> chunks)
    {
        _chunks = chunks;
        _index = chunks.Length;
    }

    public readonly ref Chunk Current => ref _chunks[_index];

    public bool MoveNext() => --_index >= 0;
}
