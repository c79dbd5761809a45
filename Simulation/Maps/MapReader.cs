using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Maps;

/// <summary>Reads the object layers of a Tiled JSON map. The first fault ends the reading and names object and key.</summary>
internal sealed class MapReader
{
    /// <summary>A larger file is refused before it is parsed.</summary>
    public const int ByteLimit = 4 * 1024 * 1024;

    /// <summary>Walls or spawn points; more would make a tick slow before they made a map better.</summary>
    public const int ObjectLimit = 4096;

    private readonly List<FixedRectangle> _solids = [];
    private readonly List<SpawnPoint> _spawns = [];
    private FixedRectangle? _bounds;
    private FixedRectangle? _limits;
    private string _fault = "";

    public static bool TryRead(string name, ReadOnlySpan<byte> tmj, [NotNullWhen(true)] out Map? map, out string fault)
    {
        map = null;
        if (tmj.Length > ByteLimit)
        {
            fault = $"map {name}: {tmj.Length} bytes are more than {ByteLimit}";
            return false;
        }

        var reader = new MapReader();
        try
        {
            using var document = JsonDocument.Parse(tmj.ToArray(), new JsonDocumentOptions { MaxDepth = 32 });
            if (reader.ReadRoot(document.RootElement))
            {
                map = new Map(name, reader._bounds!.Value, reader._limits ?? reader._bounds.Value, [.. reader._solids], [.. reader._spawns]);
            }
        }
        catch (JsonException broken)
        {
            reader._fault = $"not JSON: {broken.Message}";
        }

        fault = map is null ? $"map {name}: {reader._fault}" : "";
        return map is not null;
    }

    private bool ReadRoot(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("layers", out var layers) || layers.ValueKind != JsonValueKind.Array)
        {
            return Fail("it has no array \"layers\"");
        }

        foreach (var layer in layers.EnumerateArray())
        {
            if (!ReadLayer(layer))
            {
                return false;
            }
        }

        if (_bounds is not { } bounds)
        {
            return Fail("layer \"areas\" has no object \"bounds\"");
        }

        if (bounds.Left >= bounds.Right || bounds.Top >= bounds.Bottom)
        {
            return Fail("object \"bounds\": width and height must be above 0");
        }

        return _spawns.Count > 0 || Fail("layer \"spawns\" has no point");
    }

    private bool ReadLayer(JsonElement layer)
    {
        if (TextOf(layer, "type") != "objectgroup" || TextOf(layer, "name") is not ("areas" or "solids" or "spawns"))
        {
            return true; // Pictures and tiles are for editors and windows.
        }

        var name = TextOf(layer, "name");
        if (!layer.TryGetProperty("objects", out var objects) || objects.ValueKind != JsonValueKind.Array)
        {
            return Fail($"layer \"{name}\" has no array \"objects\"");
        }

        if (objects.GetArrayLength() > ObjectLimit)
        {
            return Fail($"layer \"{name}\" has more than {ObjectLimit} objects");
        }

        foreach (var item in objects.EnumerateArray())
        {
            if (!(name switch
            {
                "areas" => ReadArea(item),
                "solids" => ReadSolid(item),
                _ => ReadSpawn(item),
            }))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadArea(JsonElement item)
    {
        var name = TextOf(item, "name");
        if (name is not ("bounds" or "limits"))
        {
            return true;
        }

        if (!ReadRectangle(item, out var area))
        {
            return false;
        }

        if (name == "bounds")
        {
            _bounds = area;
        }
        else
        {
            _limits = area;
        }

        return true;
    }

    private bool ReadSolid(JsonElement item)
    {
        if (!ReadRectangle(item, out var solid))
        {
            return false;
        }

        _solids.Add(solid);
        return (solid.Right > solid.Left && solid.Bottom > solid.Top)
            || Fail($"{Label(item)}: width and height must be above 0");
    }

    private bool ReadSpawn(JsonElement item)
    {
        if (!ReadNumber(item, "x", out var x) || !ReadNumber(item, "y", out var y))
        {
            return false;
        }

        if (!TryFindTeam(item, out var team))
        {
            return Fail($"{Label(item)}: property \"team\" must be an integer from 0 to 254");
        }

        _spawns.Add(new SpawnPoint(x, y, team));
        return true;
    }

    private bool ReadRectangle(JsonElement item, out FixedRectangle rectangle)
    {
        rectangle = default;
        foreach (var shape in (ReadOnlySpan<string>)["ellipse", "polygon", "polyline", "point", "capsule"])
        {
            if (item.TryGetProperty(shape, out var flag) && flag.ValueKind != JsonValueKind.False)
            {
                return Fail($"{Label(item)}: {shape}: only rectangles can be walls and areas");
            }
        }

        if (item.TryGetProperty("rotation", out var rotation) && rotation.GetRawText() != "0")
        {
            return Fail($"{Label(item)}: rotation must be 0");
        }

        if (!ReadNumber(item, "x", out var x)
            || !ReadNumber(item, "y", out var y)
            || !ReadNumber(item, "width", out var width)
            || !ReadNumber(item, "height", out var height))
        {
            return false;
        }

        rectangle = new FixedRectangle(x, y, x + width, y + height);
        return (rectangle.Right <= Fixed.WorldLimit && rectangle.Bottom <= Fixed.WorldLimit)
            || Fail($"{Label(item)}: width or height reaches beyond +-131072");
    }

    private bool ReadNumber(JsonElement item, string key, out Fixed value)
    {
        value = default;
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(key, out var number) || number.ValueKind != JsonValueKind.Number)
        {
            return Fail($"{Label(item)}: {key} is no number");
        }

        return DecimalText.TryParse(number.GetRawText(), out value, out var fault) || Fail($"{Label(item)}: {key}: {fault}");
    }

    private static bool TryFindTeam(JsonElement item, out byte team)
    {
        team = 0;
        if (!item.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var property in properties.EnumerateArray())
        {
            if (TextOf(property, "name") == "team" && property.TryGetProperty("value", out var value))
            {
                return value.ValueKind == JsonValueKind.Number && value.TryGetByte(out team) && team < 255;
            }
        }

        return false;
    }

    private bool Fail(string fault)
    {
        _fault = fault;
        return false;
    }

    private static string Label(JsonElement item)
    {
        var id = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var number) ? number.GetRawText() : "?";
        return $"object {id} \"{TextOf(item, "name")}\"";
    }

    private static string TextOf(JsonElement item, string key) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() ?? ""
            : "";
}
