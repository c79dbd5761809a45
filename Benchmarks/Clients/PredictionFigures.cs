using Ecs.Benchmarks.Ticks;

namespace Ecs.Benchmarks.Clients;

/// <summary>What the frames of some clients cost.</summary>
internal sealed record PredictionFigures
{
    /// <summary>Clients that predicted at the end.</summary>
    public required int Predicting { get; init; }

    /// <summary>Snapshots that were as predicted.</summary>
    public required long Right { get; init; }

    /// <summary>Snapshots that were not.</summary>
    public required long Corrections { get; init; }

    public required long Unexplained { get; init; }

    /// <summary>Of one update, averaged over the clients of a frame.</summary>
    public required Milliseconds MillisecondsPerClientAndFrame { get; init; }
}
