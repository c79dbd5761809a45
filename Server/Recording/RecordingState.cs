namespace Ecs.Server.Recording;

/// <summary>Whether a recording is all there; the words are those of docs/recording.md.</summary>
public enum RecordingState
{
    /// <summary>Every block is sound and follows the one before, up to the end.</summary>
    Complete,

    /// <summary>It stops before its end, as a kill leaves it; everything up to there is sound.</summary>
    Torn,

    /// <summary>Something within it is missing, changed, or not of this recording.</summary>
    Damaged,
}
