using Arch.Core;

namespace Ecs.Simulation.Worlds;

/// <summary>Work on all chunks of a query, cut for the threads that a world has been lent; each piece has something of its own to work with. Reused.</summary>
/// <typeparam name="TPiece">What a piece needs, and what it has found.</typeparam>
internal sealed class ChunkPieces<TPiece>
    where TPiece : class, new()
{
    private readonly ChunkList _chunks = new();
    private TPiece[] _pieces = [];
    private int _count;

    /// <summary>Entities in all chunks.</summary>
    public int Rows => _chunks.Rows;

    public TPiece this[int piece] => _pieces[piece];

    public void Collect(GameWorld world, in QueryDescription query) => _chunks.Collect(world.Store, in query);

    /// <summary>Has the work done on what was collected; returns the pieces, in the order of their chunks.</summary>
    public ReadOnlySpan<TPiece> Run(GameWorld world, IParallelWork work)
    {
        _count = world.Lent.PiecesFor(_chunks.Rows);
        while (_pieces.Length < _count)
            _pieces = [.. _pieces, new TPiece()];

        world.Lent.Run(work, _count);
        return _pieces.AsSpan(0, _count);
    }

    /// <summary>The chunks of a piece.</summary>
    public Span<Chunk> ChunksOf(int piece) => _chunks.Part(piece, _count);
}
