namespace Ecs.DebugView.Frames;

/// <summary>Frames that can be asked for by their number: the history of a live source, or a whole recording.</summary>
public interface IFrameArchive
{
    /// <summary>Frames there are; the other members mean nothing while it is 0.</summary>
    int Count { get; }

    long Oldest { get; }

    long Newest { get; }

    /// <summary>The newest frame at or before a number; false when there is none.</summary>
    bool TryRead(long number, Frame into);
}
