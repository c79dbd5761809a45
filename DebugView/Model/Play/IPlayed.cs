using System.Diagnostics.CodeAnalysis;
using Ecs.Client.Inputs;
using Ecs.DebugView.Model.Chronicles;
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

    /// <summary>The newest snapshot as it came: what the server last said.</summary>
    WorldView Told { get; }

    /// <summary>Corrections that were taken, the newest last.</summary>
    BoundedLog<CorrectionMark> Marks { get; }

    /// <summary>The next correction that nobody took yet, in words: its reason.</summary>
    bool TryTakeCorrection([NotNullWhen(true)] out string? words);

    PlayFigures Figures { get; }

    /// <summary>How far a mark has faded: 0 when it is new, 1 and more when it is gone.</summary>
    float FadeOf(in CorrectionMark mark);

    /// <summary>What the hands want from now on; counts for nothing while a bot decides.</summary>
    void Want(in PlayerIntent intent);
}
