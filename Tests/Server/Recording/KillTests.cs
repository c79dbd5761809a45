using System.Diagnostics;
using Ecs.Server.Recording;
using Ecs.Server.Recording.Replay;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Recording;

/// <summary>A recording server is killed at moments drawn from a seed. RECORDING_KILLS=50 asks for more of them.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int TickRate = 60;
    private const int Kill = 9;

    /// <summary>A block a second, and what a loaded machine needs to write it.</summary>
    private const int LostTicksLimit = 2 * TickRate;

    [Fact]
    public void A_killed_server_leaves_a_recording_that_verifies_to_its_last_block()
    {
        var kills = DeepRun.Or("RECORDING_KILLS", 3);
        var random = new Random(7);
        var worst = 0L;
        for (var kill = 0; kill < kills; kill++)
        {
            worst = Math.Max(worst, KillOne(TimeSpan.FromMilliseconds(1500 + random.Next(4000))));
        }

        output.WriteLine($"{kills} kills, at most {worst} ticks lost");
    }

    private static long KillOne(TimeSpan after)
    {
        var file = Path.Combine(Path.GetTempPath(), $"ecs-kill-{Guid.NewGuid():N}.rec");
        try
        {
            var sinceReady = RunAndKill(file, after);

            Assert.True(RecordingReader.TryOpen(file, out var reader, out var fault), fault);
            using (reader)
            {
                Assert.Equal(RecordingState.Torn, reader.State);
                var report = new ReplayVerifier(reader).Run();
                Assert.True(report.Mismatches == 0 && report.Fault.Length == 0, report.First?.ToText() ?? report.Fault);
                Assert.False(report.Ok, "a torn recording is not all right");
                var lost = (long)(sinceReady.TotalSeconds * TickRate) - report.Ticks;
                Assert.True(lost <= LostTicksLimit, $"{lost} ticks lost after {sinceReady}");
                return lost;
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static TimeSpan RunAndKill(string file, TimeSpan after)
    {
        using var server = ServerChild.Start("--bots", "8", "--record", file).Ready();
        var ready = Stopwatch.GetTimestamp();
        using var client = server.Connect("witness");
        server.Turn(client, () => Stopwatch.GetElapsedTime(ready) > after);
        server.Signal(Kill);
        var killed = Stopwatch.GetElapsedTime(ready);
        server.WaitForExit();
        return killed;
    }
}
