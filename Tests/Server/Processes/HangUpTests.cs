


using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>SIGHUP: what a closing terminal, a rotation of logs or a habit of reloading sends.</summary>
[Collection(ProcessLane.Name)]
public sealed class HangUpTests
{
    private const string ServerProgram = "Ecs.Server.dll";

    [Theory]
    [InlineData("exec nohup \"$@\"")]
    [InlineData("trap '' HUP; exec \"$@\"")]
    public void A_server_that_was_started_to_ignore_it_goes_on(string words)
    {
        using var server = ServerChild.StartByShell(words, ServerProgram).Ready();

        server.Signal(ServerChild.HangUp);
        server.Type("say still here");
        server.WaitForOutput("Said: still here");
        server.Signal(ServerChild.HangUp);
        server.Signal(ServerChild.Terminate);

        Assert.Equal(0, server.WaitForExit());
        Assert.Contains("reason=SIGTERM", server.Output[^1], StringComparison.Ordinal);
    }

    /// <summary>A supervisor may send it right behind SIGTERM, and a terminal that closes is followed by either.</summary>
    [Fact]
    public void It_only_asks_and_is_never_the_second_signal_that_ends_at_once()
    {
        using var server = ServerChild.Start().Ready();

        server.SignalTogether(ServerChild.HangUp, ServerChild.Terminate);

        Assert.Equal(0, server.WaitForExit());
        Assert.StartsWith("stopped ", server.Output[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_has_nobody_to_tell_and_ends_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("ecs-signal-").FullName;
        var waiting = Path.Combine(folder, "waiting.sh");
        var begun = Path.Combine(folder, "begun");
        try
        {
            using var match = Recording.RecordedMatch.Of(players: 2, ticks: 60);

            // The other build says that it has begun and then waits until the test is over.
            File.WriteAllText(waiting, $"#!/bin/sh\n: > '{begun}'\nwhile [ -e '{begun}' ]; do sleep 0.1; done\n");
            using var replay = ServerChild.StartByShell(
                $"chmod +x '{waiting}'; exec \"$@\"", ServerProgram, "replay", "verify", match.File, "--flip", "1", "--with", waiting);
            Assert.True(SpinWait.SpinUntil(() => File.Exists(begun), TimeSpan.FromMinutes(1)));

            replay.Signal(ServerChild.Terminate);

            Assert.Equal(128 + ServerChild.Terminate, replay.WaitForExit());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
