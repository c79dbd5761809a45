using Ecs.Simulation;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Client.Inputs;

/// <summary>The server's own bot behind a connection: it knows no more than what snapshots tell.</summary>
/// <param name="seed">Bots of different seeds wander differently.</param>
public sealed class BotPilot(ulong seed) : IPilot
{
    public Intent Decide(IPlayerSight client, Tick tick)
    {
        ArgumentNullException.ThrowIfNull(client);
        var (command, action) = ModeTable.BotOf(client.Room.Mode)(client.View, client.Slot, seed, tick);
        if (action.Code != PlayerActionCode.None)
        {
            client.Act(action);
        }

        return new(command.MoveX, command.MoveY, command.Aim, command.Buttons);
    }
}
