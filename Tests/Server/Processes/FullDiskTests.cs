using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Tests.Server.Storage;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>Servers whose disks take nothing: at the start that is a refusal, later it costs what was to be written.</summary>
[Collection(ProcessLane.Name)]
public sealed class FullDiskTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecs-full-");

    [Fact]
    public void A_report_that_is_lost_is_told_of_once_and_keeps_nothing_else_from_closing()
    {
        var recording = FileOf("match.rec");
        var store = FileOf("ecs.db");
        using var server = ServerChild.Start(
            "--duration", "3", "--bots", "2", "--report", "/dev/full", "--record", recording, "--doors", "argentum:0", "--store", store);

        Assert.Equal(0, server.WaitForExit());

        Assert.Single(server.Errors, static line => line.Contains("The report /dev/full loses lines", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Errors, static line => line.Contains("Closing", StringComparison.Ordinal));
        Assert.StartsWith("stopped ", server.Output[^1], StringComparison.Ordinal);
        foreach (var room in (string[])["arena", "argentum"])
            AssertWhole($"{recording}.{room}");
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*-wal"));
    }

    [Fact]
    public void A_recording_that_cannot_begin_ends_the_start_with_78_and_one_line()
    {
        using var server = ServerChild.Start("--record", "/dev/full");

        Assert.Equal(78, server.WaitForExit());
        Assert.StartsWith("Record (--record): cannot be written: ", Assert.Single(server.Errors), StringComparison.Ordinal);
        Assert.Empty(server.Output);
    }

    [TinyDiskFact]
    public void A_disk_that_fills_up_costs_what_did_not_fit_and_the_server_ends_as_asked()
    {
        using var disk = TinyDisk.TryMount()!;
        var report = Path.Combine(disk.Path, "report.json");
        var recording = Path.Combine(disk.Path, "match.rec");
        var store = Path.Combine(disk.Path, "ecs.db");
        using (var server = ServerChild.Start(
            "--bots", "8", "--report", report, "--record", recording, "--doors", "argentum:0", "--store", store).Ready())
        {
            disk.Fill();
            server.WaitForError("The recording of room arena has ended");
            server.WaitForError("loses lines");
            server.Type("say still here");
            server.WaitForOutput("Said: still here");
            server.Signal(ServerChild.Terminate);

            Assert.Equal(0, server.WaitForExit());
            Assert.StartsWith("stopped ", server.Output[^1], StringComparison.Ordinal);
            Assert.Single(server.Errors, static line => line.Contains("The recording of room arena has ended", StringComparison.Ordinal));
            Assert.Single(server.Errors, static line => line.Contains("loses lines", StringComparison.Ordinal));
        }

        Assert.True(RecordingReader.TryOpen($"{recording}.arena", TestGames.Shipped, out var reader, out var fault), fault);
        using (reader)
        {
            Assert.False(reader.IsComplete);
            Assert.Equal(0, new ReplayVerifier(reader).Run().Mismatches);
        }

        disk.MakeRoom();
        Assert.Equal(Ecs.Server.Base.ExitCode.Ok, StoreFile.TryOpen(store, out var again, out var damage));
        Assert.Equal("", damage);
        again!.Dispose();
    }

    /// <summary>The runtime's own files in memory would be over the limit as well, so it is asked to do without them.</summary>
    [Fact]
    public void A_limit_on_the_size_of_files_is_a_full_disk_and_no_signal()
    {
        var recording = FileOf("match.rec");
        using var server = ServerChild.StartByShell(
            "ulimit -f 8; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"",
            "Ecs.Server.dll",
            "--bots", "8", "--record", recording, "--report", FileOf("report.json")).Ready();

        server.WaitForError("The recording of room arena has ended");
        server.WaitForError("loses lines");
        server.Signal(ServerChild.Terminate);

        Assert.Equal(0, server.WaitForExit());
        Assert.StartsWith("stopped ", server.Output[^1], StringComparison.Ordinal);
        Assert.True(RecordingReader.TryOpen(recording, TestGames.Shipped, out var reader, out var fault), fault);
        using (reader)
        {
            Assert.False(reader.IsComplete);
            Assert.Equal(0, new ReplayVerifier(reader).Run().Mismatches);
        }
    }

    [Fact]
    public void A_report_on_a_disk_with_room_again_goes_on_with_a_line_of_its_own()
    {
        using var metrics = new ServerMetrics();
        var disk = new ScriptedDisk { Room = 40 };
        var log = new Pacing.LogLines();
        using (ReportWriter.Start(disk, "report.json", metrics, TimeProvider.System, log))
        {
            Assert.True(SpinWait.SpinUntil(() => disk.Refused > 0, TimeSpan.FromMinutes(1)));
            metrics.Tick.AddTick(100, 0, 0);
            disk.Room = 1 << 20;
        }

        var path = FileOf("report.json");
        File.WriteAllBytes(path, disk.ToArray());
        Assert.True(ReportFile.Read(path).Count >= 2);
        Assert.Equal(ReportRecord.SummaryKind, ReportFile.Read(path)[^1].Kind);
        Assert.Single(log.Lines);
        Assert.True(disk.IsDisposed);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertWhole(string recording)
    {
        Assert.True(RecordingReader.TryOpen(recording, TestGames.Shipped, out var reader, out var fault), fault);
        using (reader)
        {
            Assert.True(reader.IsComplete);
            Assert.True(new ReplayVerifier(reader).Run().Ok);
        }
    }

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);
}
