using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecs.DebugView.Model.Picture;

/// <summary>
/// A picture as a list of things to draw, from the back to the front. Whoever draws it only walks it; whoever tests it looks
/// for the part that it is about.
/// </summary>
public sealed class DrawList(ITextMeasure measure)
{
    /// <summary>The size of all ordinary text.</summary>
    public const int FontSize = 10;

    private const string CutMark = "..";

    private readonly List<DrawItem> _items = new(4096);
    private Part _part;

    public ReadOnlySpan<DrawItem> Items => CollectionsMarshal.AsSpan(_items);

    public void Clear() => _items.Clear();

    /// <summary>What is added from now on belongs to this part.</summary>
    public void Begin(Part part) => _part = part;

    public void Box(in Area area, Rgba color) => Add(Shape.Box, color, area.X, area.Y, area.Width, area.Height, 0);

    public void Outline(in Area area, Rgba color, float thickness = 1) =>
        Add(Shape.Outline, color, area.X, area.Y, area.Width, area.Height, thickness);

    public void Line(Vector2 from, Vector2 to, Rgba color, float thickness = 1) =>
        Add(Shape.Line, color, from.X, from.Y, to.X, to.Y, thickness);

    public void Disc(Vector2 centre, float radius, Rgba color) => Add(Shape.Disc, color, centre.X, centre.Y, 0, 0, radius);

    public void Ring(Vector2 centre, float radius, Rgba color) => Add(Shape.Ring, color, centre.X, centre.Y, 0, 0, radius);

    /// <summary>Writes one line; what does not fit is cut with a mark. Returns the width that it took.</summary>
    public float Text(string text, float x, float y, Rgba color, float widthLimit = float.PositiveInfinity, int fontSize = FontSize)
    {
        float width = measure.Width(text, fontSize);
        if (width > widthLimit)
        {
            text = Cut(text, widthLimit, fontSize);
            width = measure.Width(text, fontSize);
        }

        if (text.Length != 0)
            _items.Add(new DrawItem(Shape.Text, _part, color, MathF.Round(x), MathF.Round(y), width, fontSize, fontSize, text));
        return width;
    }

    /// <summary>Writes a line that ends at <paramref name="right"/>.</summary>
    public void TextRight(string text, float right, float y, Rgba color, int fontSize = FontSize) =>
        Text(text, right - measure.Width(text, fontSize), y, color, float.PositiveInfinity, fontSize);

    /// <summary>Writes a line around <paramref name="x"/>.</summary>
    public void TextCentred(string text, float x, float y, Rgba color, int fontSize = FontSize) =>
        Text(text, x - (measure.Width(text, fontSize) / 2f), y, color, float.PositiveInfinity, fontSize);

    public int WidthOf(string text, int fontSize = FontSize) => measure.Width(text, fontSize);

    public void Clip(in Area area) => Add(Shape.Clip, default, area.X, area.Y, area.Width, area.Height, 0);

    public void Unclip() => Add(Shape.Unclip, default, 0, 0, 0, 0, 0);

    private void Add(Shape shape, Rgba color, float x, float y, float width, float height, float size) =>
        _items.Add(new DrawItem(shape, _part, color, x, y, width, height, size, ""));

    /// <summary>The longest beginning that fits with the mark behind it; empty when not even the mark does.</summary>
    private string Cut(string text, float widthLimit, int fontSize)
    {
        var low = 0;
        var high = text.Length;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (measure.Width(string.Concat(text.AsSpan(0, middle), CutMark), fontSize) <= widthLimit)
                low = middle;
            else
                high = middle - 1;
        }

        return low == 0 ? "" : string.Concat(text.AsSpan(0, low), CutMark);
    }
}
