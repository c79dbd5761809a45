using Ecs.Simulation;
using Ecs.Simulation.Bots;

namespace Ecs.Client.Inputs;

/// <summary>The server's own bot behind a connection: it knows no more than what snapshots tell.</summary>
/// <param name="seed">Bots of different seeds wander differently.</param>
public sealed class BotPilot(ulong seed) : IPilot
{
    public Intent Decide(GameClient client, Tick tick)
    {
        ArgumentNullException.ThrowIfNull(client);
        var command = BotBrain.Decide(client.View, client.Slot, seed, tick);
        return new(command.MoveX, command.MoveY, command.Aim, command.Buttons);
    }
}
