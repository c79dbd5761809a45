using System.Diagnostics;

namespace Ecs.DebugView.Sources;

/// <summary>Times as frames keep them.</summary>
internal static class Durations
{
    /// <summary>From <see cref="Stopwatch"/> units; what does not fit, two seconds and more, is cut.</summary>
    public static int ToNanoseconds(long units) =>
        (int)Int128.Clamp((Int128)units * 1_000_000_000 / Stopwatch.Frequency, 0, int.MaxValue);
}
