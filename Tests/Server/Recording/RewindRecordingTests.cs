using Ecs.Server.Recording;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Simulation.Games;
using Ecs.Tests.Simulation.Rewinding;

namespace Ecs.Tests.Server.Recording;

/// <summary>Recordings of worlds that look back: they run again, anywhere in them, and say what shots were judged by.</summary>
public sealed class RewindRecordingTests : IDisposable
{
    private const int Ticks = 360;

    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-rewind-").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_recording_verifies_and_any_tick_in_the_middle_of_a_rewind_is_the_recorded_one(bool detail)
    {
        var (file, verdicts) = Record(detail);

        Assert.Equal(0, ReplayRun.Of("verify", file).Code);
        var tick = verdicts.Last(static entry => entry.Value > 0);
        var seek = ReplayRun.Of("seek", file, "--tick", $"{tick.Key}", "--json");
        Assert.Equal((0, true, tick.Value), (seek.Code, seek.Json.GetProperty("ok").GetBoolean(), seek.Json.GetProperty("verdicts").GetArrayLength()));
        Assert.True(ReplayRun.Of("info", file, "--json").Json.GetProperty("lagCompensation").GetBoolean());
    }

    [Fact]
    public void Seek_prints_the_evidence_of_the_tick()
    {
        var (file, verdicts) = Record(detail: false);
        var lines = verdicts.Where(static entry => entry.Value > 0).TakeLast(12)
            .SelectMany(entry => ReplayRun.Of("seek", file, "--tick", $"{entry.Key}").Output.Split('\n'))
            .Where(static line => line.Contains("view of tick", StringComparison.Ordinal)).ToList();

        Assert.Contains(lines, static line => line.Contains(" hits seat ", StringComparison.Ordinal) && line.Contains(": there at (", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains(" misses: bullet #", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains("3840/256 ticks back, clamped", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_planted_fault_is_found(int seed)
    {
        var (file, _) = Record(detail: true);

        Assert.Equal(1, ReplayRun.Of("verify", file, "--flip", $"{seed}").Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (string File, Dictionary<uint, int> Verdicts) Record(bool detail)
    {
        var file = Path.Combine(_folder, $"{detail}.rec");
        var verdicts = new Dictionary<uint, int>();
        using var world = Skirmish.Create("arena", AnyGame.LoadMap("arena"));
        var header = RecordingHeader.Of("test", AnyGame.Entry("arena"), world.World, detail);
        using var writer = new RecordingWriter(File.Create(file), header, world);
        var (random, input) = (new Random(5), new TickInputBuffer());
        Skirmish.Join(input);
        for (var tick = 0; tick < (detail ? Ticks / 3 : Ticks); tick++)
        {
            writer.Add(Skirmish.Step(world, input, random), world.World);
            writer.WaitForDisk();
            input.Clear();
            verdicts[world.World.Tick.Value] = Skirmish.Verdicts(world.World);
        }

        Assert.Equal("", writer.Fault);
        return (file, verdicts);
    }
}
