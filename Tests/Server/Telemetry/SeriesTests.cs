using System.Globalization;
using Ecs.Server.Telemetry;
using Ecs.Tests.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ecs.Tests.Server.Telemetry;

/// <summary>Nothing that people choose becomes a label.</summary>
public sealed class SeriesTests
{
    private static readonly int Names = DeepRun.Or("ECS_SERIES_NAMES", 100_000);

    [Fact]
    public async Task A_hundred_thousand_names_make_no_series()
    {
        using var rig = new ServerRig();
        using var scrape = new ScrapePipeline(cacheMilliseconds: 0);
        await using var services = new ServiceCollection().AddOptions().AddLogging().BuildServiceProvider();
        var answer = scrape.Build(services);
        rig.Run(1);
        var before = (await ReadAsync(answer, services)).Where(IsOurs).ToHashSet(StringComparer.Ordinal);

        for (var name = 0; name < Names; name++)
        {
            Assert.True(rig.Room.TryJoin(string.Create(CultureInfo.InvariantCulture, $"name-{name}"), isBot: false, out var seat));
            rig.Room.Chat(seat.Slot, seat.Name, "hello");
            rig.Room.Leave(seat, Ecs.Protocol.Reason.Left);
            if (name % 100 == 0)
                rig.Run(1);
        }

        var after = (await ReadAsync(answer, services)).Where(IsOurs).ToHashSet(StringComparer.Ordinal);

        Assert.True(before.Count > 40);
        Assert.Empty(after.Except(before));
        Assert.DoesNotContain(after, static series => series.Contains("name-", StringComparison.Ordinal));
    }

    private static bool IsOurs(string series) => series.StartsWith("ecs_", StringComparison.Ordinal);

    private static async Task<IEnumerable<string>> ReadAsync(RequestDelegate answer, IServiceProvider services)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = "GET";
        context.Request.Path = "/metrics";
        context.Response.Body = body;
        await answer(context);
        return ScrapeTests.SeriesOf(System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
