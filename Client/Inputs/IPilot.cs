using Ecs.Simulation.Values;

namespace Ecs.Client.Inputs;

/// <summary>Decides what a client wants, once for every tick, just before the command leaves.</summary>
public interface IPilot
{
    /// <param name="client">The client that asks; its view is the newest snapshot.</param>
    /// <param name="tick">The tick that will apply the command.</param>
    PlayerIntent Decide(IPlayerView client, Tick tick);
}
