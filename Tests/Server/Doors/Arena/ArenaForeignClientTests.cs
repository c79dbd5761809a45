using Ecs.Tests.House;
using Ecs.Tests.Server.Net.WebSocket;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>
/// Clients that behave as the original, on somebody else's WebSockets, against the built server over real sockets: two fight to kills,
/// rankings and returns, one walks. <c>DOOR_SECONDS</c> says for how long.
/// </summary>
[Collection(SocketLane.Name)]
public sealed class ArenaForeignClientTests(ITestOutputHelper output)
{
    [ForeignClientFact("python3-websockets")]
    public void Three_clients_fight_and_walk_over_real_sockets()
    {
        var seconds = DeepRun.Or("DOOR_SECONDS", 9);
        using var server = ServerChild.Start("--doors", "arena:0");
        var ready = server.WaitForOutput("ready ");
        var port = ready.Split(' ').Single(static word => word.StartsWith("doors=arena:", StringComparison.Ordinal))["doors=arena:".Length..];
        var script = Path.Combine(Repository.Root, "Tests", "Server", "Doors", "Arena", "Clients", "duel.py");
        using var clients = ForeignClient.Start(Path.GetTempPath(), ForeignClient.Python ?? "python3", script, port, $"{seconds}");
        var told = clients.StandardOutput.ReadToEndAsync();
        var errors = clients.StandardError.ReadToEndAsync();
        if (!clients.WaitForExit(Patience.Limit + TimeSpan.FromSeconds(seconds)))
            clients.Kill(entireProcessTree: true);

        Assert.True(clients.ExitCode == 0, errors.Result);
        output.WriteLine(errors.Result.Trim());
        Assert.Equal(
            [
                "target: pongs True, killed True, ranked True, returned True",
                "shooter: pongs True, killed True, ranked True, returned True",
                "walker: pongs True, killed True, ranked True, returned True",
                "walker: whole way True",
                "shooter: left True",
            ],
            told.Result.Trim().Split('\n'));
    }
}
