using Ecs.Server.Recording;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Recording;

/// <summary>A recording of which something is missing says so, whoever asks; docs/recording.md has the table.</summary>
public sealed class RecordingStateTests : IDisposable
{
    /// <summary>Three whole blocks of ticks and one of twenty.</summary>
    private const int Ticks = 200;

    private readonly RecordedMatch _match = RecordedMatch.Of(players: 2, ticks: Ticks);
    private readonly byte[] _whole;

    public RecordingStateTests() => _whole = File.ReadAllBytes(_match.File);

    [Theory]
    [InlineData("only the header", 0, "it has no end")]
    [InlineData("cut in the first checkpoint", 0, "is cut short")]
    [InlineData("cut after the first checkpoint", 0, "it has no end")]
    [InlineData("cut in the last ticks", 180, "is cut short")]
    [InlineData("cut in a frame", 180, "is cut short")]
    [InlineData("without the end", 200, "it has no end")]
    [InlineData("cut in the end", 200, "is cut short")]
    [InlineData("zeros for the end", 200, "only zeros")]
    public void What_stops_before_its_end_is_torn(string how, int ticks, string words) => AssertState(how, ticks, "torn", words);

    [Theory]
    [InlineData("a bit of the first checkpoint", 0, "is damaged")]
    [InlineData("a bit of ticks", 60, "ticks 61 to 120 are missing")]
    [InlineData("a bit of a frame's first bytes", 60, "ticks 61 to 120 are missing")]
    [InlineData("a bit of a frame's tick", 60, "ticks 61 to 120 are missing")]
    [InlineData("a length that is too long", 60, "ticks 61 to 120 are missing")]
    [InlineData("a length that is negative", 60, "ticks 61 to 120 are missing")]
    [InlineData("a bit of the end", 200, "is damaged")]
    [InlineData("ticks left out", 60, "ticks 61 to 120 are missing")]
    [InlineData("the last ticks left out", 180, "ticks 181 to 200 are missing")]
    [InlineData("ticks twice", 200, "is not in its place")]
    [InlineData("bytes behind the end", 200, "3 bytes follow its end")]
    [InlineData("two behind one another", 200, "another recording begins at byte")]
    [InlineData("a torn one and another", 200, "another recording begins at byte")]
    [InlineData("a cut one and another", 180, "another recording begins at byte")]
    public void What_lacks_something_within_is_damaged(string how, int ticks, string words) => AssertState(how, ticks, "damaged", words);

    [Theory]
    [InlineData("empty")]
    [InlineData("cut in the header")]
    [InlineData("a bit of the header")]
    public void Without_a_whole_header_it_is_no_recording(string how)
    {
        Break(how);
        foreach (var verb in (string[])["info", "verify"])
        {
            Assert.Equal((65, ""), (ReplayRun.Of(verb, _match.File).Code, ReplayRun.Of(verb, _match.File).Output));
            var told = ReplayRun.Of(verb, _match.File, "--json");
            Assert.Equal((65, false, false), (told.Code, told.Is("ok"), told.Is("complete")));
            Assert.Contains("is no recording: ", told.Text("fault"), StringComparison.Ordinal);
            Assert.Equal(told.Errors, told.Text("fault"));
        }
    }

