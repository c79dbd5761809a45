using System.Text.Json.Nodes;
using Ecs.DebugView.Sources.Replayed;
using Ecs.Scenes;
using Ecs.Server.Base;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Simulation;
using Ecs.Simulation.Games.Plaza;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Recording;

/// <summary>What is done with recordings of older builds, other rules and other schemas: run, or refused by name, never misread.</summary>
public sealed class RecordingFormatTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-format-").FullName;

    public static TheoryData<string> Modes => TestGames.Names;

    [Theory]
    [InlineData("argentum", "a step takes as long as its client draws it")]
    [InlineData("waves", "people take the ships of bots")]
    public void Old_recordings_of_games_whose_rules_have_changed_are_refused_by_the_rules_name(string mode, string rule)
    {
        var file = Data($"format2-{mode}.rec");
        using var reader = Open(file);

        Assert.Equal($"recorded before the rule \"{rule}\" held", reader.GameFault);
        Assert.Equal(65, Replay("verify", file));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_recording_of_format_2_runs_again_unless_a_rule_of_its_game_has_changed(string mode)
    {
        using var reader = Open(Data($"format2-{mode}.rec"));

        var report = new ReplayVerifier(reader).Run();

        Assert.Equal(2, reader.Header.Format);
        Assert.InRange(reader.TickCount, 200, 600);
        if (TestGames.Shipped[mode].RuleChanges is [var first, ..])
        {
            Assert.Equal($"recorded before the rule \"{first}\" held", report.Fault);
            Assert.Null(report.First);
        }
        else
        {
            Assert.True(report.Ok, report.First?.ToText() ?? report.Fault);
            Assert.Equal(reader.TickCount, report.Ticks);
            Assert.Empty(report.Notes);
        }
    }

    [Fact]
    public void Detail_of_format_2_is_refused_by_name_and_its_ticks_are_not()
    {
        const string Refusal = "the recording's detail is of format 2, which does not say its stages: it is not used";
        using var reader = Open(Data("format2-arena-detail.rec"));
        Assert.True(reader.Header.Detail);
        Assert.Equal(Refusal, reader.DetailFault);
        var report = new ReplayVerifier(reader).Run();
        Assert.True(report.Ok, report.First?.ToText() ?? report.Fault);
        Assert.Equal([Refusal], report.Notes);

        Assert.True(PlannedFlip.TryDraw(reader, 1, out var plan, out var fault), fault);
        var planted = new ReplayVerifier(reader) { Flip = plan }.Run();
        Assert.Equal(("a clean run of this build", plan!.Stage.ToString()), (planted.First!.Reference, planted.First.First!.System));
        Assert.Contains($"Note: {Refusal}.", planted.First.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_does_not_exist_yet_is_refused_by_its_number()
    {
        var file = Rewritten(Data("format2-arena.rec"), static header => header["format"] = RecordingHeader.FormatVersion + 1);

        Assert.False(RecordingReader.TryOpen(file, TestGames.Shipped, out _, out var fault));
        Assert.EndsWith("format 5 is not one of 2 to 4", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_says_format_schema_and_the_rules_that_held()
    {
        var game = WithRules("a goal counts twice");
        using var scene = AnyGame.Open("plaza", players: 2);
        var header = RecordingHeader.Of("test", scene.Game, scene.Tick.World, detail: true) with { RuleChanges = game.RuleChanges };
        Assert.True(RecordingHeader.TryRead(header.ToBytes(), TestGames.Only(game), out var read, out _, out var fault), fault);

        Assert.Equal(RecordingHeader.FormatVersion, read!.Format);
        Assert.Matches("^[0-9a-f]{16}$", read.Schema);
        Assert.Equal(RecordingHeader.Hex(game.SchemaOf(scene.Options, scene.Map).Hash), read.Schema);
        Assert.Equal(["a goal counts twice"], read.RuleChanges);
    }

    [Fact]
    public void A_recording_from_before_a_rule_changed_is_refused_by_the_name_of_the_rule()
    {
        using var scene = AnyGame.Open("plaza", players: 2);
        using var match = RecordedMatch.Of(scene, ticks: 70, detail: true);
        using var reader = match.Open(WithRules("first", "second"));

        Assert.Equal("recorded before the rule \"first\" held", reader.GameFault);
        Assert.Equal(reader.GameFault, new ReplayVerifier(reader).Run().Fault);
        Assert.False(new ReplayVerifier(reader).Run().Ok);
        using var cursor = new ReplayCursor(reader);
        Assert.False(cursor.TryGoTo(5, out var fault));
        Assert.Equal(reader.GameFault, fault);
        Assert.False(PlannedFlip.TryDraw(reader, 1, out _, out fault));
        Assert.Equal(reader.GameFault, fault);

        // With the rules that held it runs: nothing is wrong with the file.
        using var same = match.Open();
        Assert.True(new ReplayVerifier(same).Run().Ok);
    }

    [Fact]
    public void Among_several_changes_the_first_that_the_recording_lacks_is_named()
    {
        using var scene = AnyGame.Open("plaza", players: 2);
        using var match = RecordedMatch.Of(scene, ticks: 10);
        var file = Rewritten(match.File, static header => header["ruleChanges"] = new JsonArray("first"));

        Assert.Equal("recorded before the rule \"second\" held", RuleFaultOf(file, WithRules("first", "second", "third")));
        Assert.Equal("recorded under the rule \"first\", which this build does not know", RuleFaultOf(file, WithRules()));
        Assert.Equal("recorded under the rule \"first\", which this build does not know", RuleFaultOf(file, WithRules("other")));
        Assert.Equal("", RuleFaultOf(file, WithRules("first")));
    }

    [Fact]
    public void Commands_and_the_window_refuse_other_rules_with_65_and_info_tells_of_them()
    {
        using var match = RecordedMatch.Of(players: 2, ticks: 60);
        var other = Rewritten(match.File, static header => header["ruleChanges"] = new JsonArray("the moon is up"));

        Assert.Equal(0, Replay("info", other));
        Assert.Equal(65, Replay("verify", other));
        Assert.Equal(65, Replay("verify", other, "--flip", "1"));
        Assert.Equal(65, Replay("seek", other, "--tick", "5"));
        Assert.Equal(65, Replay("diff", other, match.File));
        Assert.Equal(65, Replay("diff", match.File, other));
        Assert.Equal(65, Replay("trim", other, "--from", "1", "--to", "5", "--output", Path.Combine(_folder, "piece.rec")));
        Assert.False(File.Exists(Path.Combine(_folder, "piece.rec")));
        Assert.Equal(ExitCode.BadFile, ReplaySource.TryOpen(other, TestGames.Shipped, 0, new StopRequest(), out _, out var fault));
        Assert.EndsWith("recorded under the rule \"the moon is up\", which this build does not know", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Detail_of_another_schema_is_refused_by_name_and_never_misread()
    {
        using var match = RecordedMatch.Of(players: 2, ticks: 60, detail: true);
        string own;
        using (var reader = match.Open())
        {
            own = RecordingHeader.Hex(reader.Schema.Hash);
            Assert.Equal(("", own), (reader.DetailFault, reader.Header.Schema));
        }

        using var other = Open(Rewritten(match.File, static header => header["schema"] = "00000000000000aa"));
        Assert.Equal($"the recording's detail is of another schema (recorded 00000000000000aa, this build {own}): it is not used", other.DetailFault);
        Assert.Null(DetailDecoder.Find(other, 30));

        // Its ticks are run all the same; where they differ the schema is named as a possible reason.
        Assert.True(new ReplayVerifier(other).Run().Ok);
        Assert.True(PlannedFlip.TryDraw(other, 1, out var plan, out var fault), fault);
        var report = new ReplayVerifier(other) { Flip = plan }.Run();
        Assert.Equal("a clean run of this build", report.First!.Reference);
        Assert.Contains("the recorded world is of another schema", report.First.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Detail_with_other_stages_is_refused_by_their_names()
    {
        using var match = RecordedMatch.Of(players: 2, ticks: 60, detail: true);
        using var other = Open(Rewritten(match.File, static header => header["stages"]!.AsArray().RemoveAt(1)));

        Assert.Equal(
            "the recording's detail has other stages (Commands, Movement, Weapons, Bullets, Collision, Damage, Judge, PlayBack): it is not used",
            other.DetailFault);
        Assert.Null(DetailDecoder.Find(other, 30));
        Assert.True(new ReplayVerifier(other).Run().Ok);
    }

    [Theory]
    [InlineData("arena")]
    [InlineData("argentum")]
    public void A_map_that_this_build_reads_as_another_one_is_refused_by_its_name(string mode)
    {
        using var scene = AnyGame.Open(mode, players: 2);
        using var match = RecordedMatch.Of(scene, ticks: 10);
        var file = Rewritten(match.File, static header => header["mapHash"] = "00000000000000aa");
        using var reader = Open(file);

        var told = $"this build reads the recorded map \"{mode}\" as another one (recorded 00000000000000aa, this build {RecordingHeader.Hex(scene.Map.Hash)})";
        Assert.Equal(told, reader.GameFault);
        Assert.Equal(told, new ReplayVerifier(reader).Run().Fault);
        Assert.Equal(65, Replay("verify", file));
    }

    /// <summary>A recording carries its map: one that has changed since, as argentum's has, is no reason to refuse it.</summary>
    [Fact]
    public void A_recording_runs_on_its_own_map_and_not_on_todays()
    {
        using var old = Open(Data("format2-argentum.rec"));
        var today = AnyGame.LoadMap("argentum");
        Assert.NotEqual(today.Hash, old.Map.Hash);
        using var scene = new BotScene(new WorldOptions { Mode = "argentum", MaxPlayers = 2 }, players: 2, old.Map);
        using var match = RecordedMatch.Of(scene, ticks: 30);
        using var reader = match.Open();

        Assert.Equal(old.Map.Hash, reader.Map.Hash);
        Assert.True(new ReplayVerifier(reader).Run().Ok);
    }

    [Fact]
    public void A_piece_of_an_old_recording_is_of_this_format()
    {
        using var reader = Open(Data("format2-plaza.rec"));
        var piece = Path.Combine(_folder, "piece.rec");
        Assert.True(ReplayTrimmer.TryTrim(reader, 50, 90, piece, detail: true, out var mismatches, out var fault), fault);
        using var trimmed = Open(piece);

        Assert.Equal((RecordingHeader.FormatVersion, "", 0L), (trimmed.Header.Format, trimmed.DetailFault, mismatches));
        Assert.True(PlannedFlip.TryDraw(trimmed, 3, out var plan, out fault), fault);
        Assert.Equal("the recording's detail", new ReplayVerifier(trimmed) { Flip = plan }.Run().First!.Reference);
    }

    [Fact]
    public void Detail_that_is_no_detail_is_no_reference_and_no_exception()
    {
        using var match = RecordedMatch.Of(players: 2, ticks: 60, detail: true);
        var random = new Random(8);
        for (var i = 0; i < 200; i++)
        {
            var file = Rewritten(match.File, damage: block =>
            {
                for (var changes = random.Next(1, 4); changes > 0; changes--)
                    block[random.Next(block.Length)] = (byte)random.Next(256);

                return random.Next(3) == 0 ? block[..random.Next(block.Length)] : block;
            });
            using var reader = Open(file);
            for (var tick = 1U; tick <= 60; tick += 7)
                DetailDecoder.Find(reader, tick);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "Recordings", name);

    private static RecordingReader Open(string file)
    {
        Assert.True(RecordingReader.TryOpen(file, TestGames.Shipped, out var reader, out var fault), fault);
        return reader!;
    }

    private static GameEntry WithRules(params string[] changes) =>
        new("plaza", static (options, map) => new PlazaMode(options, map), PlazaBot.Decide) { RuleChanges = changes };

    private static string RuleFaultOf(string file, GameEntry game)
    {
        Assert.True(RecordingReader.TryOpen(file, TestGames.Only(game), out var reader, out var fault), fault);
        using (reader)
            return reader.GameFault;
    }

    private static int Replay(params string[] arguments) => ReplayCommand.Create(TestGames.Shipped).Parse(arguments).Invoke();

    /// <summary>A copy of a recording with another header, or with damage done to its detail before the checksums were made.</summary>
    private string Rewritten(string file, Action<JsonObject>? change = null, Func<byte[], byte[]>? damage = null)
    {
        var copy = Path.Combine(_folder, $"{Guid.NewGuid():N}.rec");
        using var reader = Open(file);
        using var writer = new RecordingFile(File.Create(copy));
        foreach (var block in reader.Blocks)
        {
            Assert.True(reader.TryRead(block, out var content, out var fault), fault);
            if (block.Frame.Kind == BlockKind.Header && change is not null)
            {
                var header = JsonNode.Parse(content!)!.AsObject();
                change(header);
                content = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString());
            }

            content = block.Frame.Kind == BlockKind.Detail && damage is not null ? damage(content!) : content;
            writer.Append(block.Frame.Kind, block.Frame.FirstTick, block.Frame.Ticks, content!);
        }

        return copy;
    }
}
