using System.Diagnostics;

namespace Ecs.Server.Metrics;

/// <summary>
/// What is traced, for whoever listens to the source <c>Ecs.Server</c>: ticks that are late or long, and requests of operators. Bounded, and costs nothing
/// while nobody listens.
/// </summary>
public static class ServerTraces
{
    public const string SourceName = ServerMetrics.MeterName;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A request of an operator; null while nobody listens.</summary>
    public static Activity? BeginRequest(string method)
    {
        var activity = Source.StartActivity("admin request", ActivityKind.Server);
        activity?.SetTag("http.request.method", method);
        return activity;
    }

    /// <summary>A tick that has ended.</summary>
    /// <param name="number">Of the tick, from the start of the process.</param>
    /// <param name="durationMicroseconds">How long it took.</param>
    /// <param name="latenessMicroseconds">How late it began.</param>
    /// <param name="now">The time of day.</param>
    internal static void TellTick(long number, long durationMicroseconds, long latenessMicroseconds, DateTimeOffset now)
    {
        var start = now - TimeSpan.FromMicroseconds(durationMicroseconds);
        using var activity = Source.StartActivity("late tick", ActivityKind.Internal, default(ActivityContext), startTime: start);
        activity?.SetTag("ecs.tick.number", number)
            .SetTag("ecs.tick.duration_us", durationMicroseconds)
            .SetTag("ecs.tick.lateness_us", latenessMicroseconds)
            .SetEndTime(now.UtcDateTime);
    }

    internal static bool IsHeard => Source.HasListeners();
}
