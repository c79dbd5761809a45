using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Metrics;

namespace Ecs.Server.Telemetry;

/// <summary>
/// What <c>/metrics</c> answers: OpenTelemetry's Prometheus exporter over our meter and the runtime's, as a pipeline of its own, since nothing
/// here has the routing and the hosting that it is usually put into.
/// </summary>
/// <param name="cacheMilliseconds">Whoever asks within it is given the last answer: asking often costs no more than asking once a second.</param>
internal sealed class ScrapePipeline(int cacheMilliseconds = ScrapePipeline.UsualCacheMilliseconds) : IDisposable
{
    private const int UsualCacheMilliseconds = 1000;

    private readonly MeterProvider _provider = ServerMeters.CreateBuilder()
        .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = cacheMilliseconds)
        .Build();

    /// <param name="services">Of the host.</param>
    public RequestDelegate Build(IServiceProvider services)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseOpenTelemetryPrometheusScrapingEndpoint(_provider, static _ => true, path: null, configureBranchedPipeline: null, optionsName: null);
        return pipeline.Build();
    }

    public void Dispose() => _provider.Dispose();
}
