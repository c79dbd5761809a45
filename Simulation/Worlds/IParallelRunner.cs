namespace Ecs.Simulation.Worlds;

/// <summary>Somebody with threads to lend.</summary>
public interface IParallelRunner
{
    /// <summary>Threads that work at once, the caller's own included; 1 or more.</summary>
    int Threads { get; }

    /// <summary>Has all pieces done and returns when they are. Only from the one thread that owns the runner, and not from inside of a piece.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="pieces">How many there are, 0 or more.</param>
    void Run(IParallelWork work, int pieces);
}
