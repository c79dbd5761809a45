using Ecs.Simulation.Values;

namespace Ecs.Client;

/// <summary>The client was away and is back in its session: the world went on without it.</summary>
/// <param name="Duration">From the loss of the connection to the return into the room, as the client saw it.</param>
/// <param name="Tick">The world's tick at the return.</param>
public readonly record struct Absence(TimeSpan Duration, Tick Tick);
