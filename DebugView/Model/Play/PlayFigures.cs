using Ecs.Client;

namespace Ecs.DebugView.Model.Play;

/// <summary>What the net graph of one's own player draws. Reused.</summary>
public sealed class PlayFigures
{
    /// <summary>The line to the server; null outside a room.</summary>
    public NetFigures? Net { get; set; }

    /// <summary>How many ticks ahead of the newest snapshot the own avatar is drawn.</summary>
    public int AheadTicks { get; set; }

    /// <summary>By reason, all reasons in their order.</summary>
    public List<(string Reason, long Count)> Corrections { get; } = [];

    /// <summary>What snapshots say of entities, by component, the largest first.</summary>
    public List<(string Component, long Bytes)> Components { get; } = [];
}
