using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>A start that hangs in the system, at a pipe whose other side nobody opens.</summary>
[Collection(ProcessLane.Name)]
public sealed class BlockedStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blocked-").FullName;

    [Theory]
    [InlineData(ServerChild.Terminate, "--record", "pipe")]
    [InlineData(ServerChild.Interrupt, "--record", "pipe")]
    [InlineData(ServerChild.HangUp, "--record", "pipe")]
    [InlineData(ServerChild.Terminate, "--report", "pipe")]
    [InlineData(ServerChild.Terminate, "--map", "pipe.tmj")]
    [InlineData(ServerChild.Terminate, "--store", "pipe", "--mode", "argentum", "--doors", "argentum:0")]
    [InlineData(ServerChild.Terminate, "--config", "pipe")]
    public void A_signal_ends_it(int signal, string flag, string name, params string[] more)
    {
        var pipe = NamedPipe.Create(_folder, name);
        using var server = ServerChild.Start([flag, pipe, .. more]);
        WaitUntilItHangs(server);

        server.Signal(signal);

        Assert.Equal(128 + signal, server.WaitForExit());
        Assert.Equal("stopped while starting: something that was to be opened does not answer", server.Errors[^1]);
        Assert.Empty(server.Output);
    }

    [Fact]
    public void A_second_signal_ends_it_at_once()
    {
        var pipe = NamedPipe.Create(_folder, "pipe");
        using var server = ServerChild.Start("--record", pipe);
        WaitUntilItHangs(server);

        server.SignalTogether(ServerChild.Interrupt, ServerChild.Terminate);

        Assert.Contains(server.WaitForExit(), new[] { 130, 143 });
        Assert.DoesNotContain(server.Errors, static line => line.StartsWith("stopped while", StringComparison.Ordinal));
    }

    [Fact]
    public void A_start_that_goes_on_in_time_stops_as_always()
    {
        var pipe = NamedPipe.Create(_folder, "pipe");
        using var server = ServerChild.Start("--report", pipe);
        WaitUntilItHangs(server);

        server.Signal(ServerChild.HangUp);
        // Both ways, so that this opening waits for nobody.
        using (var reader = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            Assert.Contains(server.WaitForExit(), new[] { 0, 129 }); // A machine under load may need longer than the patience.
        if (server.Output.Count != 0)
            Assert.Contains("reason=SIGHUP", server.Output[^1], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Its main thread waits in the kernel for the other side of a pipe.</summary>
    private static void WaitUntilItHangs(ServerChild server) => Assert.True(
        SpinWait.SpinUntil(() => server.IsWaitingToOpen || server.HasEnded, Patience.Limit) && !server.HasEnded,
        string.Join('\n', server.Errors));
}
