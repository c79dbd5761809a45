using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Maps;

/// <summary>Reads the object layers of a Tiled JSON map. The first fault ends the reading and names object and key.</summary>
internal sealed class MapReader
{
    /// <summary>A larger file is refused before it is parsed.</summary>
    public const int ByteLimit = 4 * 1024 * 1024;

    /// <summary>Walls, spawn points and things; more would make a tick slow before they made a map better.</summary>
    public const int ObjectLimit = 4096;

    /// <summary>A fault quotes at most so many characters of what the file says.</summary>
    private const int QuoteLimit = 40;

    /// <summary>Characters of a thing's class.</summary>
    private const int KindLimit = 24;

    private static readonly string[] OtherShapes = ["ellipse", "polygon", "polyline", "point", "capsule", "text", "gid"];

    private readonly List<FixedRectangle> _solids = [];
    private readonly List<SpawnPoint> _spawns = [];
    private readonly List<MapThing> _things = [];
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
                map = new Map(name, reader._bounds!.Value, reader._limits ?? reader._bounds.Value, [.. reader._solids], [.. reader._spawns], [.. reader._things], tmj.ToArray());
            }
        }
        catch (JsonException broken)
        {
            // Its message quotes the file at any length.
            reader._fault = $"not JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}";
        }
        catch (InvalidOperationException)
        {
            // Text is decoded only when it is asked for.
            reader._fault = "not JSON: it has text that is no Unicode";
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

        var limits = _limits ?? bounds;
        if (limits.Left < bounds.Left || limits.Top < bounds.Top || limits.Right > bounds.Right || limits.Bottom > bounds.Bottom)
        {
            return Fail("object \"limits\": x, y, width and height must keep it inside \"bounds\"");
        }

        foreach (var spawn in _spawns)
        {
            if (!limits.Contains(spawn.X, spawn.Y))
            {
                return Fail($"spawn of team {spawn.Team}: x = {spawn.X} and y = {spawn.Y} lie outside the limits");
            }
        }

        foreach (var thing in _things)
        {
            if (!bounds.Contains(thing.X, thing.Y))
            {
                return Fail($"{thing.Kind}: x = {thing.X} and y = {thing.Y} lie outside the bounds");
            }
        }

        return _spawns.Count > 0 || Fail("layer \"spawns\" has no point");
    }

    private bool ReadLayer(JsonElement layer)
    {
        if (TextOf(layer, "type") != "objectgroup" || TextOf(layer, "name") is not ("areas" or "solids" or "spawns" or "things"))
        {
            return true; // Pictures and tiles are for editors and windows.
        }

        var name = TextOf(layer, "name");
        if (!layer.TryGetProperty("objects", out var objects) || objects.ValueKind != JsonValueKind.Array)
        {
            return Fail($"layer \"{name}\" has no array \"objects\"");
        }

        foreach (var key in (ReadOnlySpan<string>)["offsetx", "offsety"])
        {
            if (layer.TryGetProperty(key, out var offset) && !IsZero(offset))
            {
                return Fail($"layer \"{name}\": {key} must be 0");
            }
        }

        // Several layers may have one name; the limit is for all of them.
        if (objects.GetArrayLength() > ObjectLimit - _solids.Count - _spawns.Count - _things.Count)
        {
            return Fail($"layer \"{name}\" brings the map to more than {ObjectLimit} objects");
        }

        foreach (var item in objects.EnumerateArray())
        {
            if (!(name switch
            {
                "areas" => ReadArea(item),
                "solids" => ReadSolid(item),
                "things" => ReadThing(item),
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

        if ((name == "bounds" ? _bounds : _limits) is not null)
        {
            return Fail($"{Label(item)}: there is another \"{name}\" before it");
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
        return true;
    }

    private bool ReadSpawn(JsonElement item)
    {
        if (!ReadNumber(item, "x", out var x) || !ReadNumber(item, "y", out var y))
        {
            return false;
        }

        foreach (var key in (ReadOnlySpan<string>)["width", "height"])
        {
            if (item.TryGetProperty(key, out var size) && !IsZero(size))
            {
                return Fail($"{Label(item)}: {key}: a spawn must be a point");
            }
        }

        if (!TryFindTeam(item, out var team))
        {
            return Fail($"{Label(item)}: property \"team\" must be an integer from 0 to 254");
        }

        _spawns.Add(new SpawnPoint(x, y, team));
        return true;
    }

    private bool ReadThing(JsonElement item)
    {
        var kind = TextOf(item, "type");
        if (kind.Length is 0 or > KindLimit)
        {
            return Fail($"{Label(item)}: a thing needs a class of at most {KindLimit} characters");
        }

        if (!TryFindCount(item, "variant", 0, out var variant) || !TryFindCount(item, "amount", 1, out var amount))
        {
            return Fail($"{Label(item)}: properties \"variant\" and \"amount\" must be integers from 0 to 65535");
        }

        if (IsPoint(item))
        {
            if (!ReadNumber(item, "x", out var x) || !ReadNumber(item, "y", out var y))
            {
                return false;
            }

            _things.Add(new MapThing(kind, x, y, Fixed.Zero, Fixed.Zero, variant, amount));
            return true;
        }

        if (!ReadRectangle(item, out var area, mayBeEllipse: true))
        {
            return false;
        }

        var halfWidth = (area.Right - area.Left) / Fixed.FromInt(2);
        var halfHeight = (area.Bottom - area.Top) / Fixed.FromInt(2);
        _things.Add(new MapThing(kind, area.Left + halfWidth, area.Top + halfHeight, halfWidth, halfHeight, variant, amount));
        return true;
    }

    private static bool IsPoint(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("point", out var point) && point.ValueKind == JsonValueKind.True;

    private bool ReadRectangle(JsonElement item, out FixedRectangle rectangle, bool mayBeEllipse = false)
    {
        rectangle = default;
        if (!ReadNumber(item, "x", out var x)
            || !ReadNumber(item, "y", out var y)
            || !ReadNumber(item, "width", out var width)
            || !ReadNumber(item, "height", out var height))
        {
            return false;
        }

        foreach (var shape in OtherShapes)
        {
            if (item.TryGetProperty(shape, out var flag) && flag.ValueKind != JsonValueKind.False && !(mayBeEllipse && shape == "ellipse"))
            {
                return Fail($"{Label(item)}: {shape}: only rectangles can be walls and areas");
            }
        }

        if (item.TryGetProperty("rotation", out var rotation) && !IsZero(rotation))
        {
            return Fail($"{Label(item)}: rotation must be 0");
        }

        if (width <= Fixed.Zero || height <= Fixed.Zero)
        {
            return Fail($"{Label(item)}: width and height must be above 0");
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

    private static bool IsZero(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number
        && DecimalText.TryParse(number.GetRawText(), out var value, out _)
        && value == Fixed.Zero;

    private static bool TryFindTeam(JsonElement item, out byte team)
    {
        team = 0;
        return TryFindProperty(item, "team", out var value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetByte(out team)
            && team < 255;
    }

    /// <summary>True with the default when the object has no such property.</summary>
    private static bool TryFindCount(JsonElement item, string name, ushort otherwise, out ushort count)
    {
        count = otherwise;
        return !TryFindProperty(item, name, out var value) || (value.ValueKind == JsonValueKind.Number && value.TryGetUInt16(out count));
    }

    private static bool TryFindProperty(JsonElement item, string name, out JsonElement value)
    {
        value = default;
        if (item.ValueKind != JsonValueKind.Object
            || !item.TryGetProperty("properties", out var properties)
            || properties.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var property in properties.EnumerateArray())
        {
            if (TextOf(property, "name") == name && property.TryGetProperty("value", out value))
            {
                return true;
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
        var id = 0;
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var number) && number.ValueKind == JsonValueKind.Number)
        {
            number.TryGetInt32(out id);
        }

        var name = TextOf(item, "name");
        return $"object {id} \"{(name.Length <= QuoteLimit ? name : name[..QuoteLimit] + "...")}\"";
    }

    private static string TextOf(JsonElement item, string key) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() ?? ""
            : "";
}
