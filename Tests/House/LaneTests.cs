using System.Text.RegularExpressions;

namespace Ecs.Tests.House;

/// <summary>Who needs a lane has one: what a test class says in its own file tells (Testing/Lanes has the reasons).</summary>
public sealed partial class LaneTests
{
    [Fact]
    public void Who_counts_bytes_runs_alone()
    {
        Assert.Empty(Strays(CountsBytes(), "AloneLane"));
    }

    [Fact]
    public void Who_starts_a_server_opens_a_window_or_a_socket_runs_in_a_lane()
    {
        Assert.Empty(Strays(LivesOutside(), "AloneLane", "ProcessLane", "SocketLane", "WindowLane", "FaultCollection"));
    }

    private static IEnumerable<string> Strays(Regex words, params string[] lanes) => Repository.Sources("Tests")
        .Where(static file => file.EndsWith("Tests.cs", StringComparison.Ordinal) && Path.GetFileName(file) != "LaneTests.cs")
        .Where(file => File.ReadAllText(file) is var text && words.IsMatch(text) && !lanes.Any(lane => text.Contains($"[Collection({lane}.Name)]", StringComparison.Ordinal)))
        .Select(static file => Path.GetRelativePath(Repository.Root, file));

    [GeneratedRegex(@"\bAllocations\.Assert|\bAllocationMeter\b|\bGetAllocatedBytes|\bGC\.Collect")]
    private static partial Regex CountsBytes();

    [GeneratedRegex(@"\bServerChild\b|\bRedisChild\b|\bWindowOnScreen\b|\bVirtualScreen\b|\bnew (Socket|UdpClient|TcpClient|TcpListener|UdpCarrier|SocketStreamRig|SocketDoorRig|GateRig|EchoServer)\(|\bSetLimit\(")]
    private static partial Regex LivesOutside();
}
