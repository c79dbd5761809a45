using System.Diagnostics;
using Ecs.Protocol.Snapshots;
using Ecs.Tests.House;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>
/// docs/protocol.md says enough to read snapshots: reader.py was written from it alone, in another language, and reads what came over bad
/// lines to the values that our client has.
/// </summary>
[Collection(ProcessLane.Name)]
public sealed class IndependentReaderTests(ITestOutputHelper output)
{
    private const int Worlds = 40;

    [ComponentFact("python3")]
    public void Reader_written_from_the_page_alone_reads_a_thousand_snapshots_of_three_games_to_the_same_values()
    {
        var lines = new ReaderLines();
        ReceiverRecording[] recordings = [.. BadLines.Record("arena", lines), .. BadLines.Record("survival", lines), .. BadLines.Record("argentum", lines)];

        var snapshots = recordings.Sum(static recording => recording.Snapshots);
        Assert.True(snapshots >= 1000, $"{snapshots} snapshots");
        Assert.Equal(SnapshotFlags.All, recordings.Aggregate(SnapshotFlags.None, static (flags, recording) => flags | recording.Flags));
        Assert.Equal($"{snapshots} snapshots, 0 differences", Read(lines));
    }

    /// <summary>Games of others may replicate whatever they like: what is in none of ours is on the page as well.</summary>
    [ComponentFact("python3")]
    public void Reader_written_from_the_page_alone_reads_the_snapshots_of_any_schema_to_the_same_values()
    {
        var lines = new ReaderLines();
        var snapshots = 0;
        var first = DeepRun.Or("SNAPSHOT_SEED", 1);
        for (var seed = first; seed < first + Worlds; seed++)
            snapshots += BadLines.Record(seed, lines);

        Assert.Equal($"{snapshots} snapshots, 0 differences", Read(lines));
    }

    /// <summary>What the reader says of it, without the sums in brackets.</summary>
    private string Read(ReaderLines lines)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, lines.Text);
            var script = Path.Combine(Repository.Root, "Tests", "Protocol", "Replicas", "reader.py");
            var (_, said, errors) = OtherProgram.Run(new ProcessStartInfo("python3", [script, file]));
            output.WriteLine(said + errors);
            return said.Split(" (")[0];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
