using System.Globalization;
using System.Net;
using Ecs.Load;
using Ecs.Server.Metrics;

namespace Ecs.Benchmarks.Doors;

/// <summary>A server in a process of its own with one door open, on free ports of the loopback.</summary>
internal sealed class DoorServer : IDisposable
{
    /// <summary>Native commands that come before or after their tick: the network's doing, not a client's.</summary>
    private const string Timing = "input-";

    private readonly ServerChild _child;
    private readonly string _report;

    private DoorServer(ServerChild child, int port, string report)
    {
        _child = child;
        _report = report;
        Door = new IPEndPoint(IPAddress.Loopback, port);
    }

    public IPEndPoint Door { get; }

    /// <summary>For native clients.</summary>
    public IPEndPoint Native => _child.Address;

    /// <exception cref="InvalidOperationException">It did not get ready.</exception>
    public static DoorServer Start(string mode, params IReadOnlyList<string> arguments)
    {
        var report = Path.GetTempFileName();
        var child = ServerChild.Start(
            ["--port", "0", "--mode", mode, "--doors", $"{mode}:0", "--report", report, "--log-level", "warning", .. arguments]);
        var doors = child.ReadyLine.Split(' ').Single(static part => part.StartsWith("doors=", StringComparison.Ordinal));
        return new DoorServer(child, int.Parse(doors.Split(':')[^1], CultureInfo.InvariantCulture), report);
    }

    /// <summary>Ends it as an operator does and gives its own figures.</summary>
    /// <exception cref="StoryException">It ended otherwise, or dropped something that a client said.</exception>
    public object Stop()
    {
        var code = _child.Stop();
        StoryException.Unless(code == 0 && _child.StoppedLine.Length != 0, $"the server ended with {code}");
        var summary = ReportFile.Read(_report)[^1];
        var refused = summary.Drops.Where(static drop => !drop.Key.StartsWith(Timing, StringComparison.Ordinal)).ToList();
        StoryException.Unless(
            refused.Count == 0, $"the server refused {string.Join(", ", refused.Select(static drop => $"{drop.Value} {drop.Key}"))}");
        return new
        {
            ticks = summary.TicksRun,
            skipped = summary.TicksSkipped,
            cpuMsPerSecond = Math.Round(summary.CpuMsPerSecond, 1),
            tickMs = new { summary.TickMs.P50, summary.TickMs.P99 },
        };
    }

    public void Dispose()
    {
        _child.Dispose();
        File.Delete(_report);
    }
}
