using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>Every layer with its key, its colour and whether it is on; a click turns it about.</summary>
public static class LegendPanel
{
    private const float Row = 16;
    private const float Swatch = 9;

    /// <summary>Height of the whole panel for so many layers.</summary>
    public static float HeightOf(int layers) => 26 + (layers * Row);

    public static void Draw(PanelContext context, in Area area, IReadOnlyList<Layer> layers)
    {
        var inside = context.Open(Part.Legend, area, "Layers");
        var list = context.List;
        for (var index = 0; index < layers.Count; index++)
        {
            var layer = layers[index];
            var y = inside.Y + (index * Row);
            if (y + Row > inside.Bottom + 6)
                break;
            var box = new Area(inside.X + 16, y + 1, Swatch, Swatch);
            list.Text(KeyName(layer.Key), inside.X + 2, y, Palette.Dim);
            if (layer.IsOn)
                list.Box(box, layer.Color);
            list.Outline(box, layer.IsOn ? layer.Color : Palette.Dim);
            var missing = layer.Missing(context.World);
            var x = box.Right + 7;
            var taken = list.Text(layer.Name, x, y, layer.IsOn && missing.Length == 0 ? Palette.Text : Palette.Dim, inside.Right - x);
            if (missing.Length != 0)
                list.Text(missing, x + taken + 8, y, Palette.Warning, inside.Right - x - taken - 8);
            context.Spots.Add(new HotSpot(new Area(inside.X, y - 2, inside.Width, Row), SpotKind.Layer, index));
        }
    }

    /// <summary>What is written on the key.</summary>
    public static string KeyName(ViewKey key) => key switch
    {
        >= ViewKey.Digit0 and <= ViewKey.Digit9 => ((char)('0' + (key - ViewKey.Digit0))).ToString(),
        ViewKey.Minus => "-",
        ViewKey.Equal => "=",
        ViewKey.LetterE => "E",
        ViewKey.LetterP => "P",
        _ => "",
    };
}
