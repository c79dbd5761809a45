using Ecs.Simulation.Events;
using Ecs.Simulation.Values;

namespace Ecs.Client;

/// <summary>An event of the world and the tick in which it happened.</summary>
public readonly record struct TickEvent(Tick Tick, WorldEvent Event);
