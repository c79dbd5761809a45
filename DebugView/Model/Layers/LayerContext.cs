using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Play;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model.Layers;

/// <summary>What layers draw from.</summary>
/// <param name="Frame">The tick that is shown.</param>
/// <param name="Facts">Of the room.</param>
/// <param name="Camera">Where the world appears on the screen.</param>
/// <param name="Chronicle">What happened up to the shown tick.</param>
public sealed record LayerContext(Frame Frame, WorldFacts Facts, Camera Camera, Chronicle Chronicle)
{
    /// <summary>The entity that the inspector looks at; none for nobody.</summary>
    public EntityId Selected { get; init; }

    /// <summary>The player whom the view is about: the chosen one, or the owner of the chosen entity; none for nobody.</summary>
    public PlayerSlot Chosen { get; init; } = PlayerSlot.None;

    /// <summary>The world as the chosen player is known to have it; null when nobody knows.</summary>
    public Frame? Acknowledged { get; init; }

    /// <summary>One's own player; null where one only looks on, and while one looks at the past.</summary>
    public IPlayed? Played { get; init; }

    /// <summary>Where this picture has text in the world.</summary>
    public Labels Labels { get; } = new();

    /// <summary>Where net figures would come from, for panels that lack them.</summary>
    public string TrafficMissing { get; init; } = "";

    /// <summary>Whether the broad phase of this source can be seen at all.</summary>
    public bool KnowsCells { get; init; }
}
