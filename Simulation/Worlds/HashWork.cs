using Arch.Core;

namespace Ecs.Simulation.Worlds;

/// <summary>Adds up what all entities of a world make of its hash, by several threads where there are many.</summary>
internal sealed class HashWork : IParallelWork
{
    /// <summary>Sums of so many rows stay in the nearest cache while one component after the other is added to them.</summary>
    private const int BlockRows = 2048;

    private readonly ChunkList _chunks = new();
    private ComponentEntry[] _components = [];
    private Piece[] _pieces = [];
    private int _count;

    public ulong Total(GameWorld world)
    {
        _chunks.Collect(world.Store, in Queries.Everything);
        _components = world.Components.All;
        _count = world.Lent.PiecesFor(_chunks.Rows);
        while (_pieces.Length < _count)
            _pieces = [.. _pieces, new Piece()];

        world.Lent.Run(this, _count);
        var total = 0UL;
        foreach (var piece in _pieces.AsSpan(0, _count))
            total = unchecked(total + piece.Total);

        return total;
    }

    void IParallelWork.Do(int piece)
    {
        var total = 0UL;
        foreach (ref var chunk in _chunks.Part(piece, _count))
        {
            for (var first = 0; first < chunk.Count; first += BlockRows)
                total = unchecked(total + OfBlock(ref chunk, first, _pieces[piece].Sums));
        }

        _pieces[piece].Total = total;
    }

    private ulong OfBlock(ref Chunk chunk, int first, ulong[] room)
    {
        var sums = room.AsSpan(0, Math.Min(BlockRows, chunk.Count - first));
        sums.Clear();
        foreach (var component in _components)
            component.AddTo(ref chunk, first, sums);

        return ColumnHash.Total(sums);
    }

    private sealed class Piece
    {
        public readonly ulong[] Sums = new ulong[BlockRows];
        public ulong Total;
    }
}
