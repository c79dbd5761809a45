using System.Diagnostics;
using Ecs.Tests.House;
using Ecs.Tests.Protocol;
using Ecs.Tests.Protocol.Replicas;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Page;

/// <summary>The page's modules under Node, against what our server and our client make of the same bytes.</summary>
[Collection(ProcessLane.Name)]
public sealed class NodeTests(ITestOutputHelper output)
{
    private const int Worlds = 15;

    private static readonly string[] Games = ["arena", "survival", "argentum", "plaza", "waves"];

    [ComponentFact("node")]
    public void Page_reads_the_snapshots_of_all_five_games_and_of_any_schema_to_the_same_values()
    {
        var lines = new ReaderLines();
        var snapshots = Games.Sum(game => BadLines.Record(game, lines).Sum(static recording => recording.Snapshots));
        var first = DeepRun.Or("SNAPSHOT_SEED", 1);
        for (var seed = first; seed < first + DeepRun.Or("PAGE_WORLDS", Worlds); seed++)
            snapshots += BadLines.Record(seed, lines);

        Assert.Contains($"{snapshots} snapshots,", Run("snapshots.test.js", lines.Text));
    }

    [ComponentFact("node")]
    public void Page_reads_and_writes_messages_inputs_and_maps_as_our_own_code_does()
    {
        var lines = new WireLines();
        var seed = DeepRun.Or("PAGE_SEED", 11);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        foreach (var item in MessageCases.All)
        {
            lines.Add(item, item.EncodeSample());
            for (var more = 0; more < 40; more++)
                lines.Add(item, item.EncodeRandom(random));
        }

        for (var inputs = 0; inputs < 200; inputs++)
            lines.AddInput(random);
        foreach (var map in ((string[])["arena", "bunkers", "argentum", "plaza", "survival", "waves"]).Select(TestMaps.Load))
            lines.Add(map);

        Assert.Contains($"{41 * MessageCases.All.Count} messages, 0 differences", Run("messages.test.js", lines.Text));
    }

    [ComponentFact("node")]
    public void Own_avatar_leaps_where_it_was_put_and_walks_where_it_was_foretold_wrongly() =>
        Assert.Contains("# fail 0", Run("prediction.test.js"));

    /// <summary>Runs one file of tests with a recording; what it printed.</summary>
    private string Run(string file, string recording = "")
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, recording);
            var start = new ProcessStartInfo("node", ["--test", "--test-reporter=tap", Path.Combine(Repository.Root, "Tests", "Page", file)]);
            start.Environment["ECS_RECORDING"] = path;
            var (code, said, errors) = OtherProgram.Run(start);
            output.WriteLine(said + errors);
            Assert.Equal(0, code);
            return said;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
