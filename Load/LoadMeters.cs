using Ecs.Server.Metrics;

namespace Ecs.Load;

/// <summary>What all clients of a run measure together: whole histograms, so that nothing of a tail is lost.</summary>
internal sealed class LoadMeters
{
    /// <summary>From the moment at which a turn was due to the update in which a snapshot shows it.</summary>
    public FixedHistogram Effects { get; } = new();

    /// <summary>From one snapshot shown to the next.</summary>
    public FixedHistogram Arrivals { get; } = new();

    /// <summary>How long after its due moment each input left.</summary>
    public FixedHistogram Lateness { get; } = new();

    /// <summary>Turns that the next one overtook before they were seen.</summary>
    public long Unanswered { get; set; }
}
