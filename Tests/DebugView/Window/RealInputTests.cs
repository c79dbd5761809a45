using Ecs.Client;
using Ecs.Protocol;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.DebugView.Window;

/// <summary>Keys and mouse of a real window, and what it shows then.</summary>
[Collection(WindowLane.Name)]
public sealed class RealInputTests
{
    private const string Sdl = "libSDL2-2.0.so.0";
    private const string WheelUp = "4";
    private const string WheelDown = "5";

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void A_digit_hides_a_layer_and_brings_it_back()
    {
        using var window = new WindowOnScreen("--bots", "8");
        window.Press("space");
        (var tick, var all) = window.Look();

        foreach (var layer in (string[])["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"])
        {
            window.Press(layer);
            var without = window.Look().Picture;
            window.Press(layer);
            (var tickAfter, var again) = window.Look();

            Assert.Equal(tick, tickAfter);
            Assert.InRange(all.Differences(without, WindowOnScreen.Legend), 20, 4000);
            if (layer is "1" or "2" or "3" or "4")
                Assert.InRange(all.Differences(without, WindowOnScreen.World), 20, int.MaxValue);
            Assert.Equal(0, all.Differences(again, WindowOnScreen.Legend));
            Assert.Equal(0, all.Differences(again, WindowOnScreen.World));
        }
    }

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void Dragging_moves_the_world_along_with_the_pointer()
    {
        const int Right = 60;
        const int Up = 40;
        using var window = new WindowOnScreen("--bots", "8");
        window.Press("space");
        var before = window.Look().Picture;
        var background = before[400, 530];

        window.Point(400, 530, "mousedown", "1");
        window.Point(400 + Right, 530 - Up);
        window.Point(400 + Right, 530 - Up, "mouseup", "1");
        var after = window.Look().Picture;

        // What is far enough from the border to be seen in both pictures; names may give way to others elsewhere.
        (int X, int Y)[] things = [.. new PixelRegion(300, 90, 860, 500).Pixels().Where(at => before[at.X, at.Y] != background)];
        var moved = things.Count(at => after[at.X + Right, at.Y - Up] == before[at.X, at.Y]) / (double)things.Length;
        Assert.InRange(moved, 0.95, 1);
        Assert.InRange(before.Differences(after, WindowOnScreen.World), 1000, int.MaxValue);
    }

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void The_wheel_zooms_at_the_pointer()
    {
        using var window = new WindowOnScreen("--bots", "8");
        window.Press("space");
        window.Press("2", "3", "4", "5", "6", "7", "0");
        var before = window.Look().Picture;
        (var x, var y, var length) = UpperEdge(before);

        window.Point(x, y, "click", WheelUp, "click", WheelUp);
        (var nearX, var nearY, var nearLength) = UpperEdge(window.Look().Picture);
        window.Point(x, y, "click", WheelDown, "click", WheelDown, "click", WheelDown, "click", WheelDown);
        (var farX, var farY, var farLength) = UpperEdge(window.Look().Picture);

        Assert.InRange(Math.Abs(nearX - x) + Math.Abs(nearY - y), 0, 2);
        Assert.InRange(Math.Abs(farX - x) + Math.Abs(farY - y), 0, 2);
        // The nearer one runs out of the picture.
        Assert.True(nearX + nearLength >= WindowOnScreen.World.Right, $"{length} became {nearLength}");
        Assert.InRange(farLength, length / 4, length * 9 / 10);
    }

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void A_click_on_a_body_shows_what_it_is_made_of()
    {
        using var window = new WindowOnScreen("--bots", "8");
        window.Press("space");
        var with = window.Look().Picture;
        window.Press("3");
        var without = window.Look().Picture;
        window.Press("3");
        (var x, var y) = MiddleOfDifference(with, without);

        window.Click(x, y);
        var chosen = window.Look().Picture;
        window.Press("Escape");
        var released = window.Look().Picture;

        Assert.InRange(with.Differences(chosen, WindowOnScreen.Inspector), 300, 50_000);
        Assert.Equal(0, with.Differences(released, WindowOnScreen.Inspector));
    }

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void The_console_speaks_to_players_and_sends_them_away()
    {
        using var window = new WindowOnScreen();
        using var ada = window.Program.Connect("Ada");
        using var bob = window.Program.Connect("Bob");
        window.Program.Turn([ada, bob], () => ada.IsInRoom && bob.IsInRoom);
        var before = window.Look().Picture;

        window.Press("Return");
        window.Screen.Act("type", "say good night");
        window.Press("Return");
        window.Program.Turn([ada, bob], () => ada.Chat.Count > 0 && bob.Chat.Count > 0);
        Assert.True(ada.Chat.TryTake(out var chat));
        Assert.Equal("good night", chat.Text);

        window.Screen.Act("type", "kick Ada");
        window.Press("Return");
        window.Program.Turn([ada, bob], () => ada.State == ClientState.Ended);
        Assert.Equal(Reason.Kicked, ada.EndReason);
        Assert.True(bob.IsInRoom);
        Assert.InRange(before.Differences(window.Look().Picture, WindowOnScreen.Console), 200, 50_000);

        // A held key goes on until another is pressed: in four seconds it empties the line, or in a few times as many where pictures take
        // their time. Each time by itself would take one letter of fourteen.
        var empty = window.Look().Picture;
        window.Screen.Act("type", "say never sent");
        Assert.InRange(empty.Differences(window.Look().Picture, WindowOnScreen.Prompt), 50, 5000);
        var left = int.MaxValue;
        for (var held = 0; held < 5 && left > 0; held++)
        {
            var start = bob.CommandTick.Value;
            window.Screen.Act("keydown", "BackSpace");
            window.Program.Turn(bob, () => bob.CommandTick.Value > start + 240);
            left = empty.Differences(window.Look().Picture, WindowOnScreen.Prompt);
            window.Screen.Act("keyup", "BackSpace");
        }

        Assert.Equal(0, left);
    }

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void The_time_line_goes_back_half_a_minute_and_shows_it_as_it_was()
    {
        const int BarLeft = 8;
        const int BarLength = 1264;
        const uint HalfMinute = 1800;
        using var window = new WindowOnScreen("--bots", "8");
        using var clock = window.Program.Connect("clock");
        window.Program.Turn(clock, () => clock.IsInRoom);
        (var then, var before) = window.Look();
        window.Program.Turn(clock, () => clock.CommandTick.Value > then + (HalfMinute / 2));
        window.Program.Turn(clock, () => clock.CommandTick.Value > then + HalfMinute + 60);
        (var now, var later) = window.Look();
        Assert.InRange(now, then + HalfMinute, then + (2 * HalfMinute));

        // The bar begins with the first tick that the window saw, which was one of the first there were.
        var x = BarLeft + (int)(then / (double)now * BarLength);
        window.Click(x, 708);
        var shown = window.Look().Tick;
        Assert.InRange(shown, then - Math.Min(then, 60), then + 60);
        for (var presses = 0; shown != then; presses++)
        {
            Assert.InRange(presses, 0, 200);
            window.Press(shown < then ? "Right" : "Left");
            shown = window.Look().Tick;
        }

        var again = window.Look().Picture;
        Assert.Equal(0, before.Differences(again, WindowOnScreen.World));
        Assert.InRange(before.Differences(later, WindowOnScreen.World), 100, int.MaxValue);
        window.Press("End");
        Assert.InRange(window.Look().Tick, now, uint.MaxValue);
    }

    /// <summary>The left end of the first long line from above, and its length: the upper bound of the map.</summary>
    private static (int X, int Y, int Length) UpperEdge(PngPicture picture)
    {
        var world = WindowOnScreen.World;
        var background = picture[world.Left, world.Top];
        for (var y = world.Top; y < world.Bottom; y++)
        {
            var left = world.Left;
            while (left < world.Right && picture[left, y] == background)
                left++;
            var right = left;
            while (right < world.Right && picture[right, y] == picture[left, y])
                right++;
            if (right - left > 100)
                return (left, y, right - left);
        }

        throw new InvalidOperationException("no bound of the map is in sight");
    }

    /// <summary>A pixel whose neighbourhood is all different: the inside of something that one of the pictures lacks.</summary>
    private static (int X, int Y) MiddleOfDifference(PngPicture one, PngPicture other) =>
        new PixelRegion(290, 110, 920, 460).Pixels().First(at =>
            new PixelRegion(at.X - 3, at.Y - 3, at.X + 4, at.Y + 4).Pixels().All(near => one[near.X, near.Y] != other[near.X, near.Y]));
}
