using System.Diagnostics;

namespace Ecs.DebugView.Sources;

/// <summary>Times as frames keep them.</summary>
internal static class Durations
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>From <see cref="Stopwatch"/> units; what does not fit, two seconds and more, is cut.</summary>
    public static int ToNanoseconds(long units) => Stopwatch.Frequency == NanosecondsPerSecond
        ? (int)Math.Clamp(units, 0, int.MaxValue)
        : (int)Int128.Clamp((Int128)units * NanosecondsPerSecond / Stopwatch.Frequency, 0, int.MaxValue);
}
