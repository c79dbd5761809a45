namespace Ecs.Simulation.Worlds;

/// <summary>The threads that a world has been lent for the moment, and how work on many things is cut for them: never so that it shows in what comes out.</summary>
internal sealed class LentThreads
{
    /// <summary>More than one, so that a thread that was held up does not hold up all others.</summary>
    private const int PiecesPerThread = 4;

    /// <summary>Null while the world has its own thread only.</summary>
    public IParallelRunner? Runner { get; set; }

    /// <summary>Things below which threads would wait for each other longer than they work.</summary>
    public int Fewest { get; set; } = 32_768;

    /// <summary>Into how many pieces work on so many things is cut, 1 or more.</summary>
    public int PiecesFor(int things) => Runner is { Threads: > 1 } runner && things >= Fewest ? runner.Threads * PiecesPerThread : 1;

    /// <summary>Has all pieces done.</summary>
    public void Run(IParallelWork work, int pieces)
    {
        if (pieces == 1)
            work.Do(0);
        else
            Runner!.Run(work, pieces);
    }

    /// <summary>The part of so many things that is a piece's: all pieces together are all things, in order.</summary>
    public static Range Part(int piece, int pieces, int things) =>
        (int)((long)things * piece / pieces)..(int)((long)things * (piece + 1) / pieces);
}
