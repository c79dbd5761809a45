using Ecs.DebugView.Frames;

namespace Ecs.DebugView.History;

/// <summary>A place in the history from which reading on is cheap.</summary>
internal sealed class FrameCursor
{
    public FrameDecoder Decoder { get; } = new();

    /// <summary>The frame that was read last.</summary>
    public Frame Frame { get; } = new();

    /// <summary>Its place, counted from the first ever added; -1 for none.</summary>
    public long Position { get; set; } = -1;

    /// <summary>Grows with each use of any cursor: the least recently used one is taken for a new place.</summary>
    public long LastUse { get; set; }
}
