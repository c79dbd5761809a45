using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Panels;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Values;
using Ecs.Tests.DebugView.Testing;

namespace Ecs.Tests.DebugView.Chronicles;

/// <summary>Rates of a server that gave ticks up: it stood still for ten seconds, and what came in meanwhile came in those ten.</summary>
public sealed class SkippedTimeTests
{
    private const int TickRate = 60;

    [Fact]
    public void What_a_seat_was_sent_is_by_seconds_and_not_by_ticks_that_ran()
    {
        var sent = new SentBytes();
        sent.Add(FrameOf(number: 100, skipped: 0, bytes: 5000), TickRate);
        sent.Add(FrameOf(number: 130, skipped: 570, bytes: 5000 + 10_000), TickRate);

        Assert.Equal(1000, sent.PerSecond(new PlayerSlot(1)));
    }

    [Fact]
    public void The_server_s_rates_are_by_seconds_and_not_by_ticks_that_ran()
    {
        using var rig = new ViewRig();
        var facts = rig.View.Facts ?? rig.Source.Facts!;
        Assert.Equal(TickRate, facts.TickRate);
        var chronicle = new Chronicle();
        chronicle.Add(FrameOf(number: 100, skipped: 0, bytes: 5000), facts);
        var last = FrameOf(number: 160, skipped: 540, bytes: 5000 + 10_000);
        chronicle.Add(last, facts);
        var list = new DrawList(new PlainText());
        var world = new LayerContext(last, facts, new Camera(), chronicle);

        FiguresPanel.Draw(new PanelContext(world, list, [], new Scrolls()), rig.View.Layout.Figures);

        Assert.Contains("1.0 kB/s", list.Items.ToArray().Select(static item => item.Text));
    }

    private static Frame FrameOf(long number, long skipped, long bytes)
    {
        var frame = new Frame { Number = number };
        frame.Figures = new FrameFigures { Parts = FrameParts.Tick | FrameParts.Pace | FrameParts.Traffic, SkippedTicks = skipped, BytesOut = bytes };
        frame.Add(new FramePlayer(new PlayerSlot(1), default, "ana") { BytesOut = bytes });
        return frame;
    }
}
