using System.Diagnostics.Metrics;
using Ecs.Server.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Ecs.Server.Telemetry;

/// <summary>Which instruments are told of, and under which names: those of the server's meter and the runtime's own.</summary>
internal static class ServerMeters
{
    /// <summary>As others know this server, unless OTEL_SERVICE_NAME says otherwise.</summary>
    private const string ServiceName = "ecs";

    /// <summary>The runtime's own instruments, as .NET has them from version 9 on.</summary>
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>Ends the name of no gauge in Prometheus' own rules, and of several of the runtime's.</summary>
    private const string CountEnding = ".count";

    public static MeterProviderBuilder CreateBuilder() => Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(static resource => AddService(resource))
        .AddMeter(ServerMetrics.MeterName, RuntimeMeter)
        .AddView(static instrument => NameOf(instrument) is { } name ? new MetricStreamConfiguration { Name = name } : null);

    public static ResourceBuilder AddService(ResourceBuilder resource) => resource.Clear()
        .AddService(ServiceName, autoGenerateServiceInstanceId: false)
        .AddEnvironmentVariableDetector();

    private static string? NameOf(Instrument instrument) =>
        instrument.Meter.Name == RuntimeMeter && instrument is not ObservableCounter<long> && instrument.Name.EndsWith(CountEnding, StringComparison.Ordinal)
            ? string.Concat(instrument.Name.AsSpan(0, instrument.Name.Length - CountEnding.Length), ".current")
            : null;
}
