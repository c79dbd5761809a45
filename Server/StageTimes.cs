using System.Diagnostics;

namespace Ecs.Server;

/// <summary>The verbs of <see cref="ServerTick"/>, in their order.</summary>
public enum ServerStage
{
    Receive,
    Settle,
    Offer,
    TakeCommands,
    Step,
    Record,
    Tell,
    Flush,

    /// <summary>What a program that hosts the server does with the tick.</summary>
    Observe,
}

/// <summary>
/// How long each verb of the tick takes, in <see cref="Stopwatch"/> ticks. The tick thread writes, any thread may read;
/// measuring allocates nothing.
/// </summary>
public sealed class StageTimes
{
    private static readonly string[] Names = ["receive", "settle", "offer", "take-commands", "step", "record", "tell", "flush", "observe"];

    private readonly long[] _last = new long[Names.Length];

    public static int Count => Names.Length;

    public static string NameOf(ServerStage stage) => Names[(int)stage];

    /// <summary>Of the last tick.</summary>
    public long LastOf(ServerStage stage) => Volatile.Read(ref _last[(int)stage]);

    /// <param name="stage">Which.</param>
    /// <param name="early">What of it was done before its tick.</param>
    internal Scope Measure(ServerStage stage, long early = 0) => new(this, stage, early);

    private void Add(ServerStage stage, long duration) => Volatile.Write(ref _last[(int)stage], duration);

    internal readonly ref struct Scope(StageTimes times, ServerStage stage, long early)
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public void Dispose() => times.Add(stage, early + Stopwatch.GetTimestamp() - _start);
    }
}
