using Ecs.Server.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Ecs.Server.Telemetry;

/// <summary>
/// Sends metrics and traces by OTLP, to where the usual variables of the environment say (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin), on threads of
/// its own. Nothing of OpenTelemetry is loaded where none of them is set.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    /// <summary>How long the end waits for what was not sent yet.</summary>
    private const int StopPatienceMilliseconds = 500;

    private readonly MeterProvider? _meters;
    private readonly TracerProvider? _traces;

    private TelemetryExport()
    {
        if (ExportTarget.WantsMetrics)
            _meters = ServerMeters.CreateBuilder().AddOtlpExporter().Build();
        if (ExportTarget.WantsTraces)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(static resource => ServerMeters.AddService(resource))
                .AddSource(ServerTraces.SourceName)
                .AddOtlpExporter()
                .Build();
        }
    }

    public static TelemetryExport Open() => new();

    public void Dispose()
    {
        _traces?.Shutdown(StopPatienceMilliseconds);
        _meters?.Shutdown(StopPatienceMilliseconds);
        _traces?.Dispose();
        _meters?.Dispose();
    }
}
