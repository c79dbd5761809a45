using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Panels;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Protocol;
using Ecs.Server.Recording;
using Ecs.Tests.DebugView.Testing;

namespace Ecs.Tests.DebugView.Panels;

/// <summary>What stands around the world: everything readable, nothing on anything else.</summary>
public sealed class PanelTests
{
    private static readonly Part[] Around =
    [
        Part.Title, Part.Legend, Part.Graph, Part.Figures, Part.Bytes, Part.Players, Part.Inspector, Part.Log, Part.Console, Part.Timeline,
    ];

    [Theory]
    [InlineData(1280, 720)]
    [InlineData(1920, 1080)]
    [InlineData(800, 450)]
    public void No_text_leaves_its_panel_or_lies_on_another(int width, int height)
    {
        using var rig = new ViewRig(bots: 30) { Window = new Vector2(width, height) };
        rig.Run(5).Press(ViewKey.Tab).Run(200);
        var texts = Around.SelectMany(rig.Items).Where(item => item.Shape == Shape.Text).ToList();
        var window = new Area(0, 0, width, height);

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.True(window.Holds(text.Area), $"{text.Part} \"{text.Text}\" at {text.Area}"));
        for (var one = 0; one < texts.Count; one++)
        {
            for (var other = one + 1; other < texts.Count; other++)
                Assert.False(texts[one].Area.Overlaps(texts[other].Area), $"{texts[one].Text} | {texts[other].Text} ({texts[one].Part})");
        }
    }

    [Fact]
    public void At_the_documented_size_no_text_is_cut()
    {
        using var rig = new ViewRig(bots: 14);
        rig.Server.Seat(new string('W', Limits.NameCodePoints));
        rig.Server.Seat("sixteen-letters.");
        rig.Run(5).Press(ViewKey.Tab).Run(200);
        rig.Server.Server.Say("a speech " + string.Concat(Enumerable.Repeat("that goes on ", 15)));
        rig.Run(2);

        Assert.Contains(new string('W', Limits.NameCodePoints), rig.Texts(Part.Players));
        Assert.Contains(rig.Texts(Part.Log), text => text.EndsWith("that goes on", StringComparison.Ordinal));
        Assert.DoesNotContain(Around.SelectMany(rig.Texts), text => text.EndsWith("..", StringComparison.Ordinal));
    }

    [Fact]
    public void Panels_that_are_hidden_leave_their_room_to_the_world()
    {
        using var rig = new ViewRig();
        rig.Run(2).Press(ViewKey.F2, ViewKey.F3, ViewKey.F4);

        Assert.Equal(new Area(0, TitlePanel.Height, 1280, 720 - TitlePanel.Height - TimelinePanel.Height), rig.View.Layout.World);
        Assert.Empty(rig.Items(Part.Legend));
        Assert.Empty(rig.Items(Part.Graph));
        Assert.Empty(rig.Items(Part.Console));
    }

    [Fact]
    public void The_graph_stacks_every_system_and_draws_the_budget_when_it_is_in_sight()
    {
        using var rig = new ViewRig();
        rig.Run(30);
        var texts = rig.Texts(Part.Graph);
        Assert.All(TickBand.All, band => Assert.Contains(band.Name, texts));
        Assert.Contains(texts, text => text.StartsWith("budget 16.67 ms", StringComparison.Ordinal));
        Assert.Equal(20_000_000, GraphPanel.ScaleOf(17_000_000, 16_666_666));
        Assert.Equal(50_000, GraphPanel.ScaleOf(20_000, 16_666_666));
        Assert.Equal(500_000, GraphPanel.ScaleOf(260_000, 16_666_666));
    }

    [Fact]
    public void One_long_tick_ends_in_a_cap_instead_of_flattening_the_others()
    {
        using var rig = new ViewRig();
        var chronicle = new Chronicle();
        var frame = new Frame();
        for (var number = 1; number <= 100; number++)
        {
            frame.Number = number;
            frame.Figures = new FrameFigures { Parts = FrameParts.Tick, TickNanoseconds = number == 50 ? 15_000_000 : 90_000 };
            chronicle.Add(frame, rig.View.Facts ?? rig.Source.Facts!);
        }

        var list = new DrawList(new PlainText());
        var world = new LayerContext(frame, rig.Source.Facts!, new Camera(), chronicle);
        GraphPanel.Draw(new PanelContext(world, list, [], new Scrolls()), new Area(0, 0, 330, GraphPanel.Height));

        Assert.Contains(list.Items.ToArray(), item => item.Text == "0.1 ms");
        Assert.Contains(list.Items.ToArray(), item => item.Text == "budget 16.67 ms, off scale");
        Assert.Contains(list.Items.ToArray(), item => item.Text == "Tick time by system, longest 15 ms");
        Assert.Single(list.Items.ToArray(), item => item.Shape == Shape.Box && item.Color == Palette.Alarm);
    }

    [Fact]
    public void The_bytes_of_a_snapshot_are_shared_out_among_components()
    {
        using var rig = new ViewRig(bots: 4);
        rig.Run(3);
        Assert.Contains("Bytes to clients: nobody says", rig.Texts(Part.Bytes));

        var frame = rig.View.Shown;
        frame.Shares.AddCause("enter", 600 * 8);
        frame.Shares.AddCause("update", 400 * 8);
        frame.Shares.AddComponent("Position", 300 * 8);
        frame.Shares.AddComponent("AComponentWithANameThatIsLongerThanItsPlace", 100 * 8);
        var list = new DrawList(new PlainText());
        var world = new LayerContext(frame, rig.Source.Facts!, new Camera(), new Chronicle());
        BytesPanel.Draw(new PanelContext(world, list, [], new Scrolls()), new Area(0, 0, 330, BytesPanel.Height));
        var texts = list.Items.ToArray().Select(static item => item.Text).ToArray();

        Assert.Contains("Bytes to clients by cause and component: 1.0 kB", texts);
        Assert.All((string[])["enter", "600 B   60%", "update", "400 B   40%", "Position", "300 B   30%"], text => Assert.Contains(text, texts));
        var items = list.Items.ToArray().Where(static item => item.Shape == Shape.Text).ToList();
        Assert.All(items, one => Assert.DoesNotContain(items, other => one != other && one.Area.Overlaps(other.Area)));
    }

    [Fact]
    public void The_bytes_are_the_chosen_players_as_long_as_one_is_chosen_who_has_books()
    {
        using var rig = new ViewRig(bots: 2);
        rig.Server.Seat("ana");
        rig.Server.Seat("bob");
        rig.Run(60);
        var all = rig.View.Shown.Shares.Bits;
        Assert.Contains(rig.Texts(Part.Bytes), static text => text.StartsWith("Bytes to clients by cause", StringComparison.Ordinal));

        rig.View.Selection.ChoosePlayer(rig.View.Shown, rig.Server.SeatOf("ana").Slot);
        rig.Run(12);
        Assert.Contains(rig.Texts(Part.Bytes), static text => text.StartsWith("Bytes to ana by cause", StringComparison.Ordinal));
        Assert.InRange(rig.View.Shown.Shares.Bits, 1, all);

        rig.View.Selection.ChoosePlayer(rig.View.Shown, rig.Server.SeatOf("bot-1").Slot);
        rig.Run(12);
        Assert.Contains(rig.Texts(Part.Bytes), static text => text.StartsWith("Bytes to clients by cause", StringComparison.Ordinal));
        Assert.InRange(rig.View.Shown.Shares.Bits, all, long.MaxValue);
    }

    [Fact]
    public void The_wheel_goes_through_a_list_that_is_longer_than_its_panel()
    {
        using var rig = new ViewRig(bots: 60);
        rig.Run(3);
        var players = rig.View.Layout.Players.Centre;
        Assert.Contains("bot-1", rig.Texts(Part.Players));
        Assert.DoesNotContain("bot-60", rig.Texts(Part.Players));
        var shown = rig.View.Spots.Count(spot => spot.Kind == SpotKind.Player);
        Assert.Contains($"1 to {shown} of 60, wheel scrolls", rig.Texts(Part.Players));
        rig.Wheel(players, -100);
        Assert.Contains($"{61 - shown} to 60 of 60, wheel scrolls", rig.Texts(Part.Players));
        Assert.DoesNotContain("bot-1", rig.Texts(Part.Players));
        Assert.Contains("bot-60", rig.Texts(Part.Players));
        rig.Wheel(players, 1);
        Assert.DoesNotContain("bot-60", rig.Texts(Part.Players));

        var newest = rig.Texts(Part.Log)[^1];
        rig.Wheel(rig.View.Layout.Log.Centre, 2);
        Assert.NotEqual(newest, rig.Texts(Part.Log)[^1]);
        Assert.Contains("Events (6 rows further on)", rig.Texts(Part.Log));
        rig.Wheel(rig.View.Layout.Log.Centre, -9);
        Assert.Equal(newest, rig.Texts(Part.Log)[^1]);
    }

    [Fact]
    public void Long_answers_of_the_console_are_broken_and_can_be_gone_back_through()
    {
        using var rig = new ViewRig();
        rig.Source.Answers.Enqueue("first " + string.Concat(Enumerable.Repeat("word ", 60)) + "last");
        rig.Source.Answers.Enqueue(string.Join('\n', Enumerable.Range(1, 20).Select(line => $"line {line}    of   columns")));
        rig.Run(2);
        var console = rig.View.Layout.Console.Centre;
        Assert.Contains("line 20  of  columns", rig.Texts(Part.Console));
        rig.Wheel(console, 100);
        Assert.Contains(rig.Texts(Part.Console), text => text.StartsWith("first word", StringComparison.Ordinal));
        Assert.Contains(rig.Texts(Part.Console), text => text.EndsWith("word last", StringComparison.Ordinal));
        rig.Press(ViewKey.Enter).Type("status").Press(ViewKey.Enter);
        Assert.Contains("> status", rig.Texts(Part.Console));
    }

    [Fact]
    public void Every_part_of_a_picture_tells_the_same_tick()
    {
        using var rig = new ViewRig();
        for (var tick = 1; tick <= 30; tick++)
        {
            rig.Run();

            Assert.Contains(rig.Texts(Part.Title), text => text.Contains($"   tick {tick} at ", StringComparison.Ordinal));
            Assert.Contains($"Tick {tick}", rig.Texts(Part.Inspector));
        }
    }

    [Fact]
    public void The_hash_of_the_map_is_told_as_recordings_tell_it()
    {
        using var rig = new ViewRig();
        rig.Run(2);

        Assert.Contains($"MapHash {RecordingHeader.Of("test", rig.Server.Room.Game, rig.Server.Room.World, detail: false).MapHash}", rig.Texts(Part.Inspector));
    }

    [Fact]
    public void The_bands_of_a_tick_are_all_of_it()
    {
        var figures = new FrameFigures { Parts = FrameParts.Systems | FrameParts.Stages };
        for (var system = 0; system < FrameFigures.SystemCount; system++)
            figures.Systems[system] = 1;

        for (var stage = 0; stage < FrameFigures.StageCount; stage++)
            figures.Stages[stage] = 1;

        // The server's own step is what its systems are made of.
        Assert.Equal(FrameFigures.SystemCount + FrameFigures.StageCount - 1, TickBand.All.Sum(band => band.Nanoseconds(figures)));
    }

    [Fact]
    public void Every_player_is_in_the_list_with_score_and_connection()
    {
        using var rig = new ViewRig(bots: 2);
        rig.Server.Seat("ana");
        rig.Run(30);
        var texts = rig.Texts(Part.Players);

        Assert.Contains("Players (3)", texts);
        Assert.Contains("ana", texts);
        Assert.Contains("bot", texts);
        Assert.Contains("0 ms", texts);
    }

    [Fact]
    public void Panels_without_data_say_what_they_need()
    {
        var figures = new FrameFigures();
        Assert.False(figures.Has(FrameParts.Tick));
        using var rig = new ViewRig();
        rig.Run(2);
        var frame = new Frame();
        var world = new LayerContext(frame, rig.View.Facts!, rig.View.Camera, rig.View.Chronicle)
        {
            TrafficMissing = "net figures need an operator's --token",
        };
        var list = new DrawList(new PlainText());
        var context = new PanelContext(world, list, [], new Scrolls());
        GraphPanel.Draw(context, rig.View.Layout.Graph);
        PlayersPanel.Draw(context, rig.View.Layout.Players);
        FiguresPanel.Draw(context, rig.View.Layout.Figures);
        var texts = list.Items.ToArray().Select(item => item.Text).ToList();

        Assert.Contains("or connect with an operator's --token", texts);
        Assert.Contains("Players (0)   net figures need an operator's --token", texts);
        Assert.Contains("-", texts);
    }

    [Fact]
    public void A_banner_lies_across_the_world_and_help_lists_the_keys()
    {
        using var rig = new ViewRig();
        rig.Source.Banner = "the server is gone; trying again (2)";
        rig.Run(2).Press(ViewKey.F1);

        Assert.Contains("the server is gone; trying again (2)", rig.Texts(Part.Banner));
        Assert.Contains("Space", rig.Texts(Part.Help));
        Assert.All(rig.Items(Part.Help).Where(item => item.Shape == Shape.Text), item => Assert.True(rig.View.Layout.World.Holds(item.Area)));
    }
}
