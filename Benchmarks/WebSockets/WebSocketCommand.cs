using System.CommandLine;
using Ecs.Load;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>
/// Are our own sockets worth their keep? Processor time of our WebSockets and of the framework's under the same clients, in
/// alternating pairs, each server in a process of its own (docs/decisions/0008-own-sockets.md). With <c>--page</c> the socket of the page
/// takes the place of ours: wanted is at most 1.5 of the framework's.
/// </summary>
internal static class WebSocketCommand
{
    /// <summary>Messages a second, out and in.</summary>
    public const int Rate = 30;

    public const int SnapshotBytes = 600;

    private const double WarmUpSeconds = 4;

    public static Command Create()
    {
        var clients = new Option<int>("--clients") { Description = "Clients, 1 to 1000", DefaultValueFactory = _ => 500 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds of each server, after 4 of warm-up", DefaultValueFactory = _ => 10 };
        var pairs = new Option<int>("--pairs") { Description = "Alternating pairs", DefaultValueFactory = _ => 5 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var page = new Option<bool>("--page") { Description = "The socket of the page in the place of ours" };
        var serve = new Option<string?>("--serve") { Description = "Used by the command itself: own, page or framework", Hidden = true };
        var command = new Command("websocket", "Compares our WebSockets with the framework's") { clients, seconds, pairs, page, json, serve };
        command.SetAction(parsed => parsed.GetValue(serve) is { } kind
            ? ServedChild.Serve(kind)
            : Run(Math.Clamp(parsed.GetValue(clients), 1, 1000), parsed.GetValue(seconds), parsed.GetValue(pairs), parsed.GetValue(page) ? "page" : "own", parsed.GetValue(json)));
        return command;
    }

    private static int Run(int clients, int seconds, int pairs, string kind, FileInfo? json)
    {
        var own = new List<ServerFigures>();
        var framework = new List<ServerFigures>();
        for (var pair = 0; pair < pairs; pair++)
        {
            // Whoever goes first alternates, so that a machine that gets slower or faster favours nobody.
            var ownFirst = pair % 2 == 0;
            var first = Measure(ownFirst ? kind : "framework", clients, seconds);
            var second = Measure(ownFirst ? "framework" : kind, clients, seconds);
            own.Add(ownFirst ? first : second);
            framework.Add(ownFirst ? second : first);
        }

        var ratios = own.Zip(framework, static (mine, theirs) => mine.CpuMsPerSecond / theirs.CpuMsPerSecond).Order().ToArray();
        Figures.Tell(
            new
            {
                kind,
                clients,
                seconds,
                rate = Rate,
                snapshotBytes = SnapshotBytes,
                own,
                framework,
                ratios = ratios.Select(static ratio => Math.Round(ratio, 3)),
                medianRatio = Math.Round(ratios[ratios.Length / 2], 3),
                runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
                cores = Environment.ProcessorCount,
            },
            json);
        return 0;
    }

    private static ServerFigures Measure(string kind, int clients, int seconds)
    {
        using var child = new ServedChild(kind);
        using var players = new WebSocketClients(child.Port, clients);
        players.Play(WarmUpSeconds);
        var before = child.Ask();
        var (cpu, frames) = (child.CpuMilliseconds, players.FramesIn);
        players.Play(seconds);
        var used = child.CpuMilliseconds - cpu;
        var after = child.Ask();
        return new ServerFigures(
            Math.Round(used / seconds, 1),
            Math.Round((players.FramesIn - frames) / seconds / clients, 2),
            Math.Round((after[0] - before[0]) / (double)seconds / clients, 2),
            after[2] - before[2],
            Math.Round(child.RssMiB, 1));
    }

    private sealed record ServerFigures(
        double CpuMsPerSecond, double FramesOutPerClientPerSecond, double MessagesInPerClientPerSecond, long Gen0Collections, double RssMiB);
}
