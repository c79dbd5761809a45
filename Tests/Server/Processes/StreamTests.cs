using System.Text.Json;
using Ecs.Server.Metrics;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Tests.Server.Recording;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>Programs whose standard streams are closed, full or not for their purpose, as a shell starts them.</summary>
[Collection(ProcessLane.Name)]
public sealed class StreamTests : IDisposable
{
    private const string ServerProgram = "Ecs.Server.dll";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecs-streams-");

    /// <summary>The number of a closed stream goes to the next file: nothing that is printed may end in it, or in a pipe of the runtime.</summary>
    [Theory]
    [InlineData("exec \"$@\" >&-")]
    [InlineData("exec \"$@\" 2>&-")]
    [InlineData("exec \"$@\" <&-")]
    [InlineData("exec \"$@\" <&- >&-")]
    [InlineData("exec \"$@\" <&- >&- 2>&-")]
    [InlineData("exec \"$@\" 1</dev/null")]
    [InlineData("exec \"$@\" >/dev/full")]
    [InlineData("exec \"$@\" 2>/dev/full")]
    public void A_server_without_a_stream_goes_on_unheard_and_writes_its_files(string words)
    {
        var report = FileOf("report.json");
        var recording = FileOf("match.rec");
        using var server = ServerChild.StartByShell(
            words, ServerProgram, "--duration", "1", "--bots", "2", "--report", report, "--record", recording, "--log-level", "debug");

        Assert.Equal(0, server.WaitForExit());

        Assert.All(File.ReadAllLines(report), static line => JsonDocument.Parse(line).Dispose());
        Assert.Equal(ReportRecord.SummaryKind, ReportFile.Read(report)[^1].Kind);
        Assert.True(RecordingReader.TryOpen(recording, TestGames.Shipped, out var reader, out var fault), fault);
        using (reader)
        {
            Assert.True(reader.IsComplete);
            Assert.True(new ReplayVerifier(reader).Run().Ok);
        }
    }

    [Fact]
    public void Without_standard_input_a_signal_is_heard()
    {
        using var server = ServerChild.StartByShell("exec \"$@\" <&-", ServerProgram).Ready();

        server.Signal(ServerChild.Terminate);

        Assert.Equal(0, server.WaitForExit());
        Assert.Contains("reason=SIGTERM", server.Output[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_a_full_disk_does_not_take_are_told_of_once()
    {
        using var server = ServerChild.StartByShell("exec \"$@\" >/dev/full", ServerProgram, "--duration", "1");
        server.Type("status");
        server.Type("players");

        Assert.Equal(0, server.WaitForExit());
        Assert.Single(server.Errors, static line => line.Contains("Standard output loses lines", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Ecs.Server.dll")]
    [InlineData("Ecs.DebugView.dll")]
    [InlineData(Programs.Benchmarks)]
    public void An_answer_that_nobody_wants_is_given_and_one_that_is_lost_is_73(string program)
    {
        using var closed = ServerChild.StartByShell("exec \"$@\" >&-", program, "--help");
        Assert.Equal(0, closed.WaitForExit());
        Assert.Empty(closed.Errors);

        using var full = ServerChild.StartByShell("exec \"$@\" >/dev/full", program, "--help");
        Assert.Equal(73, full.WaitForExit());
        Assert.StartsWith("standard output cannot be written: ", Assert.Single(full.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, ">&-", "replay", "verify", "match")]
    [InlineData(0, "<&- >&- 2>&-", "replay", "info", "match")]
    [InlineData(73, ">/dev/full", "replay", "info", "match")]
    [InlineData(73, ">/dev/full", "replay", "verify", "match", "--json")]
    [InlineData(66, "2>&-", "replay", "info", "nowhere")]
    [InlineData(66, "2>/dev/full", "replay", "info", "nowhere")]
    [InlineData(78, "2>&-", "--port", "x")]
    [InlineData(78, "2>/dev/full", "--port", "x")]
    public void The_exit_code_is_the_answer_whoever_hears_it(int code, string streams, params string[] arguments)
    {
        using var match = RecordedMatch.Of(players: 2, ticks: 60);
        string[] named = [.. arguments.Select(text => text == "match" ? match.File : text)];

        using var child = ServerChild.StartByShell($"exec \"$@\" {streams}", ServerProgram, named);

        Assert.Equal(code, child.WaitForExit());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);
}
