using Ecs.DebugView.Model.Chronicles;

namespace Ecs.DebugView.Model.Play;

/// <summary>How the line to the server was in a tenth of a second.</summary>
/// <param name="Number">Rises.</param>
/// <param name="RoundTrip">Milliseconds.</param>
/// <param name="Behind">Milliseconds that others are drawn behind the newest snapshot.</param>
/// <param name="Loss">Estimated part of the snapshots that do not come: 0 to 1.</param>
/// <param name="Corrections">How often the own avatar was corrected since the sample before.</param>
public readonly record struct PlaySample(long Number, float RoundTrip, float Behind, double Loss, int Corrections);

/// <summary>The line of one's own player, for the net graph. Reused.</summary>
public sealed class PlayFigures
{
    private const int SampleLimit = 1024;

    /// <summary>Milliseconds.</summary>
    public float RoundTrip { get; set; }

    /// <summary>Milliseconds by which snapshots come unevenly.</summary>
    public float Jitter { get; set; }

    /// <summary>Of the snapshots of the last seconds, 0 to 1.</summary>
    public float Loss { get; set; }

    /// <summary>Ticks that others are drawn behind the newest snapshot.</summary>
    public float BufferTicks { get; set; }

    /// <summary>How many ticks ahead of the newest snapshot the own avatar is drawn.</summary>
    public int AheadTicks { get; set; }

    /// <summary>By reason, all reasons in their order.</summary>
    public List<(string Reason, long Count)> Corrections { get; } = [];

    /// <summary>What snapshots say of entities, by component, the largest first.</summary>
    public List<(string Component, long Bytes)> Components { get; } = [];

    public BoundedLog<PlaySample> Samples { get; } = new(SampleLimit, static sample => sample.Number);
}
