using System.Text.Json;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Load;

/// <summary>The benchmarks' program plays on a server that it starts.</summary>
[Collection(ProcessLane.Name)]
public sealed class LoadProgramTests
{
    private static readonly string[] Promised =
    [
        "clients", "seconds", "processes", "connected", "joinSeconds", "disconnects", "disconnectReasons", "snapshotsPerClientPerSecond",
        "bytesPerClientPerSecond", "longestGapMs", "longestUnheardMs", "resumes", "inputToEffectMs", "snapshotArrivalMs", "snapshotLoss", "inputs",
        "serverCpuMsPerSecond", "serverCpuMsPerClientPerSecond", "tickMs", "tickLatenessMs", "ticksRun", "ticksSkipped", "allocatedBytesPerTick",
        "gen0Collections", "gen1Collections", "gen2Collections", "gcPauseMs", "rssMiB", "generator", "generatorLimited", "generatorLimitedBy",
    ];

    [Theory]
    [InlineData(1, "arena")]
    [InlineData(3, "arena")]
    [InlineData(2, "anchor")]
    public void Clients_of_one_process_or_several_play_and_everything_is_told(int processes, string scene)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var load = ServerChild.StartByShell(
                "exec \"$@\"", Programs.Benchmarks, "load", "--clients", "6", "--seconds", "2", "--processes", $"{processes}", "--scene", scene, "--json", file);
            Assert.Equal(0, load.WaitForExit());

            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var told = json.RootElement;
            Assert.All(Promised, name => Assert.True(told.TryGetProperty(name, out _), name));
            Assert.Equal((6, 0, processes), (told.GetProperty("connected").GetInt32(), told.GetProperty("disconnects").GetInt32(), told.GetProperty("processes").GetInt32()));
            Assert.Equal(scene, told.GetProperty("scene").GetString());
            Assert.InRange(told.GetProperty("inputToEffectMs").GetProperty("probes").GetInt64(), 1, 60);
            Assert.InRange(told.GetProperty("inputs").GetProperty("due").GetInt64(), 6 * 60, 6 * 60 * 4);
            Assert.InRange(told.GetProperty("ticksRun").GetInt64(), 1, 180);
            Assert.Equal(told.GetProperty("generatorLimited").GetBoolean(), told.GetProperty("generatorLimitedBy").ValueKind == JsonValueKind.String);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--server-option=--mode=nowhere", 78, "there is no mode", "the server did not start (exit code 78)")]
    [InlineData("--server-option=--help", 69, "", "the server did not get ready: ")]
    public void Server_that_does_not_start_is_told_of_in_a_line_with_its_exit_code(string option, int code, string own, string line)
    {
        using var load = ServerChild.StartByShell("exec \"$@\"", Programs.Benchmarks, "load", "--clients", "1", "--seconds", "1", option);

        Assert.Equal(code, load.WaitForExit());
        Assert.StartsWith(line, load.Errors[^1], StringComparison.Ordinal);
        Assert.Contains(own, load.Errors[0], StringComparison.Ordinal);
        Assert.InRange(load.Errors.Count, 1, 2);
        Assert.Empty(load.Output);
    }

    [Fact]
    public void Too_few_open_files_are_told_before_anything_starts()
    {
        using var load = ServerChild.StartByShell("ulimit -n 300 && exec \"$@\"", Programs.Benchmarks, "load", "--clients", "1000", "--processes", "2");

        Assert.Equal(69, load.WaitForExit());
        Assert.Equal("1000 clients in 2 processes need 660 open files each, and the limit is 300 (ulimit -n)", Assert.Single(load.Errors));
        Assert.Empty(load.Output);
    }

    [Fact]
    public void Address_that_is_none_is_a_bad_option()
    {
        using var load = ServerChild.StartByShell("exec \"$@\"", Programs.Benchmarks, "load", "--address", "somewhere");

        Assert.Equal(78, load.WaitForExit());
        Assert.Equal("--address: somewhere is no IP address with a port", Assert.Single(load.Errors));
    }
}
