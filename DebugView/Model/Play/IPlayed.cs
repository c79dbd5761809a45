using Ecs.Client.Inputs;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Play;

/// <summary>The player whom somebody at this window plays on a server elsewhere.</summary>
public interface IPlayed
{
    /// <summary>None while there is no avatar.</summary>
    PlayerSlot Slot { get; }

    /// <summary>
    /// The world as a player's screen shows it at this moment: others between two snapshots, the own avatar and its shots as predicted.
    /// </summary>
    WorldView Drawn { get; }

    /// <summary>Whether a bot decides; then what hands want counts for nothing.</summary>
    bool HasAutopilot { get; }

    /// <summary>What the hands want from now on.</summary>
    void Want(in PlayerIntent intent);
}
