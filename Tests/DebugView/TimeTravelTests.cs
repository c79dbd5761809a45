using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Timeline;
using Ecs.Simulation.Events;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.DebugView.Testing;

namespace Ecs.Tests.DebugView;

/// <summary>The view goes back while the server goes on.</summary>
public sealed class TimeTravelTests
{
    [Fact]
    public void Live_shows_the_newest_frame_and_a_pause_keeps_the_moment()
    {
        using var rig = new ViewRig();
        rig.Run(30);
        Assert.Equal(30, rig.View.Shown.Number);
        rig.Press(ViewKey.Space).Run(30);

        Assert.Equal(30, rig.View.Shown.Number);
        Assert.Equal(60u, rig.Server.Room.World.Tick.Value);
        rig.Press(ViewKey.End);
        Assert.Equal(60, rig.View.Shown.Number);
    }

    [Fact]
    public void The_bar_goes_back_thirty_seconds_and_shows_the_world_of_then()
    {
        using var rig = new ViewRig();
        var then = default(EntityState[]);
        for (var tick = 1; tick <= 3600; tick++)
        {
            rig.Server.Run(1);
            rig.Draw();
            then = tick == 1800 ? rig.View.Shown.View.Entities.ToArray() : then;
        }

        rig.Press(ViewKey.Space);
        var bar = Ecs.DebugView.Model.Panels.TimelinePanel.BarOf(rig.View.Layout.Timeline);
        var share = (1800f - rig.View.Playback.Oldest) / (rig.View.Playback.Newest - rig.View.Playback.Oldest);
        rig.Click(new Vector2(bar.X + (share * bar.Width) + 0.1f, bar.Centre.Y));

        Assert.InRange(rig.View.Shown.Number, 1799, 1802);
        rig.View.Playback.Seek(1800);
        rig.Draw();
        Assert.Equal(then!.OrderBy(entity => entity.Id.Value), rig.View.Shown.View.Entities.ToArray().OrderBy(entity => entity.Id.Value));
    }

    [Fact]
    public void Steps_go_a_tick_and_pages_a_second()
    {
        using var rig = new ViewRig();
        rig.Run(200).Press(ViewKey.Left);
        Assert.Equal(199, rig.View.Shown.Number);
        rig.Press(ViewKey.PageUp);
        Assert.Equal(139, rig.View.Shown.Number);
        rig.Press(ViewKey.Right);
        Assert.Equal(140, rig.View.Shown.Number);
        rig.Press(ViewKey.Home);
        Assert.Equal(1, rig.View.Shown.Number);
    }

    [Theory]
    [InlineData(0.1f, 6)]
    [InlineData(1, 60)]
    [InlineData(8, 480)]
    public void Playing_goes_as_fast_as_chosen(float speed, long ticks)
    {
        var playback = new Playback(hasEnd: true);
        playback.Reach(1, 10_000);
        playback.Seek(100);
        playback.TogglePause();
        while (playback.Speed < speed)
            playback.Faster();

        while (playback.Speed > speed)
            playback.Slower();

        for (var picture = 0; picture < 60; picture++)
            playback.Advance(1 / 60.0, 60);

        Assert.InRange(playback.Number, 100 + ticks - 1, 100 + ticks);
    }

    [Fact]
    public void Playing_that_catches_up_is_live_again()
    {
        using var rig = new ViewRig();
        rig.Run(100).Press([.. Enumerable.Repeat(ViewKey.Left, 10), ViewKey.Space]);
        Assert.False(rig.View.Playback.IsLive);
        rig.Draw(0.1);
        rig.Draw(0.1);
        Assert.True(rig.View.Playback.IsLive);
    }

    [Fact]
    public void Deaths_and_chat_are_marked_and_the_log_ends_with_the_shown_moment()
    {
        using var rig = new ViewRig();
        rig.RunUntil(() => Marks(rig).Exists(mark => mark.Kind == MarkKind.Death));
        rig.Server.Server.Say("hello");
        rig.Run(2);

        // A slow machine may have marked an overrun, too.
        var marks = Marks(rig).Where(mark => mark.Kind != MarkKind.Overrun).ToList();
        Assert.Equal(MarkKind.Death, marks[0].Kind);
        Assert.Equal(MarkKind.Chat, marks[^1].Kind);
        Assert.True(rig.Items(Part.Marks).Count >= 2);
        Assert.Contains("<server> hello", rig.Texts(Part.Log));
        rig.View.Playback.Seek(marks[0].Number);
        rig.Draw();
        Assert.DoesNotContain("<server> hello", rig.Texts(Part.Log));
        Assert.Contains(rig.Texts(Part.Log), text => text.Contains("kills", StringComparison.Ordinal) || text.Contains("dies", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_began_anew_brings_none_of_the_old_hits()
    {
        using var rig = new ViewRig();
        var chronicle = new Chronicle();
        var facts = rig.Source.Facts!;
        var frame = new Frame { Number = 10 };
        frame.View.Tick = new(500);
        frame.Add(new WorldEvent(WorldEventKind.Hit, new PlayerSlot(1), PlayerSlot.None, new EntityId(7), 20, 80));
        chronicle.Add(frame, facts);
        Assert.True(chronicle.TryGetLastHit(new EntityId(7), 10, out _));

        frame.Clear();
        frame.Number = 11;
        frame.View.Tick = new(3);
        chronicle.Add(frame, facts);
        Assert.False(chronicle.TryGetLastHit(new EntityId(7), 11, out _));
        Assert.Equal("the server has begun anew", chronicle.Lines[chronicle.Lines.Count - 1].Text);
    }

    private static List<Mark> Marks(ViewRig rig) =>
        [.. Enumerable.Range(0, rig.View.Chronicle.Marks.Count).Select(index => rig.View.Chronicle.Marks[index])];
}
