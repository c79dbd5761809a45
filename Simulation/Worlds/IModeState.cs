namespace Ecs.Simulation.Worlds;

/// <summary>A mode that keeps something beside the entities shows it to readers as one value.</summary>
public interface IModeState<out TState>
    where TState : struct
{
    TState State { get; }
}
