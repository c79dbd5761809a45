using System.Text.Json;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Maps;

/// <summary>
/// How far a layer is moved by its own offset and those of the groups around it. A fault waits until a layer that counts is
/// moved: where pictures lie is nobody's business.
/// </summary>
/// <param name="X">To the right, world units.</param>
/// <param name="Y">Down, world units.</param>
/// <param name="Fault">Empty, or why the offsets cannot be taken exactly.</param>
/// <param name="IsParallax">Whether it is drawn elsewhere than it stands.</param>
internal readonly record struct LayerShift(Fixed X, Fixed Y, string Fault, bool IsParallax)
{
    public static readonly LayerShift None = new(Fixed.Zero, Fixed.Zero, "", IsParallax: false);

    /// <param name="layer">A layer or group inside whatever this shift belongs to.</param>
    /// <param name="label">How it is called in faults.</param>
    public LayerShift Then(JsonElement layer, string label)
    {
        var (x, y, fault) = (X, Y, Fault);
        Add(layer, label, "offsetx", ref x, ref fault);
        Add(layer, label, "offsety", ref y, ref fault);
        foreach (var key in (ReadOnlySpan<string>)["x", "y"])
        {
            // In tiles, and 0 in everything that Tiled has written for many years.
            if (layer.TryGetProperty(key, out var tiles) && !TiledJson.IsZero(tiles) && fault.Length == 0)
                fault = $"{label}: {key} must be 0; offset{key} moves a layer";
        }

        return new LayerShift(x, y, fault, IsParallax || IsDrawnElsewhere(layer, "parallaxx") || IsDrawnElsewhere(layer, "parallaxy"));
    }

    private static void Add(JsonElement layer, string label, string key, ref Fixed sum, ref string fault)
    {
        if (fault.Length != 0 || !layer.TryGetProperty(key, out var number))
            return;

        if (number.ValueKind != JsonValueKind.Number)
            fault = $"{label}: {key} is no number";
        else if (!DecimalText.TryParse(number.GetRawText(), out var offset, out var why))
            fault = $"{label}: {key}: {why}";
        else if (sum + offset is var moved && (moved < -Fixed.WorldLimit || moved > Fixed.WorldLimit))
            fault = $"{label}: {key} moves it beyond +-131072";
        else
            sum = moved;
    }

    private static bool IsDrawnElsewhere(JsonElement layer, string key) =>
        layer.TryGetProperty(key, out var factor)
        && !(factor.ValueKind == JsonValueKind.Number && DecimalText.TryParse(factor.GetRawText(), out var value, out _) && value == Fixed.One);
}
