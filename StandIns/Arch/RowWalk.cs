using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>
/// Walks the rows of a chunk from last to first while entities may come and go: rows of those that went away are skipped.
/// </summary>
internal ref struct RowWalk
{
    private readonly Archetype _archetype;
    private readonly int _chunk;
    private int _entitiesSeen;

    public RowWalk(in Chunk chunk)
    {
        _archetype = chunk.Archetype;
        _chunk = chunk.Index;
        _entitiesSeen = _archetype.EntityCount;
        Row = chunk.Count;
    }

    public int Row { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (_archetype.EntityCount != _entitiesSeen)
            LookAgain();

        return --Row >= 0;
    }

    private void LookAgain()
    {
        _entitiesSeen = _archetype.EntityCount;
        Row = Math.Min(Row, _archetype.CountIn(_chunk));
    }
}
