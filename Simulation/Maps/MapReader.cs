using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Maps;

/// <summary>
/// Reads the object layers of a Tiled JSON map. The first fault ends the reading and names object and key; whatever is passed
/// over and may have been meant is told in a remark, so that no wall is lost without a word.
/// </summary>
internal sealed class MapReader
{
    /// <summary>A larger file is refused before it is parsed.</summary>
    public const int ByteLimit = 4 * 1024 * 1024;

    /// <summary>Walls, spawn points and things; more would make a tick slow before they made a map better.</summary>
    public const int ObjectLimit = 4096;

    /// <summary>Groups inside groups.</summary>
    public const int GroupLimit = 32;

    /// <summary>A fault: nobody could come into such a world.</summary>
    public const string NoSpawns = "layer \"spawns\" has no point";

    /// <summary>A group, its array and its layers, and what an object holds.</summary>
    private const int DepthLimit = (2 * GroupLimit) + 32;

    /// <summary>A fault of so many characters gets no further hint.</summary>
    private const int HintedFault = 200;

    /// <summary>Characters of a thing's class.</summary>
    public const int KindLimit = 24;

    private static readonly string[] OtherShapes = ["ellipse", "polygon", "polyline", "point", "capsule", "text", "gid"];

    private readonly MapRemarks _remarks = new();
    private readonly List<FixedRectangle> _solids = [];
    private readonly List<SpawnPoint> _spawns = [];
    private readonly List<MapThing> _things = [];
    private FixedRectangle? _bounds;
    private FixedRectangle? _limits;
    private LayerShift _shift = LayerShift.None;
    private int _layers; // that count, so far
    private bool _hasTiles;
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
            using var document = JsonDocument.Parse(
                MapFormat.WithoutMark(tmj).ToArray(), new JsonDocumentOptions { MaxDepth = DepthLimit });
            if (reader.ReadRoot(document.RootElement))
            {
                map = new Map(
                    name,
                    reader._bounds!.Value,
                    reader._limits ?? reader._bounds.Value,
                    [.. reader._solids],
                    [.. reader._spawns],
                    [.. reader._things],
                    tmj.ToArray(),
                    reader._remarks.ToLines());
            }
        }
        catch (JsonException broken)
        {
            // Its message quotes the file at any length.
            var what = MapFormat.ExplainText(tmj);
            reader._fault = what.Length != 0
                ? $"not JSON: {what}"
                : $"not JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}";
        }
        catch (InvalidOperationException)
        {
            // Text is decoded only when it is asked for.
            reader._fault = "not JSON: it has text that is no Unicode";
        }

        fault = map is null ? $"map {name}: {reader._fault}" : "";
        return map is not null;
    }

    /// <summary>What keeps the parts of a map from being one, apart from <see cref="NoSpawns"/>; empty when nothing does.</summary>
    public static string FindFault(in FixedRectangle bounds, in FixedRectangle limits, ReadOnlySpan<SpawnPoint> spawns, ReadOnlySpan<MapThing> things)
    {
        if (limits.Left < bounds.Left || limits.Top < bounds.Top || limits.Right > bounds.Right || limits.Bottom > bounds.Bottom)
            return "object \"limits\": x, y, width and height must keep it inside \"bounds\"";

        foreach (ref readonly var spawn in spawns)
        {
            if (!limits.Contains(spawn.X, spawn.Y))
                return $"spawn of team {spawn.Team}: x = {spawn.X} and y = {spawn.Y} lie outside the limits";
        }

        foreach (ref readonly var thing in things)
        {
            if (!bounds.Contains(thing.X, thing.Y))
                return $"{thing.Kind}: x = {thing.X} and y = {thing.Y} lie outside the bounds";
        }

        return "";
    }

    private bool ReadRoot(JsonElement root)
    {
        if (!TiledJson.TryGetArray(root, "layers", out var layers))
            return Fail(MapFormat.ExplainRoot(root));

        if (TiledJson.TextOf(root, "orientation") is not ("" or "orthogonal") and var orientation)
            _remarks.Add($"orientation {TiledJson.Quote(orientation)}: the world is flat and seen from above; objects stand where their numbers say");

        foreach (var layer in layers.EnumerateArray())
        {
            if (!ReadLayer(layer, LayerShift.None, groups: 0))
                return false;
        }

        ExplainTilesets(root);
        return Judge();
    }

    private bool Judge()
    {
        if (_bounds is not { } bounds)
            return FailWithRemarks("layer \"areas\" has no object \"bounds\"");

        var fault = FindFault(bounds, _limits ?? bounds, CollectionsMarshal.AsSpan(_spawns), CollectionsMarshal.AsSpan(_things));
        return fault.Length == 0
            ? _spawns.Count > 0 || FailWithRemarks(NoSpawns)
            : Fail(fault);
    }

    private bool ReadLayer(JsonElement layer, LayerShift around, int groups)
    {
        if (layer.ValueKind != JsonValueKind.Object)
            return Fail("a layer is no JSON object");

        var type = TiledJson.TextOf(layer, "type");
        var name = TiledJson.TextOf(layer, "name");
        var label = LabelOf(type, name);
        var shift = around.Then(layer, label);
        if (type == "group")
            return ReadGroup(layer, name, label, shift, groups + 1);

        var isOurs = NearName.IsOne(NearName.Layers, name);
        if (type == "objectgroup" && isOurs)
        {
            _shift = shift;
            _layers++;
            return ReadObjects(layer, name, label);
        }

        PassOver(layer, type, name, label, isOurs);
        return true;
    }

    private bool ReadGroup(JsonElement group, string name, string label, LayerShift shift, int groups)
    {
        if (groups > GroupLimit)
            return Fail($"{label}: more than {GroupLimit} groups in each other");

        if (!TiledJson.TryGetArray(group, "layers", out var layers))
            return Fail($"{label} has no array \"layers\"");

        var before = _layers;
        foreach (var layer in layers.EnumerateArray())
        {
            if (!ReadLayer(layer, shift, groups))
                return false;
        }

        if (_layers == before && NearName.IsOne(NearName.Layers, name))
            _remarks.Add($"{label} has no layer that counts: layers count by their own names, not by that of their group");

        return true;
    }

    private bool ReadObjects(JsonElement layer, string name, string label)
    {
        if (!TiledJson.TryGetArray(layer, "objects", out var objects))
            return Fail($"{label} has no array \"objects\"");

        if (_shift.Fault.Length != 0)
            return Fail(_shift.Fault);

        if (_shift.IsParallax)
            _remarks.Add($"{label}: parallax says how it is drawn; its objects stand where their numbers say");

        // Several layers may have one name; the limit is for all of them.
        if (objects.GetArrayLength() > ObjectLimit - _solids.Count - _spawns.Count - _things.Count)
            return Fail($"{label} brings the map to more than {ObjectLimit} objects");

        foreach (var item in objects.EnumerateArray())
        {
            if (TiledJson.TextOf(item, "template") is { Length: > 0 } template)
                return Fail($"{TiledJson.Label(item)}: template {TiledJson.Quote(template)} is not read: detach it in Tiled, or export with \"Detach templates\" (tiled --detach-templates)");

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

    /// <summary>Pictures and tiles are for editors and windows, and other objects for other programs; what may have been meant for us is told.</summary>
    private void PassOver(JsonElement layer, string type, string name, string label, bool isOurs)
    {
        var near = isOurs ? null : NearName.Find(NearName.Layers, name);
        var objects = TiledJson.TryGetArray(layer, "objects", out var array) ? array.GetArrayLength() : 0;
        var hasTiles = HasTiles(layer);
        _hasTiles |= hasTiles;
        if (type == "objectgroup" && near is not null)
            _remarks.Add($"{label} is passed over with {TiledJson.Count(objects, "object")}: did you mean \"{near.Name}\"?");
        else if (isOurs || near is not null)
            _remarks.Add($"{label} is passed over: only the objects of an object layer \"{near?.Name ?? name}\" count");
        else if (objects != 0)
            _remarks.AddLayer($"{label} with {TiledJson.Count(objects, "object")}");
        else if (hasTiles)
            _remarks.AddLayer(label);
    }

    /// <summary>Whether a layer shows a tile: in numbers, or in text of whatever packing; of an infinite map in pieces.</summary>
    private static bool HasTiles(JsonElement layer)
    {
        if (TiledJson.TryGetArray(layer, "chunks", out var chunks))
        {
            foreach (var chunk in chunks.EnumerateArray())
            {
                if (HasTiles(chunk))
                    return true;
            }
        }

        if (TiledJson.TextOf(layer, "data").Length != 0)
            return true;

        if (TiledJson.TryGetArray(layer, "data", out var tiles))
        {
            foreach (var tile in tiles.EnumerateArray())
            {
                if (!TiledJson.IsZero(tile))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Shapes that were drawn on tiles are walls elsewhere.</summary>
    private void ExplainTilesets(JsonElement root)
    {
        const string Instead = "tiles are pictures here, and shapes on them no walls; draw rectangles in an object layer \"solids\"";
        if (!_hasTiles || !TiledJson.TryGetArray(root, "tilesets", out var tilesets))
            return;

        foreach (var tileset in tilesets.EnumerateArray())
        {
            if (TiledJson.TextOf(tileset, "source") is { Length: > 0 } source)
                _remarks.Add($"tileset {TiledJson.Quote(source)} is a file of its own and is not read: {Instead}");
            else if (HasShapes(tileset))
                _remarks.Add($"tileset {TiledJson.Quote(TiledJson.TextOf(tileset, "name"))} has shapes: {Instead}");
        }
    }

    private static bool HasShapes(JsonElement tileset)
    {
        if (!TiledJson.TryGetArray(tileset, "tiles", out var tiles))
            return false;

        foreach (var tile in tiles.EnumerateArray())
        {
            if (tile.ValueKind == JsonValueKind.Object
                && tile.TryGetProperty("objectgroup", out var shapes)
                && TiledJson.TryGetArray(shapes, "objects", out var objects)
                && objects.GetArrayLength() != 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool ReadArea(JsonElement item)
    {
        var name = TiledJson.TextOf(item, "name");
        if (name is not ("bounds" or "limits"))
        {
            var near = NearName.Find(NearName.Areas, name);
            _remarks.Add($"{TiledJson.Label(item)} is passed over: layer \"areas\" has \"bounds\" and \"limits\""
                + (near is null ? "" : $"; did you mean \"{near.Name}\"?"));
            return true;
        }

        if (!ReadRectangle(item, out var area))
            return false;

        if ((name == "bounds" ? _bounds : _limits) is not null)
            return Fail($"{TiledJson.Label(item)}: there is another \"{name}\" before it");

        if (name == "bounds")
            _bounds = area;
        else
            _limits = area;

        return true;
    }

    private bool ReadSolid(JsonElement item)
    {
        if (!ReadRectangle(item, out var solid))
            return false;

        _solids.Add(solid);
        return true;
    }

    private bool ReadSpawn(JsonElement item)
    {
        if (!ReadNumber(item, "x", out var x) || !ReadNumber(item, "y", out var y))
            return false;

        foreach (var key in (ReadOnlySpan<string>)["width", "height"])
        {
            if (item.TryGetProperty(key, out var size) && !TiledJson.IsZero(size))
                return Fail($"{TiledJson.Label(item)}: {key}: a spawn must be a point");
        }

        foreach (var shape in OtherShapes)
        {
            if (shape != "point" && HasShape(item, shape))
                return Fail($"{TiledJson.Label(item)}: {shape}: a spawn must be a point");
        }

        if (!TryFindTeam(item, out var team))
            return Fail($"{TiledJson.Label(item)}: property \"team\" must be an integer from 0 to 254");

        _spawns.Add(new SpawnPoint(x, y, team));
        return true;
    }

    private bool ReadThing(JsonElement item)
    {
        if (!TiledJson.TryGetClass(item, out var kind))
            return Fail($"{TiledJson.Label(item)}: \"type\" and \"class\" differ: either is the class of a thing");

        if (kind.Length is 0 or > KindLimit)
            return Fail($"{TiledJson.Label(item)}: a thing needs a class of at most {KindLimit} characters");

        foreach (var property in TiledJson.PropertyNamesOf(item))
        {
            if (!NearName.IsOne(NearName.ThingProperties, property) && NearName.Find(NearName.ThingProperties, property) is { } near)
                _remarks.Add($"{TiledJson.Label(item)}: property {TiledJson.Quote(property)} means nothing: did you mean \"{near.Name}\"?");
        }

        if (!TryFindCount(item, "variant", 0, out var variant) || !TryFindCount(item, "amount", 1, out var amount))
            return Fail($"{TiledJson.Label(item)}: properties \"variant\" and \"amount\" must be integers from 0 to 65535");

        if (IsPoint(item))
        {
            if (!ReadNumber(item, "x", out var x) || !ReadNumber(item, "y", out var y))
                return false;

            _things.Add(new MapThing(kind, x, y, Fixed.Zero, Fixed.Zero, variant, amount));
            return true;
        }

        if (!ReadRectangle(item, out var area, mayBeEllipse: true))
            return false;

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
            if (HasShape(item, shape) && !(mayBeEllipse && shape == "ellipse"))
                return Fail($"{TiledJson.Label(item)}: {shape}: {InsteadOf(shape)}");
        }

        if (item.TryGetProperty("rotation", out var rotation) && !TiledJson.IsZero(rotation))
            return Fail($"{TiledJson.Label(item)}: rotation must be 0: draw it upright, or as several rectangles");

        if (width <= Fixed.Zero || height <= Fixed.Zero)
            return Fail($"{TiledJson.Label(item)}: width and height must be above 0");

        rectangle = new FixedRectangle(x, y, x + width, y + height);
        return (rectangle.Right <= Fixed.WorldLimit && rectangle.Bottom <= Fixed.WorldLimit)
            || Fail($"{TiledJson.Label(item)}: width or height reaches beyond +-131072");
    }

    private static bool HasShape(JsonElement item, string shape) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(shape, out var flag) && flag.ValueKind != JsonValueKind.False;

    private static string InsteadOf(string shape) => shape switch
    {
        "gid" => "a tile, mirrored or not, is a picture; draw a rectangle in its place",
        "point" or "text" => "only rectangles can be walls and areas",
        _ => "only rectangles can be walls and areas; cover it with some",
    };

    private bool ReadNumber(JsonElement item, string key, out Fixed value)
    {
        value = default;
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(key, out var number) || number.ValueKind != JsonValueKind.Number)
            return Fail($"{TiledJson.Label(item)}: {key} is no number");

        if (!DecimalText.TryParse(number.GetRawText(), out value, out var fault))
            return Fail($"{TiledJson.Label(item)}: {key}: {fault}");

        value += key switch
        {
            "x" => _shift.X,
            "y" => _shift.Y,
            _ => Fixed.Zero,
        };
        return (value >= -Fixed.WorldLimit && value <= Fixed.WorldLimit)
            || Fail($"{TiledJson.Label(item)}: {key}: with the offset of its layer it lies beyond +-131072");
    }

    private static bool TryFindTeam(JsonElement item, out byte team)
    {
        team = 0;
        return TiledJson.TryFindProperty(item, "team", out var value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetByte(out team)
            && team < 255;
    }

    /// <summary>True with the default when the object has no such property.</summary>
    private static bool TryFindCount(JsonElement item, string name, ushort otherwise, out ushort count)
    {
        count = otherwise;
        return !TiledJson.TryFindProperty(item, name, out var value) || (value.ValueKind == JsonValueKind.Number && value.TryGetUInt16(out count));
    }

    private static string LabelOf(string type, string name) => (type switch
    {
        "objectgroup" => "layer ",
        "tilelayer" => "tile layer ",
        "imagelayer" => "image layer ",
        "group" => "group ",
        _ => "layer of no known type ",
    }) + TiledJson.Quote(name);

    private bool Fail(string fault)
    {
        _fault = fault;
        return false;
    }

    /// <summary>What is missing may be there under another name.</summary>
    private bool FailWithRemarks(string fault)
    {
        foreach (var line in _remarks.ToLines())
        {
            fault += $"; {line}";
            if (fault.Length > HintedFault)
                break;
        }

        return Fail(fault);
    }
}
