using System.Net;
using System.Text;
using Ecs.Tests.Server.Admin;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Telemetry;

/// <summary>What is sent by OTLP where the usual variables ask for it.</summary>
[Collection(ProcessLane.Name)]
public sealed class ExportTests
{
    [Fact]
    public async Task Metrics_and_requests_of_operators_arrive_at_a_collector()
    {
        using var collector = new HttpListener();
        var address = Listen(collector);
        using var child = AdminChild.StartIn(
            [new("OTEL_EXPORTER_OTLP_ENDPOINT", address), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), new("OTEL_METRIC_EXPORT_INTERVAL", "200"), new("OTEL_BSP_SCHEDULE_DELAY", "200"), new("OTEL_SERVICE_NAME", "evening")]);
        await child.ReadAsync("/api/server");

        var (hasMetrics, hasTraces) = (false, false);
        while (!hasMetrics || !hasTraces)
        {
            var context = await collector.GetContextAsync().WaitAsync(Patience.Limit);
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var text = Encoding.Latin1.GetString(body.ToArray());
            hasMetrics |= context.Request.RawUrl == "/v1/metrics" && text.Contains("ecs.tick.count", StringComparison.Ordinal) && text.Contains("evening", StringComparison.Ordinal);
            hasTraces |= context.Request.RawUrl == "/v1/traces" && text.Contains("admin request", StringComparison.Ordinal);
            Assert.DoesNotContain(AdminChild.Token, text, StringComparison.Ordinal);
            context.Response.Close();
        }
    }

    [Fact]
    public void A_collector_that_is_away_keeps_nobody_from_playing_or_stopping()
    {
        using var child = AdminChild.StartIn([new("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), new("OTEL_METRIC_EXPORT_INTERVAL", "100")]);
        using var ada = child.Server.Connect("ada");
        child.Server.Turn(ada, () => ada.IsInRoom);
        child.Server.Type("quit");

        Assert.Equal(0, child.Server.WaitForExit());
    }

    private static string Listen(HttpListener collector)
    {
        for (var port = 20_000 + Random.Shared.Next(20_000); ; port++)
        {
            try
            {
                collector.Prefixes.Clear();
                collector.Prefixes.Add($"http://127.0.0.1:{port}/");
                collector.Start();
                return $"http://127.0.0.1:{port}";
            }
            catch (HttpListenerException)
            {
                // Somebody is there.
            }
        }
    }
}
