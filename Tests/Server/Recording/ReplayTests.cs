using Ecs.Scenes;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Recording;

[Collection(AloneLane.Name)]
public sealed class ReplayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_recorded_match_runs_again_with_every_hash_equal(int jobs)
    {
        using var match = RecordedMatch.Of(players: 16, ticks: 1500);
        using var reader = match.Open();

        var report = new ReplayVerifier(reader) { Jobs = jobs }.Run();

        Assert.True(report.Ok, report.First?.ToText() ?? report.Fault);
        Assert.Equal(1500, report.Ticks);
        Assert.Equal(0, report.Mismatches);
        Assert.True(reader.IsComplete);
        Assert.Equal(3, reader.Blocks.Count(block => block.Frame.Kind == BlockKind.Checkpoint));
    }

    [Fact]
    public void Recording_allocates_nothing_on_the_tick_thread_once_warm()
    {
        using var scene = new ArenaScene(64);
        var header = RecordingHeader.Of("test", scene.Game, scene.Tick.World, detail: false);
        using var writer = new RecordingWriter(Stream.Null, header, scene.Tick);
        void Play(int ticks)
        {
            for (var i = 0; i < ticks; i++)
            {
                scene.Step();
                writer.Add(scene.LastInput, scene.Tick.World);
                writer.WaitForDisk();
            }
        }

        // Twenty seconds each: checkpoints are written in all of them.
        Allocations.AssertNoneOnceWarm(() => Play(1300));
        Assert.Equal("", writer.Fault);
    }

    [Fact]
    public void A_seek_stands_at_the_tick_with_its_hash()
    {
        using var match = RecordedMatch.Of(players: 8, ticks: 1300);
        using var reader = match.Open();

        foreach (var tick in (uint[])[1, 2, 599, 600, 601, 1111, 1300])
        {
            Assert.True(ReplayRunner.TryLoadTick(reader, tick, out var segment, out var fault), fault);
            using (segment)
                Assert.Equal(match.Hashes[(int)tick - 1], segment!.Run());
        }

        Assert.False(ReplayRunner.TryLoadTick(reader, 1301, out _, out _));
        Assert.False(ReplayRunner.TryLoadTick(reader, 0, out _, out _));
    }

    [Fact]
    public void A_flipped_bit_is_found_and_named_by_tick_system_entity_component_and_field()
    {
        using var match = RecordedMatch.Of(players: 16, ticks: 700);
        using var reader = match.Open();
        for (var seed = 1UL; seed <= 40; seed++)
        {
            Assert.True(PlannedFlip.TryDraw(reader, seed, out var plan, out var fault), fault);

            var report = new ReplayVerifier(reader) { Flip = plan }.Run();

            AssertNames(plan!, report, reader, $"seed {seed}: {plan}");
        }
    }

    [Fact]
    public void With_detail_the_recording_itself_is_the_reference()
    {
        using var match = RecordedMatch.Of(players: 8, ticks: 200, detail: true);
        using var reader = match.Open();
        Assert.True(PlannedFlip.TryDraw(reader, 5, out var plan, out var fault), fault);

        var report = new ReplayVerifier(reader) { Flip = plan }.Run();

        AssertNames(plan!, report, reader, plan!.ToString());
        Assert.Equal("the recording's detail", report.First!.Reference);
    }

    [Fact]
    public void Without_a_reference_the_tick_the_inputs_and_the_next_checkpoint_are_told()
    {
        using var match = RecordedMatch.Of(players: 8, ticks: 1300, meddler: Wounding(tick: 650));
        using var reader = match.Open();

        var report = new ReplayVerifier(reader).Run();

        Assert.False(report.Ok);
        Assert.Equal(650U, report.First!.Tick);
        Assert.Equal("none", report.First.Reference);
        Assert.Null(report.First.First);
        Assert.NotEmpty(report.First.Inputs);
        Assert.NotEmpty(report.First.AtNextCheckpoint);
        Assert.Contains("Tick 650 differs", report.First.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_of_a_wrong_build_is_explained_by_its_own_detail()
    {
        using var match = RecordedMatch.Of(players: 8, ticks: 700, detail: true, meddler: Wounding(tick: 650));
        using var reader = match.Open();

        var report = new ReplayVerifier(reader).Run();

        Assert.Equal(650U, report.First!.Tick);
        Assert.Equal(("Damage", "Health", "Current"), (report.First.First!.System, report.First.First.Component, report.First.First.Field));
    }

    [Fact]
    public void Two_recordings_that_part_are_told_apart_at_the_first_wrong_field()
    {
        using var clean = RecordedMatch.Of(players: 8, ticks: 700, detail: true);
        using var wrong = RecordedMatch.Of(players: 8, ticks: 700, detail: true, meddler: Wounding(tick: 650));
        using var twin = RecordedMatch.Of(players: 8, ticks: 700);
        using var first = clean.Open();
        using var second = wrong.Open();
        using var third = twin.Open();

        var report = new ReplayDiff(first, second).Run();

        Assert.False(report.Same);
        Assert.Equal(649, report.EqualTicks);
        Assert.Equal(("Damage", "Health", "Current"), (report.First!.First!.System, report.First.First.Component, report.First.First.Field));
        Assert.True(new ReplayDiff(first, third).Run().Same);
    }

    [Fact]
    public void A_trimmed_recording_holds_the_wanted_ticks_and_verifies()
    {
        using var match = RecordedMatch.Of(players: 8, ticks: 1300);
        using var reader = match.Open();
        var output = match.File + ".trim";
        try
        {
            Assert.True(ReplayTrimmer.TryTrim(reader, 700, 760, output, detail: true, out var mismatches, out var fault), fault);
            Assert.True(RecordingReader.TryOpen(output, TestGames.Shipped, out var trimmed, out fault), fault);
            using (trimmed)
            {
                Assert.Equal((699U, 760U, 61L, 0L), (trimmed!.StartTick, trimmed.LastTick, trimmed.TickCount, mismatches));
                Assert.True(new ReplayVerifier(trimmed).Run().Ok);
            }
        }
        finally
        {
            File.Delete(output);
        }
    }

    [Fact]
    public void A_file_cut_anywhere_verifies_up_to_its_last_whole_block_or_is_refused()
    {
        using var match = RecordedMatch.Of(players: 4, ticks: 400);
        var bytes = File.ReadAllBytes(match.File);
        var random = new Random(4);
        for (var i = 0; i < 60; i++)
        {
            File.WriteAllBytes(match.File, bytes[..random.Next(bytes.Length)]);
            if (RecordingReader.TryOpen(match.File, TestGames.Shipped, out var reader, out var fault))
            {
                using (reader)
                {
                    var report = new ReplayVerifier(reader).Run();
                    Assert.Equal((RecordingState.Torn, false, false, 0), (reader.State, report.Ok, report.Complete, report.Mismatches));
                    Assert.Equal(reader.TickCount, report.Ticks);
                }
            }
            else
            {
                Assert.NotEqual("", fault);
            }
        }
    }

    [Fact]
    public void A_flipped_bit_in_the_file_is_refused_or_reported_and_never_thrown()
    {
        using var match = RecordedMatch.Of(players: 4, ticks: 400);
        var bytes = File.ReadAllBytes(match.File);
        var random = new Random(5);
        for (var i = 0; i < 100; i++)
        {
            var broken = (byte[])bytes.Clone();
            var bit = random.Next(broken.Length * 8);
            broken[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(match.File, broken);
            if (!RecordingReader.TryOpen(match.File, TestGames.Shipped, out var reader, out var fault))
            {
                Assert.NotEqual("", fault);
                continue;
            }

            using (reader)
            {
                Assert.False(reader.IsComplete, $"bit {bit} went unnoticed");
                Assert.False(new ReplayVerifier(reader).Run().Ok, $"bit {bit} went unnoticed");
            }
        }
    }

    private static void AssertNames(PlannedFlip plan, VerifyReport report, RecordingReader reader, string about)
    {
        Assert.False(report.Ok, about);
        Assert.Equal(plan.Tick, report.First!.Tick);
        var wrong = report.First.First;
        Assert.True(wrong is not null, about + "\n" + report.First.ToText());
        var component = reader.Schema.Components[plan.Component];
        Assert.Equal(
            (plan.Stage.ToString(), plan.Entity.Value, component.Name, component.Fields[plan.Field].Name, about),
            (wrong.System, wrong.Entity, wrong.Component, wrong.Field, about));
    }

    /// <summary>What a wrong rule would do: after one tick's damage somebody has a hit point less.</summary>
    internal static StageHook Wounding(uint tick) => new((stage, world) =>
    {
        if (stage == TickStage.Damage && world.Tick.Value == tick)
        {
            var schema = world.Schema;
            var image = new WorldImage(schema);
            image.Take(world);
            var component = 0;
            while (schema.Components[component].Name != "Health")
                component++;

            foreach (var row in image.Rows)
            {
                if (row.Mask.Has(component))
                {
                    BitFlip.Apply(world, schema, row.Id, component, field: 0, bit: 0);
                    return;
                }
            }
        }
    });
}
