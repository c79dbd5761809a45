using System.Numerics;

namespace Raylib_cs;

public static unsafe partial class Raylib
{
    public static void DrawLine(int startPosX, int startPosY, int endPosX, int endPosY, Color color) =>
        Window.Pen.DrawLine(new Vector2(startPosX, startPosY), new Vector2(endPosX, endPosY), color);

    /// <summary>A line one pixel wide, whatever the camera.</summary>
    public static void DrawLineV(Vector2 startPos, Vector2 endPos, Color color) => Window.Pen.DrawLine(startPos, endPos, color);

    public static void DrawLineEx(Vector2 startPos, Vector2 endPos, float thick, Color color) =>
        Window.Pen.DrawLine(startPos, endPos, thick, color);

    public static void DrawCircle(int centerX, int centerY, float radius, Color color) =>
        Window.Pen.FillDisc(new Vector2(centerX, centerY), radius, color);

    public static void DrawCircleV(Vector2 center, float radius, Color color) => Window.Pen.FillDisc(center, radius, color);

    public static void DrawCircleLines(int centerX, int centerY, float radius, Color color) =>
        Window.Pen.OutlineDisc(new Vector2(centerX, centerY), radius, color);

    public static void DrawCircleLinesV(Vector2 center, float radius, Color color) => Window.Pen.OutlineDisc(center, radius, color);

    /// <summary>Part of a ring, angles in degrees clockwise from the right.</summary>
    public static void DrawRing(
        Vector2 center, float innerRadius, float outerRadius, float startAngle, float endAngle, int segments, Color color) =>
        Window.Pen.FillRing(center, innerRadius, outerRadius, startAngle, endAngle, segments, color);

    public static void DrawRectangle(int posX, int posY, int width, int height, Color color) =>
        Window.Pen.FillRectangle(new Vector2(posX, posY), new Vector2(width, height), color);

    public static void DrawRectangleV(Vector2 position, Vector2 size, Color color) => Window.Pen.FillRectangle(position, size, color);

    public static void DrawRectangleRec(Rectangle rec, Color color) => Window.Pen.FillRectangle(rec.Position, rec.Size, color);

    /// <summary>A rectangle turned by degrees around a point given from its left upper corner.</summary>
    public static void DrawRectanglePro(Rectangle rec, Vector2 origin, float rotation, Color color) =>
        Window.Pen.FillRectangle(rec, origin, rotation, color);

    public static void DrawRectangleLines(int posX, int posY, int width, int height, Color color) =>
        Window.Pen.OutlineRectangle(new Vector2(posX, posY), new Vector2(width, height), color);

    public static void DrawRectangleLinesEx(Rectangle rec, float lineThick, Color color) =>
        Window.Pen.OutlineRectangle(rec, lineThick, color);

    /// <summary>A triangle whose corners run against the clock as seen; clockwise ones are not drawn.</summary>
    public static void DrawTriangle(Vector2 v1, Vector2 v2, Vector2 v3, Color color) => Window.Pen.FillTriangle(v1, v2, v3, color);

    public static void DrawPoly(Vector2 center, int sides, float radius, float rotation, Color color) =>
        Window.Pen.FillPolygon(center, sides, radius, rotation, color);
}
