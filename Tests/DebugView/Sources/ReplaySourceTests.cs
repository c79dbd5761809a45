using Ecs.DebugView.Frames;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Sources.Replayed;
using Ecs.Server.Base;
using Ecs.Server.Replay;
using Ecs.Simulation.Views;
using Ecs.Tests.DebugView.Testing;
using Ecs.Tests.Server.Recording;
using Ecs.Tests.Testing;

namespace Ecs.Tests.DebugView.Sources;

/// <summary>A recording as a source: any moment, and it is the recorded one.</summary>
public sealed class ReplaySourceTests
{
    private const int Ticks = 1500;

    [Fact]
    public void Any_tick_that_is_asked_for_is_the_recorded_world()
    {
        using var match = RecordedMatch.Of(players: 8, Ticks);
        using var source = Open(match);
        var frame = new Frame();
        var view = new WorldView();
        foreach (var tick in (long[])[1, 2, 700, 701, 1500, 30, 1499, 601, 600])
        {
            Assert.True(source.Archive!.TryRead(tick, frame));
            using var reader = match.Open();
            using var cursor = new ReplayCursor(reader);
            Assert.True(cursor.TryGoTo((uint)tick, out var fault), fault);
            cursor.World!.World.CopyTo(view);

            Assert.Equal(match.Hashes[(int)tick - 1], cursor.World.World.ComputeHash());
            Assert.True(cursor.IsAsRecorded);
            Assert.Equal(tick, frame.Number);
            Assert.Equal(ById(view), ById(frame.View));
            Assert.Equal("", source.Banner);
        }

        Assert.Equal((1L, (long)Ticks, Ticks), (source.Archive!.Oldest, source.Archive.Newest, source.Archive.Count));
    }

    [Fact]
    public void The_world_runs_here_so_systems_cells_and_components_are_known()
    {
        using var match = RecordedMatch.Of(players: 8, 300);
        using var source = Open(match);
        var frame = new Frame();
        source.Wishes.WantsCells = true;
        source.Archive!.TryRead(200, frame);
        source.Wishes.Selected = frame.View.Entities[0].Id;
        source.Archive.TryRead(201, frame);

        Assert.True(frame.Figures.Has(FrameParts.Systems));
        Assert.False(frame.Figures.Has(FrameParts.Pace));
        Assert.True(frame.Figures.TickNanoseconds > 0);
        Assert.True(frame.Cells.IsKnown);
        Assert.Equal(source.Wishes.Selected, frame.Selected.Id);
    }

    [Fact]
    public void Deaths_of_the_whole_recording_are_marked()
    {
        using var match = RecordedMatch.Of(players: 8, Ticks);
        using var reader = match.Open();
        using var scan = new MarkScan(reader);
        scan.Wait();
        var deaths = 0;
        using var cursor = new ReplayCursor(reader);
        while (cursor.TryStep(out _))
        {
            foreach (var happened in cursor.World!.World.Events)
                deaths += happened.Kind == Ecs.Simulation.Events.WorldEventKind.Died ? 1 : 0;
        }

        Assert.True(deaths > 0);
        Assert.Equal(deaths, scan.Found.Count(mark => mark.Kind == MarkKind.Death));
    }

    [Fact]
    public void It_plays_pauses_and_goes_anywhere()
    {
        using var match = RecordedMatch.Of(players: 8, Ticks);
        using var view = new ViewModel(Open(match));
        var picture = new DrawList(new PlainText());
        view.Begin(700);
        Turn(view, picture);
        Assert.Equal(700, view.Shown.Number);
        Assert.True(view.Playback.IsPaused);
        Turn(view, picture, ViewKey.Space);
        for (var frame = 0; frame < 60; frame++)
            Turn(view, picture);

        Assert.InRange(view.Shown.Number, 758, 762);
        Turn(view, picture, ViewKey.Home);
        Assert.Equal(1, view.Shown.Number);
        Turn(view, picture, ViewKey.End);
        Assert.Equal(Ticks, view.Shown.Number);

        // The second before a jump is read, too: the log of it is there.
        Assert.True(view.Chronicle.Samples.Count > 60);
        Assert.Contains(picture.Items.ToArray(), item => item.Part == Part.Console && item.Text.Contains("takes no commands", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_none_has_its_exit_code()
    {
        var stop = new StopRequest();
        Assert.Equal(ExitCode.NoSuchFile, ReplaySource.TryOpen("/there/is/no.rec", TestGames.Shipped, 0, stop, out _, out var missing));
        Assert.Equal("there is no file /there/is/no.rec", missing);
        Assert.Equal(ExitCode.BadFile, ReplaySource.TryOpen(typeof(ReplaySourceTests).Assembly.Location, TestGames.Shipped, 0, stop, out _, out var bad));
        Assert.Contains("is no recording", bad);
    }

    [Fact]
    public void A_tick_beyond_either_end_is_refused_and_the_ends_are_not()
    {
        using var match = RecordedMatch.Of(players: 2, 60);
        var trimmed = Path.Combine(Path.GetTempPath(), $"ecs-test-{Guid.NewGuid():N}.rec");
        try
        {
            using (var reader = match.Open())
                Assert.True(ReplayTrimmer.TryTrim(reader, 30, 50, trimmed, detail: false, out _, out var fault), fault);

            Assert.Equal((ExitCode.Ok, ""), Begin(match.File, 1));
            Assert.Equal((ExitCode.Ok, ""), Begin(match.File, 60));
            Assert.Equal((ExitCode.BadOption, "--tick: 61 is not in the recording, which goes from 1 to 60"), Begin(match.File, 61));
            Assert.Equal((ExitCode.Ok, ""), Begin(trimmed, 0));
            Assert.Equal((ExitCode.Ok, ""), Begin(trimmed, 30));
            Assert.Equal((ExitCode.BadOption, "--tick: 29 is not in the recording, which goes from 30 to 50"), Begin(trimmed, 29));
        }
        finally
        {
            File.Delete(trimmed);
        }
    }

    private static (int Code, string Fault) Begin(string file, uint tick)
    {
        var code = ReplaySource.TryOpen(file, TestGames.Shipped, tick, new StopRequest(), out var source, out var fault);
        source?.Dispose();
        return (code, fault);
    }

    private static void Turn(ViewModel view, DrawList picture, params ViewKey[] keys)
    {
        view.Update(new ViewInput { Keys = keys }, 1 / 60.0);
        ViewPicture.Draw(view, picture, 60);
    }

    private static ReplaySource Open(RecordedMatch match)
    {
        Assert.Equal(ExitCode.Ok, ReplaySource.TryOpen(match.File, TestGames.Shipped, 0, new StopRequest(), out var source, out var fault));
        Assert.Equal("", fault);
        return source!;
    }

    private static IEnumerable<EntityState> ById(WorldView view) => view.Entities.ToArray().OrderBy(entity => entity.Id.Value);
}
