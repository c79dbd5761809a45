using Ecs.Tests.House;
using Ecs.Tests.Server.Net.WebSocket;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>
/// The library of the original client against the built server, over real sockets. <c>DOOR_SECONDS</c> says for how long.
/// </summary>
[Collection(SocketLane.Name)]
public sealed class PlazaForeignClientTests
{
    [ForeignClientFact("python3-websockets")]
    public void Two_visitors_see_every_hop_of_each_other_over_real_sockets()
    {
        var seconds = DeepRun.Or("DOOR_SECONDS", 4);
        using var server = ServerChild.Start("--mode", "plaza", "--bots", "2", "--doors", "plaza:0");
        var ready = server.WaitForOutput("ready ");
        var word = ready.Split(' ').Single(static word => word.StartsWith("doors=plaza:", StringComparison.Ordinal));
        var door = word["doors=plaza:".Length..];
        var script = Path.Combine(Repository.Root, "Tests", "Server", "Doors", "Plaza", "Clients", "roam.py");
        using var visitors = ForeignClient.Start(Path.GetTempPath(), ForeignClient.Python ?? "python3", script, door, $"{seconds}");
        var output = visitors.StandardOutput.ReadToEndAsync();
        var errors = visitors.StandardError.ReadToEndAsync();
        var patience = Patience.Limit + TimeSpan.FromSeconds(seconds);
        if (!visitors.WaitForExit(patience))
            visitors.Kill(entireProcessTree: true);

        Assert.True(visitors.ExitCode == 0, errors.Result);
        Assert.Equal(
            [
                "123: extensions 0, every hop in order True, kept roaming True",
                "123: chat ['123 привет 123', '77 привет 77'], left [77]",
                "77: extensions 0, every hop in order True, kept roaming True",
                "77: chat ['123 привет 123', '77 привет 77'], left []",
            ],
            output.Result.Trim().Split('\n'));
    }
}
