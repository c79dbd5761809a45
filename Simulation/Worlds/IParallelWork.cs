namespace Ecs.Simulation.Worlds;

/// <summary>Work in pieces of which none depends on another: the result is the same whoever does which, in whatever order.</summary>
public interface IParallelWork
{
    /// <summary>Does one piece, on any thread.</summary>
    /// <param name="piece">0 or more, below the number that was asked for.</param>
    void Do(int piece);
}
