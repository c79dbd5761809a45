using System.Numerics;
using Ecs.StandIns.Tests.Raylib.Support;
using Raylib_cs;
using Raylib_cs.Canvas;

namespace Ecs.StandIns.Tests.Raylib;

/// <summary>Which pixels a shape covers, and which colour they take.</summary>
public sealed class RasterCanvasTests : IDisposable
{
    private readonly RasterCanvas _canvas = new(64, 48);

    [Fact]
    public void A_rectangle_covers_the_pixels_whose_middles_it_holds()
    {
        _canvas.FillRectangle(new Vector2(10, 20), new Vector2(14, 23), Color.Red);
        _canvas.FillRectangle(new Vector2(30.5f, 20.6f), new Vector2(31.5f, 21.6f), Color.Blue);

        var picture = Picture.Of(_canvas);
        Assert.Equal((new PixelArea(10, 20, 14, 23), 12), (picture.Extent(Color.Red), picture.Count(Color.Red)));
        Assert.Equal((new PixelArea(30, 21, 31, 22), 1), (picture.Extent(Color.Blue), picture.Count(Color.Blue)));
    }

    [Fact]
    public void Shapes_stay_within_the_clip_and_the_canvas()
    {
        _canvas.SetClip(new PixelArea(5, 6, 25, 1000));

        _canvas.FillRectangle(new Vector2(-1e9f, -5), new Vector2(1e9f, 8), Color.Red);
        _canvas.FillDisc(new Vector2(15, 30), 1e6f, Color.Gold);
        _canvas.FillConvex([new(-1e6f, 40), new(1e6f, 40), new(1e6f, 44), new(-1e6f, 44)], Color.Green);
        _canvas.DrawLine(new Vector2(-1e8f, 45), new Vector2(1e8f, 45), Color.White);

        var picture = Picture.Of(_canvas);
        Assert.Equal(20 * 42, (64 * 48) - picture.Count(default));
        Assert.Equal(new PixelArea(5, 40, 25, 44), picture.Extent(Color.Green));
        Assert.Equal(new PixelArea(5, 45, 25, 46), picture.Extent(Color.White));
    }

    [Fact]
    public void An_empty_clip_lets_nothing_through()
    {
        _canvas.SetClip(new PixelArea(30, 30, 30, 40));
        DrawOneOfEach(float.Pi);
        _canvas.SetClip(new PixelArea(100, 100, 200, 200));
        DrawOneOfEach(float.Pi);

        Assert.Equal(64 * 48, Picture.Of(_canvas).Count(default));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.MaxValue)]
    public void Places_that_are_none_are_survived(float place)
    {
        DrawOneOfEach(place);

        _canvas.FillRectangle(Vector2.Zero, new Vector2(64, 48), Color.Red);
        Assert.Equal(64 * 48, Picture.Of(_canvas).Count(Color.Red));
    }

    [Fact]
    public void Mixing_colours_rounds_to_the_nearest_step_in_every_part_and_width()
    {
        var random = new Random(20260);
        for (var round = 0; round < 500; round++)
        {
            Color below = new(random.Next(256), random.Next(256), random.Next(256));
            Color above = new(random.Next(256), random.Next(256), random.Next(256), random.Next(256));
            var width = random.Next(1, 40);
            _canvas.Clear(below);

            _canvas.FillRectangle(Vector2.Zero, new Vector2(width, 1), above);

            Color expected = new(Mix(above.R, below.R, above.A), Mix(above.G, below.G, above.A), Mix(above.B, below.B, above.A));
            var picture = Picture.Of(_canvas);
            for (var x = 0; x < width; x++)
                Assert.Equal(expected, picture[x, 0]);

            Assert.Equal(below, picture[width, 0]);
        }
    }

    [Fact]
    public void Triangles_that_share_edges_leave_no_gap_and_no_overlap()
    {
        var random = new Random(41);
        Color veil = new(255, 255, 255, 100);
        for (var round = 0; round < 200; round++)
        {
            Vector2 middle = new(random.Next(200, 440) / 10f, random.Next(150, 330) / 10f);
            Vector2[] rim = [.. Enumerable.Range(0, 7).Select(i => middle + (Direction(i / 7f) * (10 + random.NextSingle() * 4)))];
            _canvas.Clear(Color.Black);
            for (var i = 0; i < rim.Length; i++)
                _canvas.FillConvex([middle, rim[i], rim[(i + 1) % rim.Length]], veil);

            var picture = Picture.Of(_canvas);
            var once = picture.Count(new Color(100, 100, 100));
            Assert.Equal(64 * 48, once + picture.Count(Color.Black));
            Assert.InRange(once, 200, 620);
        }
    }

    [Fact]
    public void A_disc_is_as_large_as_its_radius_says_and_never_vanishes()
    {
        _canvas.FillDisc(new Vector2(30, 24), 20, Color.Red);
        var picture = Picture.Of(_canvas);
        Assert.Equal(new PixelArea(10, 4, 50, 44), picture.Extent(Color.Red));
        Assert.InRange(picture.Count(Color.Red), Math.PI * 400 * 0.98, Math.PI * 400 * 1.02);

        for (float x = 0; x < 1; x += 0.1f)
        {
            _canvas.Clear(Color.Black);
            _canvas.FillDisc(new Vector2(10 + x, 10 + x), 0.05f, Color.Red);
            Assert.Equal(1, Picture.Of(_canvas).Count(Color.Red));
        }
    }

    [Theory]
    [InlineData(3, 5, 3, 5, 1)]
    [InlineData(3, 5, 20, 5, 18)]
    [InlineData(20, 5, 3, 5, 18)]
    [InlineData(7, 30, 7, 4, 27)]
    [InlineData(2, 2, 30, 20, 29)]
    [InlineData(30, 20, 2, 40, 29)]
    public void A_line_has_one_pixel_for_each_step_of_its_longer_side(int x1, int y1, int x2, int y2, int pixels)
    {
        _canvas.DrawLine(new Vector2(x1, y1), new Vector2(x2, y2), Color.White);

        var picture = Picture.Of(_canvas);
        Assert.Equal(pixels, picture.Count(Color.White));
        Assert.Equal((Color.White, Color.White), (picture[x1, y1], picture[x2, y2]));
    }

    [Fact]
    public void Another_size_is_a_black_canvas_with_the_whole_of_it_open()
    {
        _canvas.SetClip(new PixelArea(1, 1, 2, 2));
        _canvas.Resize(100, 10);
        _canvas.FillRectangle(Vector2.Zero, new Vector2(100, 10), Color.Gold);

        Assert.Equal(1000, Picture.Of(_canvas).Count(Color.Gold));
    }

    public void Dispose() => _canvas.Dispose();

    private static byte Mix(int source, int target, int alpha) => (byte)Math.Round(((source * alpha) + (target * (255 - alpha))) / 255.0);

    private static Vector2 Direction(float turn) => new(MathF.Cos(turn * MathF.Tau), MathF.Sin(turn * MathF.Tau));

    private void DrawOneOfEach(float place)
    {
        var away = new Vector2(place, 10);
        _canvas.FillRectangle(away, away + new Vector2(30, 30), Color.Red);
        _canvas.FillConvex([away, new(30, 30), new(10, place)], Color.Red);
        _canvas.FillDisc(away, 5, Color.Red);
        _canvas.FillDisc(away, 0.1f, Color.Red);
        _canvas.FillDisc(new Vector2(10, 10), place, Color.Red);
        _canvas.DrawLine(away, new Vector2(20, 20), Color.Red);
        _canvas.DrawLine(new Vector2(3, 3), new Vector2(10, place), Color.Red);
    }
}
