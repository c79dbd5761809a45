using Arch.Core;

namespace Ecs.Simulation.Worlds;

/// <summary>The chunks of a query in the order in which it finds them, so that pieces of them can be worked on; good until something is born or dies. Reused.</summary>
internal sealed class ChunkList
{
    private Chunk[] _chunks = new Chunk[4];

    public int Count { get; private set; }

    /// <summary>Entities in all of them.</summary>
    public int Rows { get; private set; }

    public void Collect(World store, in QueryDescription query)
    {
        (Count, Rows) = (0, 0);
        foreach (ref var chunk in store.Query(in query))
        {
            if (Count == _chunks.Length)
                Array.Resize(ref _chunks, Count * 2);

            _chunks[Count++] = chunk;
            Rows += chunk.Count;
        }
    }

    /// <summary>Those that are a piece's (<see cref="LentThreads.Part"/>).</summary>
    public Span<Chunk> Part(int piece, int pieces) => _chunks.AsSpan(LentThreads.Part(piece, pieces, Count));
}
