using Arch.Core;

namespace Ecs.Simulation.Worlds;

/// <summary>Adds up what all entities of a world make of its hash, by several threads where there are many.</summary>
internal sealed class HashWork : IParallelWork
{
    private readonly ChunkPieces<Piece> _pieces = new();
    private ComponentEntry[] _components = [];

    public ulong Total(GameWorld world)
    {
        _pieces.Collect(world, in Queries.Everything);
        if (_components.Length == 0)
            _components = [.. ComponentsOf(world)];

        var total = 0UL;
        foreach (var piece in _pieces.Run(world, this))
            total = unchecked(total + piece.Total);

        return total;
    }

    void IParallelWork.Do(int piece)
    {
        var total = 0UL;
        foreach (ref var chunk in _pieces.ChunksOf(piece))
            total = unchecked(total + OfChunk(ref chunk, _pieces[piece].RoomFor(ref chunk)));

        _pieces[piece].Total = total;
    }

    /// <summary>Those that entities of the world can have at all: to ask each chunk for all of the table takes longer, in a small world, than to hash it.</summary>
    private static List<ComponentEntry> ComponentsOf(GameWorld world)
    {
        var found = new List<ComponentEntry>();
        for (var index = 0; index < world.Components.All.Length; index++)
        {
            if (world.Archetypes.AnyHas(index))
                found.Add(world.Components.All[index]);
        }

        return found;
    }

    private ulong OfChunk(ref Chunk chunk, Span<ulong> sums)
    {
        sums.Clear();
        foreach (var component in _components)
            component.AddTo(ref chunk, sums);

        return ColumnHash.Total(sums);
    }

    private sealed class Piece
    {
        private ulong[] _sums = [];

        public ulong Total { get; set; }

        /// <summary>A sum for each entity of the chunk.</summary>
        public Span<ulong> RoomFor(ref Chunk chunk)
        {
            if (_sums.Length < chunk.Count)
                _sums = new ulong[chunk.Capacity];

            return _sums.AsSpan(0, chunk.Count);
        }
    }
}
