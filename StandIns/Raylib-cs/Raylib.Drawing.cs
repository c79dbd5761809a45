using System.Numerics;
using Raylib_cs.Canvas;

namespace Raylib_cs;

public static unsafe partial class Raylib
{
    public static void BeginDrawing()
    {
        Window.Pen.ResetCamera();
        Window.Canvas.SetClip(Window.Canvas.Whole);
    }

    /// <summary>Shows what was drawn, keeps the wanted rate, and takes the input of the next frame.</summary>
    public static void EndDrawing() => Window.EndFrame();

    public static void ClearBackground(Color color) => Window.Canvas.Clear(color);

    /// <summary>From here on places and sizes are the world's.</summary>
    public static void BeginMode2D(Camera2D camera) => Window.Pen.SetCamera(camera);

    public static void EndMode2D() => Window.Pen.ResetCamera();

    /// <summary>Draws only within a rectangle of the screen, whatever the camera.</summary>
    public static void BeginScissorMode(int x, int y, int width, int height) =>
        Window.Canvas.SetClip(new PixelArea(x, y, x + width, y + height));

    public static void EndScissorMode() => Window.Canvas.SetClip(Window.Canvas.Whole);

    /// <summary>The world point that a camera shows at a point of the screen.</summary>
    public static Vector2 GetScreenToWorld2D(Vector2 position, Camera2D camera) =>
        Matrix3x2.Invert(Pen.ViewOf(camera), out var back) ? Vector2.Transform(position, back) : camera.Target;

    public static Vector2 GetWorldToScreen2D(Vector2 position, Camera2D camera) => Vector2.Transform(position, Pen.ViewOf(camera));
}
