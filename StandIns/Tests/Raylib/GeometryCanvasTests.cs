using System.Numerics;
using Ecs.StandIns.Tests.Raylib.Support;
using Ecs.Tests.Testing;
using Raylib_cs;
using Raylib_cs.Canvas;
using Raylib_cs.Sdl;

namespace Ecs.StandIns.Tests.Raylib;

/// <summary>The canvas for graphics cards draws what the canvas in memory draws; SDL's own renderer stands in for the card.</summary>
public sealed class GeometryCanvasTests
{
    private const int Width = 160;
    private const int Height = 120;

    [ComponentFact("libSDL2-2.0.so.0")]
    public void Rectangles_clips_and_text_are_equal_to_the_pixel()
    {
        AssertSame(0, (canvas, pen) =>
        {
            pen.FillRectangle(new Vector2(10, 10), new Vector2(50, 30), Color.Red);
            canvas.SetClip(new PixelArea(20, 20, 100, 60));
            pen.FillRectangle(new Vector2(30, 0), new Vector2(100, 200), new Color(0, 255, 0, 100));
            canvas.SetClip(canvas.Whole);
            pen.DrawText("Text 123", new Vector2(5, 80), 2, 2, Color.White);
            pen.OutlineRectangle(new Rectangle(100, 70, 40, 30), 3, Color.Gold);
        });
    }

    [ComponentFact("libSDL2-2.0.so.0")]
    public void Round_and_slanted_shapes_differ_on_their_rims_at_most()
    {
        AssertSame(500, (_, pen) =>
        {
            pen.SetCamera(new Camera2D(new Vector2(80, 60), Vector2.Zero, 15, 1.5f));
            pen.FillDisc(new Vector2(-20, 0), 20, Color.Red);
            pen.FillDisc(new Vector2(45, 30), 0.1f, Color.White);
            pen.FillRing(new Vector2(25, -10), 8, 14, 20, 300, 0, Color.Gold);
            pen.FillPolygon(new Vector2(20, 20), 5, 10, 0, Color.Purple);
            pen.DrawLine(new Vector2(-40, -30), new Vector2(40, 30), 3, Color.White);
            pen.DrawLine(new Vector2(-40, 30), new Vector2(40, 25), Color.Green);
        });
    }

    [ComponentFact("libSDL2-2.0.so.0")]
    public void More_shapes_than_one_batch_holds_are_all_drawn()
    {
        AssertSame(0, (_, pen) =>
        {
            for (var i = 0; i < 20_000; i++)
                pen.FillRectangle(new Vector2(i % 160, i / 160 % 110), Vector2.One, new Color(i % 256, i / 256, 99));
        });
    }

    /// <summary>Draws the same on both and compares; a rim of so many pixels may differ.</summary>
    private static void AssertSame(int rim, Action<DrawingCanvas, Pen> draw)
    {
        SdlLibrary.Require();
        var surface = SdlNative.SDL_CreateRGBSurfaceWithFormat(0, Width, Height, 32, SdlNative.FormatArgb8888);
        using var card = new GeometryCanvas(SdlNative.SDL_CreateSoftwareRenderer(surface), Width, Height);
        using var memory = new RasterCanvas(Width, Height);
        foreach (var canvas in (DrawingCanvas[])[card, memory])
        {
            canvas.Clear(Color.DarkBlue);
            draw(canvas, new Pen(canvas));
            canvas.Present();
        }

        var differences = Picture.Of(card).Differences(Picture.Of(memory));
        Assert.InRange(differences, 0, rim);
        Assert.InRange(Picture.Of(memory).Count(Color.DarkBlue), 1, (Width * Height) - 500);
        SdlNative.SDL_FreeSurface(surface);
    }
}
