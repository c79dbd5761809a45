using System.Diagnostics;
using System.Globalization;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>
/// Clients that others have written connect, send text, 64 KiB, fragments and pings, outlive our pings, close and are closed:
/// each tells what it has seen.
/// </summary>
[Collection(SocketLane.Name)]
public sealed class ForeignClientTests
{
    private static readonly string[] Seen =
    [
        "extensions: 0",
        "text: gr\u00fc\u00dfe \U0001F680",
        "binary: True",
        "fragments: one two three",
        "pong: 1234",
        "client close: 4000",
        "server close: 4001 enough",
        "too long: 1009",
        "refused: 404",
    ];

    /// <summary>Clients fall silent for longer than we allow: only the answers to our pings keep them.</summary>
    private static readonly WebSocketOptions Options = new() { PingSeconds = 0.3, SilenceSeconds = 1.2 };

    [ForeignClientFact("python3-websockets")]
    public void Python_s_websockets_sees_a_server_of_the_standard()
    {
        using var server = new EchoServer(Options);

        Assert.Equal(Seen, Report(server, ForeignClient.Python ?? "python3", ForeignClient.Script("client.py"), Port(server)));
    }

    [ForeignClientFact("ws")]
    public void Node_s_ws_sees_a_server_of_the_standard()
    {
        using var server = new EchoServer(Options);
        var folder = Directory.CreateTempSubdirectory("ecs-ws-");
        try
        {
            if (!ForeignClient.HasNode)
                ForeignClient.InstallNodePackage(folder.FullName);

            // Node looks for packages from where the script is.
            var script = Path.Combine(folder.FullName, "client.js");
            File.Copy(ForeignClient.Script("client.js"), script);
            Assert.Equal(Seen, Report(server, "node", script, Port(server)));
        }
        finally
        {
            ForeignClient.Remove(folder);
        }
    }

    [ComponentFact("chromium")]
    public void A_page_in_chromium_sees_a_server_of_the_standard()
    {
        using var server = new EchoServer(Options, File.ReadAllBytes(ForeignClient.Script("client.html")));
        var profile = Directory.CreateTempSubdirectory("ecs-chromium-");
        try
        {
            var seen = Report(
                server,
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                $"--user-data-dir={profile.FullName}",
                $"http://127.0.0.1:{Port(server)}/");

            // A page can neither ping nor send fragments, and is not told why it was refused.
            Assert.Equal([.. Seen[..3], .. Seen[5..8], "refused: error"], seen);
        }
        finally
        {
            ForeignClient.Remove(profile);
        }
    }

    private static string Port(EchoServer server) => server.Port.ToString(CultureInfo.InvariantCulture);

    private static string[] Report(EchoServer server, string program, params string[] arguments)
    {
        using var process = ForeignClient.Start(Path.GetTempPath(), program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var report = TakeReport(server, process);
        if (!process.HasExited)
        {
            // It has told all that it will; a browser stays until it is ended.
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        return report?.Split('\n') ?? throw new InvalidOperationException($"no report\n{output.Result}\n{errors.Result}");
    }

    /// <summary>Waits for the report as long as the client lives.</summary>
    private static string? TakeReport(EchoServer server, Process process)
    {
        var started = Stopwatch.GetTimestamp();
        while (!process.HasExited && Stopwatch.GetElapsedTime(started) < Patience.Limit)
        {
            if (server.Reports.TryTake(out var report, TimeSpan.FromSeconds(0.1)))
                return report;
        }

        return server.Reports.TryTake(out var last, TimeSpan.FromSeconds(1)) ? last : null;
    }
}
