using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Client.Inputs;

/// <summary>The server's own bot behind a connection: it knows no more than what snapshots tell.</summary>
/// <param name="games">Those that it can play; in others it only wanders about.</param>
/// <param name="seed">Bots of different seeds wander differently.</param>
public sealed class BotPilot(GameTable games, ulong seed) : IPilot
{
    public PlayerIntent Decide(IPlayerView client, Tick tick)
    {
        ArgumentNullException.ThrowIfNull(client);
        var (command, action) = (games.Find(client.Room.Mode)?.Bot ?? WanderBot.Decide)(client.View, client.Slot, seed, tick);
        if (action.Code != PlayerActionCode.None)
            client.Act(action);

        return new(command.MoveX, command.MoveY, command.Aim, command.Buttons) { Wish = command.Wish };
    }
}
