using Ecs.Protocol.Messages;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Client.Inputs;

/// <summary>What a pilot knows of its player, and the one thing that it may do beside deciding.</summary>
public interface IPlayerView
{
    /// <summary>The room as entered.</summary>
    Entered Room { get; }

    /// <summary>The world of the newest snapshot.</summary>
    WorldView View { get; }

    PlayerSlot Slot { get; }

    /// <summary>A rare act; false when there is nobody to do it.</summary>
    bool Act(PlayerAction action);
}