    [Fact]
    public void A_complete_one_is_called_so_and_nothing_else()
    {
        var info = ReplayRun.Of("info", _match.File, "--json");
        var verify = ReplayRun.Of("verify", _match.File, "--json");

        Assert.Equal((0, true, null, null), (info.Code, info.Is("complete"), info.Text("torn"), info.Text("damaged")));
        Assert.Equal((0, true, true, null, null), (verify.Code, verify.Is("ok"), verify.Is("complete"), verify.Text("torn"), verify.Text("damaged")));
        Assert.StartsWith("same: 200 of 200 hashes match", ReplayRun.Of("verify", _match.File).Output, StringComparison.Ordinal);
        Assert.Contains("complete: True", ReplayRun.Of("info", _match.File).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bit_is_flipped_it_is_complete_no_more()
    {
        using var match = RecordedMatch.Of(players: 4, ticks: 130, detail: true);
        var whole = File.ReadAllBytes(match.File);
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var bit = random.Next(whole.Length * 8);
            File.WriteAllBytes(match.File, BrokenRecording.Flip(whole, bit / 8, bit % 8));
            if (RecordingReader.TryOpen(match.File, TestGames.Shipped, out var reader, out var fault))
            {
                using (reader)
                {
                    Assert.False(reader.IsComplete, $"bit {bit}");
                    Assert.NotEqual("", reader.Fault);
                }
            }
            else
            {
                Assert.NotEqual("", fault);
            }
        }
    }

    [Fact]
    public void Detail_that_is_missing_within_is_damage_and_at_the_end_a_tear()
    {
        using var match = RecordedMatch.Of(players: 2, ticks: 130, detail: true);
        var whole = File.ReadAllBytes(match.File);
        var blocks = BrokenRecording.BlocksOf(whole);
        var details = blocks.Where(static block => block.Frame.Kind == BlockKind.Detail).ToArray();

        File.WriteAllBytes(match.File, [.. whole[..(int)details[0].Offset], .. whole[(int)BrokenRecording.EndOf(details[0])..]]);
        var within = ReplayRun.Of("info", match.File, "--json");
        File.WriteAllBytes(match.File, whole[..(int)details[^1].Offset]);
        var atEnd = ReplayRun.Of("info", match.File, "--json");

        Assert.Equal((65, "the detail of ticks 1 to 60 is missing"), (within.Code, within.Text("damaged")));
        Assert.Equal(65, atEnd.Code);
        Assert.StartsWith("it has no end", atEnd.Text("torn"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_is_told_of_a_torn_recording_too()
    {
        using var match = RecordedMatch.Of(players: 4, ticks: 130, meddler: ReplayTests.Wounding(tick: 70));
        File.WriteAllBytes(match.File, BrokenRecording.Make("without the end", File.ReadAllBytes(match.File)));

        var json = ReplayRun.Of("verify", match.File, "--json");
        var words = ReplayRun.Of("verify", match.File);

        Assert.Equal((1, false, false, 70), (json.Code, json.Is("ok"), json.Is("complete"), json.Json.GetProperty("first").GetProperty("tick").GetInt32()));
        Assert.NotNull(json.Text("torn"));
        Assert.StartsWith("differs: ", words.Output, StringComparison.Ordinal);
        Assert.Contains("Tick 70 differs", words.Output, StringComparison.Ordinal);
        Assert.Contains("torn: it has no end", words.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_of_no_ticks_verifies_nothing()
    {
        using var match = RecordedMatch.Of(players: 2, ticks: 0);

        Assert.Equal(0, ReplayRun.Of("info", match.File).Code);
        var verify = ReplayRun.Of("verify", match.File, "--json");
        Assert.Equal((65, false, true, "the recording has no ticks"), (verify.Code, verify.Is("ok"), verify.Is("complete"), verify.Text("fault")));
        Assert.DoesNotContain("same", ReplayRun.Of("verify", match.File).Output, StringComparison.Ordinal);
        Assert.Equal(65, ReplayRun.Of("diff", match.File, match.File).Code);
        Assert.Equal(65, ReplayRun.Of("verify", match.File, "--flip", "1").Code);
        Assert.Equal(78, ReplayRun.Of("seek", match.File, "--tick", "1").Code);
    }

    [Fact]
    public void What_lies_behind_the_damage_is_still_run_sought_and_cut()
    {
        using var match = RecordedMatch.Of(players: 2, ticks: 1300);
        File.WriteAllBytes(match.File, BrokenRecording.Make("a bit of ticks", File.ReadAllBytes(match.File)));
        var piece = match.File + ".piece";
        try
        {
            foreach (var jobs in (string[])["1", "2"])
            {
                // 1 to 60, then from the checkpoints at 600 and 1200 on.
                var verify = ReplayRun.Of("verify", match.File, "--json", "--jobs", jobs);
                Assert.Equal((65, false, 760, 0), (verify.Code, verify.Is("ok"), verify.Json.GetProperty("ticks").GetInt32(), verify.Json.GetProperty("mismatches").GetInt32()));
                Assert.StartsWith("tick 61 is missing", verify.Text("fault"), StringComparison.Ordinal);
            }

            Assert.Equal(0, ReplayRun.Of("seek", match.File, "--tick", "601").Code);
            Assert.Equal(65, ReplayRun.Of("seek", match.File, "--tick", "61").Code);
            Assert.Equal(0, ReplayRun.Of("trim", match.File, "--from", "650", "--to", "700", "--output", piece).Code);
            Assert.Equal(0, ReplayRun.Of("verify", piece).Code);

            // What was cut across the damage ends before it, and has no end that would make it a whole piece.
            Assert.Equal(65, ReplayRun.Of("trim", match.File, "--from", "50", "--to", "150", "--output", piece).Code);
            var cut = ReplayRun.Of("info", piece, "--json");
            Assert.Equal((65, false, 60), (cut.Code, cut.Is("complete"), cut.Json.GetProperty("lastTick").GetInt32()));
        }
        finally
        {
            File.Delete(piece);
        }
    }

    [Fact]
    public void A_tick_that_a_torn_recording_may_have_had_is_the_files_fault()
    {
        Break("cut in the last ticks");
        var piece = _match.File + ".piece";
        try
        {
            foreach (var run in (ReplayRun[])[
                ReplayRun.Of("seek", _match.File, "--tick", "181"),
                ReplayRun.Of("verify", _match.File, "--from", "181"),
                ReplayRun.Of("trim", _match.File, "--from", "181", "--to", "190", "--output", piece)])
            {
                Assert.Equal(65, run.Code);
                Assert.Contains("the recording is torn: the block at byte", run.Errors, StringComparison.Ordinal);
            }

            Assert.False(File.Exists(piece));
            Assert.Equal(0, ReplayRun.Of("seek", _match.File, "--tick", "180").Code);
            Assert.Equal(0, ReplayRun.Of("trim", _match.File, "--from", "10", "--to", "180", "--output", piece).Code);
            var shorter = ReplayRun.Of("trim", _match.File, "--from", "10", "--to", "190", "--output", piece, "--json");
            Assert.Equal((65, 180), (shorter.Code, shorter.Json.GetProperty("last").GetInt32()));
            Assert.NotNull(shorter.Text("torn"));
        }
        finally
        {
            File.Delete(piece);
        }
    }

    [Theory]
    [InlineData("without the end")]
    [InlineData("cut in the last ticks")]
    [InlineData("ticks left out")]
    [InlineData("a bit of the end")]
    [InlineData("two behind one another")]
    public void Two_recordings_are_the_same_only_if_both_are_complete(string how)
    {
        using var other = RecordedMatch.Of(players: 2, ticks: Ticks);
        Assert.Equal(0, ReplayRun.Of("diff", _match.File, other.File).Code);
        Break(how);
        foreach (var (a, b, broken) in ((string, string, string)[])[(_match.File, other.File, "A"), (other.File, _match.File, "B"), (_match.File, _match.File, "A")])
        {
            var diff = ReplayRun.Of("diff", a, b, "--json");
            Assert.Equal((65, false), (diff.Code, diff.Is("same")));
            Assert.StartsWith(broken, diff.Text("fault"), StringComparison.Ordinal);
            Assert.DoesNotContain("same: ", ReplayRun.Of("diff", a, b).Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(66, "info", "")]
    [InlineData(66, "verify", "")]
    [InlineData(66, "diff", "", "FILE")]
    [InlineData(66, "diff", "FILE", "")]
    [InlineData(66, "seek", "", "--tick", "1")]
    [InlineData(66, "trim", "", "--from", "1", "--to", "2", "--output", "x")]
    [InlineData(66, "verify", "FILE", "--with", "")]
    [InlineData(78, "trim", "FILE", "--from", "1", "--to", "2", "--output", "")]
    [InlineData(78, "trim", "FILE", "--from", "1", "--to", "2", "--output", "FILE")]
    [InlineData(65, "info", "/")]
    [InlineData(65, "info", "/dev/null")]
    public void A_name_that_is_no_file_is_one_line_and_a_code(int code, params string[] arguments)
    {
        foreach (var json in (string[][])[[], ["--json"]])
        {
            var run = ReplayRun.Of([.. arguments.Select(argument => argument == "FILE" ? _match.File : argument), .. json]);
            Assert.Equal(code, run.Code);
            Assert.DoesNotContain('\n', run.Errors);
            Assert.NotEqual("", run.Errors);
            Assert.Equal(json.Length == 0 ? "" : run.Errors, json.Length == 0 ? run.Output : run.Text("fault"));
        }

        Assert.Equal(_whole, File.ReadAllBytes(_match.File));
    }

    public void Dispose() => _match.Dispose();

    private void AssertState(string how, int ticks, string state, string words)
    {
        Break(how);
        var other = state == "torn" ? "damaged" : "torn";
        var info = ReplayRun.Of("info", _match.File, "--json");
        var verify = ReplayRun.Of("verify", _match.File, "--json");
        var infoText = ReplayRun.Of("info", _match.File);
        var verifyText = ReplayRun.Of("verify", _match.File);

        Assert.Equal((65, 65, 65, 65), (info.Code, verify.Code, infoText.Code, verifyText.Code));
        Assert.Equal((false, false, false), (info.Is("complete"), verify.Is("complete"), verify.Is("ok")));
        Assert.Contains(words, info.Text(state), StringComparison.Ordinal);
        Assert.Equal((info.Text(state), null, null), (verify.Text(state), info.Text(other), verify.Text(other)));
        Assert.Equal((ticks, 0), (verify.Json.GetProperty("ticks").GetInt32(), verify.Json.GetProperty("mismatches").GetInt32()));
        Assert.Contains($"{state}: {info.Text(state)}", infoText.Output, StringComparison.Ordinal);
        Assert.Contains("complete: False", infoText.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{state}: {info.Text(state)}", verifyText.Output, StringComparison.Ordinal);
    }

    private void Break(string how) => File.WriteAllBytes(_match.File, BrokenRecording.Make(how, _whole));
}
