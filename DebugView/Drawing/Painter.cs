using System.Numerics;
using Ecs.DebugView.Model.Picture;
using Raylib_cs;
using static Raylib_cs.Raylib;

namespace Ecs.DebugView.Drawing;

/// <summary>Walks a picture and draws what is there; it decides nothing.</summary>
internal static class Painter
{
    public static void Draw(DrawList list)
    {
        ClearBackground(ToColor(Palette.Background));
        foreach (ref readonly var item in list.Items)
            Draw(item);
    }

    private static void Draw(in DrawItem item)
    {
        var color = ToColor(item.Color);
        switch (item.Shape)
        {
            case Shape.Box:
                DrawRectangleV(new Vector2(item.X, item.Y), new Vector2(item.Width, item.Height), color);
                break;
            case Shape.Outline:
                DrawRectangleLinesEx(new Rectangle(item.X, item.Y, item.Width, item.Height), item.Size, color);
                break;
            case Shape.Line:
                DrawLineEx(new Vector2(item.X, item.Y), new Vector2(item.Width, item.Height), item.Size, color);
                break;
            case Shape.Disc:
                DrawCircleV(new Vector2(item.X, item.Y), item.Size, color);
                break;
            case Shape.Ring:
                DrawCircleLinesV(new Vector2(item.X, item.Y), item.Size, color);
                break;
            case Shape.Text:
                DrawText(item.Text, (int)item.X, (int)item.Y, (int)item.Size, color);
                break;
            case Shape.Clip:
                BeginScissorMode((int)item.X, (int)item.Y, (int)item.Width, (int)item.Height);
                break;
            case Shape.Unclip:
                EndScissorMode();
                break;
            default:
                break;
        }
    }

    private static Color ToColor(Rgba color) => new((int)color.Red, color.Green, color.Blue, color.Alpha);
}
