using System.Text;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Maps;

/// <summary>What editors of several generations write, and what people name who have never seen one of our maps.</summary>
public sealed class MapEditorTests
{
    [Theory]
    [InlineData("""
        "type": "tree"
        """)]
    [InlineData("""
        "class": "tree"
        """)]
    [InlineData("""
        "class": "tree", "type": ""
        """)]
    [InlineData("""
        "class": "", "type": "tree"
        """)]
    [InlineData("""
        "class": "tree", "type": "tree"
        """)]
    public void The_class_of_a_thing_is_read_under_both_names(string fields) =>
        Assert.Equal("tree", MapText.WithSpawns().Thing($$"""{ "id": 9, {{fields}}, "point": true, "x": 1, "y": 1 }""").Parse().Things[0].Kind);

    [Fact]
    public void A_type_and_a_class_that_differ_are_refused_by_name() => Assert.Contains(
        "object 9 \"\": \"type\" and \"class\" differ",
        MapText.WithSpawns().Thing("""{ "id": 9, "type": "tree", "class": "bush", "point": true, "x": 1, "y": 1 }""").Fault(),
        StringComparison.Ordinal);

    [Fact]
    public void Properties_are_read_as_an_array_and_as_the_object_that_they_once_were()
    {
        var map = new MapText()
            .Spawn("""{ "id": 3, "x": 1, "y": 1, "properties": { "team": 5 }, "propertytypes": { "team": "int" } }""")
            .Thing("""{ "id": 4, "type": "tree", "point": true, "x": 1, "y": 1, "properties": { "amount": 7, "variant": 2 } }""")
            .Parse();

        Assert.Equal(5, map.Spawns[0].Team);
        Assert.Equal((7, 2), (map.Things[0].Amount, map.Things[0].Variant));
        Assert.Contains(
            "properties \"variant\" and \"amount\" must be integers",
            MapText.WithSpawns().Thing("""{ "id": 4, "type": "tree", "point": true, "x": 1, "y": 1, "properties": { "amount": "7" } }""").Fault(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Amount", "amount")]
    [InlineData("amounts", "amount")]
    [InlineData("Variant ", "variant")]
    [InlineData("varient", "variant")]
    public void A_property_whose_name_is_nearly_one_is_told(string name, string right)
    {
        var map = MapText.WithSpawns()
            .Thing($$"""{ "id": 4, "type": "tree", "point": true, "x": 1, "y": 1, "properties": [ { "name": "{{name}}", "value": 7 }, { "name": "loot", "value": 1 } ] }""")
            .Parse();

        Assert.Equal($"object 4 \"\": property \"{name}\" means nothing: did you mean \"{right}\"?", Assert.Single(map.Remarks));
    }

    [Theory]
    [InlineData("areas")]
    [InlineData("solids")]
    [InlineData("spawns")]
    [InlineData("things")]
    public void An_object_of_a_template_is_refused_by_the_name_of_the_template(string layer)
    {
        var text = $$"""
            { "layers": [ { "type": "objectgroup", "name": "{{layer}}", "objects": [ { "id": 4, "template": "tree.tj", "x": 1, "y": 1 } ] } ] }
            """;

        Assert.Contains("object 4 \"\": template \"tree.tj\" is not read: detach it in Tiled", FaultOf(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(", \"gid\": 7", "gid: a tile, mirrored or not, is a picture; draw a rectangle in its place")]
    [InlineData(", \"gid\": 2147483655", "gid: a tile, mirrored or not, is a picture")]
    [InlineData(", \"gid\": 3758096391", "gid: a tile, mirrored or not, is a picture")]
    [InlineData(", \"rotation\": 90", "rotation must be 0: draw it upright")]
    [InlineData(", \"rotation\": -0.5", "rotation must be 0: draw it upright")]
    [InlineData(", \"polygon\": [ { \"x\": 0, \"y\": 0 } ]", "polygon: only rectangles can be walls and areas; cover it with some")]
    [InlineData(", \"ellipse\": true", "ellipse: only rectangles can be walls and areas; cover it with some")]
    public void What_has_another_shape_than_a_box_says_what_to_do(string more, string reason)
    {
        Assert.Contains("object 102 \"wall\": " + reason, MapText.WithSpawns().Solid("0", "0", "1", "1", more).Fault(), StringComparison.Ordinal);
        var map = MapText.WithSpawns();
        map.Limits = map.Limits.Replace(" }", more + " }", StringComparison.Ordinal);
        Assert.Contains("object 2 \"limits\": " + reason, map.Fault(), StringComparison.Ordinal);
        if (!more.Contains("ellipse", StringComparison.Ordinal))
        {
            Assert.Contains(
                "object 9 \"\": " + reason,
                MapText.WithSpawns().Thing($$"""{ "id": 9, "type": "tree", "x": 0, "y": 0, "width": 1, "height": 1{{more}} }""").Fault(),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("polygon", "[ { \"x\": 0, \"y\": 0 } ]")]
    [InlineData("polyline", "[]")]
    [InlineData("gid", "3")]
    [InlineData("ellipse", "true")]
    [InlineData("text", "{}")]
    public void A_spawn_of_a_shape_is_refused_even_where_it_has_no_size(string key, string value) => Assert.Contains(
        $"{key}: a spawn must be a point",
        new MapText().Spawn("1", "1", "0", $", \"width\": 0, \"height\": 0, \"{key}\": {value}").Fault(),
        StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_is_skipped_and_kept_in_the_source()
    {
        var plain = MapText.WithSpawns().Solid("0", "0", "1", "1").ToBytes();
        byte[] marked = [0xEF, 0xBB, 0xBF, .. plain];
        Assert.True(Map.TryParse("plain", plain, out var one, out _));

        Assert.True(Map.TryParse("marked", marked, out var other, out var fault), fault);

        Assert.Equal(one.Hash, other.Hash);
        Assert.Equal(marked, other.Source.ToArray());
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<map version=\"1.10\">", "it is Tiled's XML (.tmx): in Tiled choose File > Export As")]
    [InlineData("\ufeff\n<!DOCTYPE map SYSTEM \"map.dtd\">\n<!-- mine -->\n<map>", "it is Tiled's XML (.tmx)")]
    [InlineData("<?xml version=\"1.0\"?>\n<tileset name=\"x\">", "it is a tileset (.tsx), not a map")]
    [InlineData("<?xml version=\"1.0\"?><template>", "it is a template (.tx), not a map")]
    [InlineData("<!DOCTYPE html><html>", "it is XML or a web page")]
    [InlineData("<", "it is XML or a web page")]
    [InlineData("return {\n  version = \"1.10\",", "it is a map for Lua or a browser")]
    [InlineData("(function(name,data){", "it is a map for Lua or a browser")]
    [InlineData("", "the file is empty")]
    [InlineData("\ufeff \r\n", "the file is empty")]
    public void What_is_no_JSON_is_called_what_it_is(string text, string reason) =>
        Assert.StartsWith("map test: not JSON: " + reason, FaultOf(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public void Other_encodings_and_packed_files_are_called_what_they_are()
    {
        var json = MapText.WithSpawns().ToString();
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            Assert.Contains("UTF-16: save it as UTF-8", FaultOf([.. encoding.GetPreamble(), .. encoding.GetBytes(json)]), StringComparison.Ordinal);
            Assert.Contains("UTF-16: save it as UTF-8", FaultOf(encoding.GetBytes(json)), StringComparison.Ordinal);
        }

        foreach (var magic in (byte[][])[[0x1F, 0x8B, 8, 0], [0x50, 0x4B, 3, 4], [0x28, 0xB5, 0x2F, 0xFD]])
            Assert.Contains("the file is packed: unpack it first", FaultOf(magic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "type": "tileset", "name": "x", "tiles": [] }""", "it is a tileset (.tsj); name the map instead")]
    [InlineData("""{ "tilecount": 4 }""", "it is a tileset (.tsj)")]
    [InlineData("""{ "type": "template", "object": {} }""", "it is a template (.tj)")]
    [InlineData("""{ "type": "world", "maps": [] }""", "it is a world of several maps")]
    [InlineData("""{ "automappingRulesFile": "", "folders": [ "." ], "propertyTypes": [] }""", "it is the project of an editor")]
    [InlineData("""{ "defs": {}, "levels": [] }""", "it is the project of an editor")]
    public void JSON_that_is_no_map_is_called_what_it_is(string text, string reason) =>
        Assert.StartsWith($"map test: it has no array \"layers\": {reason}", FaultOf(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public void Shipped_maps_are_read_without_a_remark()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Maps"), "*.tmj"))
        {
            Assert.True(Map.TryParse("shipped", File.ReadAllBytes(file), out var map, out var fault), fault);
            Assert.Empty(map.Remarks);
        }
    }

    [Fact]
    public void A_moved_spawn_counts_where_it_is_moved_to()
    {
        var text = MapText.WithSpawns().ToString().Replace("\"name\": \"spawns\",", "\"name\": \"spawns\", \"offsetx\": -0.5,", StringComparison.Ordinal);

        Assert.True(Map.TryParse("test", Encoding.UTF8.GetBytes(text), out var map, out var fault), fault);
        Assert.Equal(Fixed.FromRatio(199, 2), map.Spawns[0].X);
    }

    private static string FaultOf(ReadOnlySpan<byte> bytes)
    {
        Assert.False(Map.TryParse("test", bytes, out var map, out var fault));
        Assert.Null(map);
        return fault;
    }
}
