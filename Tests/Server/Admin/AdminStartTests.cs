using System.Net;
using System.Net.Sockets;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Admin;

/// <summary>How the server's program begins with an operator's listener, and what is there without a token.</summary>
[Collection(ProcessLane.Name)]
public sealed class AdminStartTests
{
    [Fact]
    public async Task Without_a_token_there_are_health_and_metrics_and_nothing_else()
    {
        using var child = AdminChild.Start("--bots", "2", "--web", "127.0.0.1:0");

        using var live = await child.GetAsync("/healthz/live");
        using var ready = await child.GetAsync("/healthz/ready");
        using var metrics = await child.GetAsync("/metrics");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode, metrics.StatusCode));
        Assert.Contains("\"status\":\"ok\"", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("ecs_tick_count_total", await metrics.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var path in (string[])["/", "/api/server", "/api/rooms", "/api/events", "/openapi.json", "/admin.js"])
        {
            using var answer = await child.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        // Nor is anything of it at the players' page.
        using var players = new HttpClient { BaseAddress = child.Server.Page };
        foreach (var path in (string[])["/healthz/live", "/healthz/ready", "/metrics", "/openapi.json", "/api/rooms", "/api/players", "/api/console", "/api/events", "/admin.js"])
        {
            using var answer = await players.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var typed = await child.Http.PostAsync(new Uri("/healthz/live", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, typed.StatusCode);
        child.Server.Type("quit");
        Assert.Equal(0, child.Server.WaitForExit());
    }

    [Fact]
    public void A_place_that_is_taken_is_one_line_and_exit_74()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        using var server = ServerChild.Start("--admin", other.LocalEndpoint.ToString()!);

        Assert.Equal(74, server.WaitForExit());
        Assert.Equal([$"Admin:Address (--admin): TCP port {((IPEndPoint)other.LocalEndpoint).Port} on 127.0.0.1 is in use"], server.Errors);
        Assert.Empty(server.Output);
    }

    [Fact]
    public void Nothing_of_ASPNET_or_OpenTelemetry_is_loaded_unless_it_is_asked_for()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var without = ServerChild.Start("--web", "off", "--doors", "arena:0,plaza:0,waves:0,survival:0", "--bots", "1").Ready();
        using var page = ServerChild.Start("--web", "127.0.0.1:0").Ready();
        using var with = AdminChild.Start();

        Assert.DoesNotContain(without.LoadedFiles, static file => file.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || file.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        Assert.DoesNotContain(page.LoadedFiles, static file => file.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        Assert.Contains("OpenTelemetry.dll", with.Server.LoadedFiles);
        Assert.DoesNotContain("admin=", without.Output[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_health_command_says_it_in_a_line_and_an_exit_code()
    {
        using var child = AdminChild.Start();
        using (var well = ServerChild.Start("health", "--url", child.Address.ToString()))
        {
            Assert.Equal(0, well.WaitForExit());
            Assert.Equal(["ok"], well.Output);
        }

        using (var ready = ServerChild.Start("health", "--url", new Uri(child.Address, "/healthz/ready").ToString()))
            Assert.Equal(0, ready.WaitForExit());

        child.Server.Type("quit");
        child.Server.WaitForExit();
        using var gone = ServerChild.Start("health", "--url", child.Address.ToString());
        Assert.Equal(1, gone.WaitForExit());
        Assert.StartsWith($"{child.Address.Authority} does not answer: ", Assert.Single(gone.Errors), StringComparison.Ordinal);
        Assert.Empty(gone.Output);

        using var none = ServerChild.Start("health", "--url", "nowhere");
        Assert.Equal(78, none.WaitForExit());
    }
}
