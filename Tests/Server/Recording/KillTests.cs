using System.Diagnostics;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Recording;

/// <summary>A recording server is killed at moments drawn from a seed. RECORDING_KILLS=50 asks for more of them.</summary>
[Collection(SocketLane.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Seed = 7;
    private const int Kill = 9;

    /// <summary>A block is closed with each second of ticks, however long a loaded machine takes for them.</summary>
    private const uint BlockTicks = 60;

    [Fact]
    public void A_killed_server_leaves_a_recording_that_verifies_to_its_last_block()
    {
        var kills = DeepRun.Or("RECORDING_KILLS", 3);
        var random = new Random(Seed);
        var worst = 0L;
        for (var kill = 0; kill < kills; kill++)
            worst = Math.Max(worst, KillOne((uint)random.Next(90, 200), TimeSpan.FromMilliseconds(random.Next(1000))));

        output.WriteLine($"seed {Seed}: {kills} kills, at most {worst} ticks lost");
    }

    /// <summary>Gives how many ticks a player had been told of that the file does not have.</summary>
    private static long KillOne(uint ticks, TimeSpan later)
    {
        var file = Path.Combine(Path.GetTempPath(), $"ecs-kill-{Guid.NewGuid():N}.rec");
        try
        {
            var (told, written) = RunAndKill(file, ticks, later);

            Assert.True(RecordingReader.TryOpen(file, TestGames.Shipped, out var reader, out var fault), fault);
            using (reader)
            {
                Assert.Equal(RecordingState.Torn, reader.State);
                Assert.True(reader.LastTick >= written, $"tick {written} was in the file, and now the last is {reader.LastTick}");
                Assert.All(reader.Blocks, static block => Assert.InRange(block.Frame.Ticks, 0u, BlockTicks));
                var report = new ReplayVerifier(reader).Run();
                Assert.True(report.Mismatches == 0 && report.Fault.Length == 0, report.First?.ToText() ?? report.Fault);
                Assert.False(report.Ok, "a torn recording is not all right");
                Assert.Equal(reader.TickCount, report.Ticks);
                return told - (long)reader.LastTick;
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Gives the last tick that a player was told of, and the last in the file, just before the kill.</summary>
    private static (uint Told, uint Written) RunAndKill(string file, uint ticks, TimeSpan later)
    {
        using var server = ServerChild.Start("--bots", "8", "--record", file).Ready();
        using var client = server.Connect("witness");
        server.Turn(client, () => client.Snapshot.Tick.Value >= ticks);

        // What the block under way does not hold comes into the file while the server runs.
        var closed = client.Snapshot.Tick.Value - BlockTicks;
        server.Turn(client, () => LastTickOf(file) >= closed);
        var from = Stopwatch.GetTimestamp();
        server.Turn(client, () => Stopwatch.GetElapsedTime(from) >= later);
        var written = LastTickOf(file);
        server.Signal(Kill);
        server.WaitForExit();
        return (client.Snapshot.Tick.Value, written);
    }

    private static uint LastTickOf(string file)
    {
        if (!RecordingReader.TryOpen(file, TestGames.Shipped, out var reader, out _))
            return 0;

        using (reader)
            return reader.LastTick;
    }
}
