namespace Ecs.Load;

/// <summary>What one process of the generator measured, as a line of JSON between the processes.</summary>
internal sealed record WorkerFigures
{
    public double Seconds { get; init; }

    public int TickRate { get; init; }

    public int UpdatesPerTick { get; init; }

    public int Disconnects { get; init; }

    /// <summary>Why, each reason once.</summary>
    public string[] Ends { get; init; } = [];

    public long Resumes { get; init; }

    public long Snapshots { get; init; }

    /// <summary>Those that a server on time would have sent to these clients.</summary>
    public long SnapshotsExpected { get; init; }

    public long Bytes { get; init; }

    public double LongestGapMs { get; init; }

    public double LongestUnheardMs { get; init; }

    public long InputsSent { get; init; }

    public long InputsMissed { get; init; }

    public long Unanswered { get; init; }

    /// <summary>As <see cref="LatencyFigures.PairsOf"/>.</summary>
    public long[][] EffectsUs { get; init; } = [];

    /// <inheritdoc cref="EffectsUs"/>
    public long[][] ArrivalsUs { get; init; } = [];

    /// <inheritdoc cref="EffectsUs"/>
    public long[][] LatenessUs { get; init; } = [];

    public double CpuMsPerSecond { get; init; }

    public double GcPauseMs { get; init; }

    public int Gen0Collections { get; init; }
}
