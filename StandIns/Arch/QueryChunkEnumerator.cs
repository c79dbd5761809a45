namespace Arch.Core;

/// <summary>
/// Walks the chunks of a query: newest archetype first, last chunk first. Archetypes that appear during the walk are not
/// visited; creating or destroying entities during it never breaks it, but which of them are visited is not promised.
/// </summary>
public ref struct QueryChunkEnumerator
{
    private readonly ReadOnlySpan<Archetype> _archetypes;
    private int _archetype;
    private Chunk[] _chunks;
    private int _chunk;

    internal QueryChunkEnumerator(ReadOnlySpan<Archetype> archetypes)
    {
        _archetypes = archetypes;
        _archetype = archetypes.Length;
        _chunks = [];
    }

    public readonly ref Chunk Current => ref _chunks[_chunk];

    public bool MoveNext()
    {
        while (true)
        {
            if (--_chunk >= 0)
            {
                if (_chunks[_chunk].Count > 0)
                    return true;

                continue;
            }

            if (--_archetype < 0)
                return false;

            var archetype = _archetypes[_archetype];
            _chunks = archetype.Chunks;
            _chunk = archetype.ChunkCount;
        }
    }
}
