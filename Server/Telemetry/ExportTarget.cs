namespace Ecs.Server.Telemetry;

/// <summary>
/// Whether the usual variables of OpenTelemetry name somebody who wants to be told by OTLP. Nothing of its library is needed for that, so it can be asked
/// before any of it is loaded.
/// </summary>
internal static class ExportTarget
{
    private const string Common = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static bool WantsMetrics => IsSet(Common) || IsSet("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");

    public static bool WantsTraces => IsSet(Common) || IsSet("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    public static bool IsThere => WantsMetrics || WantsTraces;

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
