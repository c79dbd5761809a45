using System.Text;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Maps;

/// <summary>Layers as people have them: in groups, moved, drawn elsewhere, of an infinite map, and under names that are nearly ours.</summary>
public sealed class MapLayerTests
{
    private const string Wall = """{ "id": 7, "name": "wall", "x": 10, "y": 20, "width": 30, "height": 40 }""";

    [Fact]
    public void A_wall_in_a_group_in_a_group_stands_where_all_offsets_move_it()
    {
        var map = Parse(Group("outer", """ "offsetx": 100, "offsety": -8.5, """, Group("inner", """ "offsetx": 0.25, """, Solids(""" "offsety": 4, """))));

        Assert.Equal([Box(110.25m, 15.5m, 140.25m, 55.5m)], map.Solids.ToArray());
        Assert.Empty(map.Remarks);
    }

    [Fact]
    public void Every_layer_that_counts_may_lie_in_a_group_and_is_moved()
    {
        string[] layers =
        [
            Layer("areas", """{ "id": 1, "name": "bounds", "x": 0, "y": 0, "width": 100, "height": 50 }"""),
            Layer("spawns", """{ "id": 2, "x": 5, "y": 6, "properties": [ { "name": "team", "value": 0 } ] }"""),
            Layer("things", """{ "id": 3, "type": "tree", "point": true, "x": 7, "y": 8 }"""),
            Layer("solids", Wall),
        ];
        var map = Read($$"""{ "layers": [ {{Group("all", """ "offsetx": 1000, "offsety": 2000, """, layers)}} ] }""");

        Assert.Equal(Box(1000, 2000, 1100, 2050), map.Bounds);
        Assert.Equal(map.Bounds, map.MoveLimits);
        Assert.Equal((Fixed.FromInt(1005), Fixed.FromInt(2006)), (map.Spawns[0].X, map.Spawns[0].Y));
        Assert.Equal((Fixed.FromInt(1007), Fixed.FromInt(2008)), (map.Things[0].X, map.Things[0].Y));
        Assert.Equal([Box(1010, 2020, 1040, 2060)], map.Solids.ToArray());
    }

    [Fact]
    public void A_group_moves_what_is_in_it_and_not_its_neighbours()
    {
        var map = Parse(Group("moved", """ "offsetx": 1, """, Solids()), Solids(), Group("still", "", Solids()));

        Assert.Equal([Fixed.FromInt(11), Fixed.FromInt(10), Fixed.FromInt(10)], map.Solids.ToArray().Select(static solid => solid.Left));
    }

    [Theory]
    [InlineData(""" "offsetx": 0.1, """, "group \"g\": offsetx: 0.1 is no multiple of 1/4096")]
    [InlineData(""" "offsety": "4", """, "group \"g\": offsety is no number")]
    [InlineData(""" "offsety": null, """, "group \"g\": offsety is no number")]
    [InlineData(""" "offsetx": 131072, """, "object 7 \"wall\": x: with the offset of its layer it lies beyond +-131072")]
    [InlineData(""" "offsetx": 200000, """, "group \"g\": offsetx: 200000 lies beyond +-131072")]
    [InlineData(""" "x": 3, """, "group \"g\": x must be 0; offsetx moves a layer")]
    public void An_offset_that_cannot_be_taken_is_named(string fields, string reason) =>
        Assert.Contains(reason, FaultOf(Group("g", fields, Solids())), StringComparison.Ordinal);

    [Fact]
    public void Offsets_that_leave_the_world_together_are_named_and_do_not_wrap()
    {
        var layer = Solids();
        for (var depth = 0; depth < MapReader.GroupLimit; depth++)
            layer = Group($"g{depth}", """ "offsetx": 131072, """, layer);

        Assert.Contains("offsetx moves it beyond +-131072", FaultOf(layer), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_pictures_lie_is_no_fault()
    {
        var map = Parse(
            Group("g", """ "offsetx": 0.1, "x": 7, """, """{ "type": "imagelayer", "name": "sky", "image": "sky.png" }"""), Solids());

        Assert.Equal(1, map.Solids.Length);
        Assert.Empty(map.Remarks);
    }

    [Fact]
    public void Groups_are_followed_to_the_limit_and_refused_by_name_beyond()
    {
        var layer = Solids();
        for (var depth = 0; depth < MapReader.GroupLimit; depth++)
            layer = Group($"g{depth}", "", layer);

        Assert.Equal(1, Parse(layer).Solids.Length);
        Assert.Contains($"more than {MapReader.GroupLimit} groups in each other", FaultOf(Group("one more", "", layer)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "type": "group", "name": "g" }""", "group \"g\" has no array \"layers\"")]
    [InlineData("7", "a layer is no JSON object")]
    public void A_group_or_layer_that_is_none_is_refused(string layer, string reason) =>
        Assert.Contains(reason, FaultOf(layer), StringComparison.Ordinal);

    [Theory]
    [InlineData("areas", "Areas", "AREAS", "area", " areas", "areas ", "areas\\t", "areas 2", "map-areas", "araes", "aeras", "\\u0430reas", "\\uff41reas", "limits", "Bounds")]
    [InlineData("solids", "Solids", "SOLIDS", "solid", "Solid", " solids", "solids ", "solids\\u00a0", "solids\\u200b", "solids2", "solids (copy)", "sollids", "soilds", "s\\u043elids", "\\uff53\\uff4f\\uff4c\\uff49\\uff44\\uff53", "walls", "Wall", "Collision", "collisions", "obstacles", "Blocking")]
    [InlineData("spawns", "Spawns", "SPAWNS", "spawn", "Spawn", "spawns ", "spawn points", "player_spawn", "spanws", "sp\\u0430wns", "Start", "starts")]
    [InlineData("things", "Things", "THINGS", "thing", "things ", "things_1", "thigns", "th\\u0456ngs", "items")]
    public void A_layer_whose_name_is_nearly_ours_is_told_with_the_name_that_counts(string right, params string[] names)
    {
        foreach (var name in names)
        {
            var map = Parse(Solids(), Layer(name, Wall));
            Assert.Equal(1, map.Solids.Length);
            var remark = Assert.Single(map.Remarks);
            Assert.StartsWith("layer \"", remark, StringComparison.Ordinal);
            Assert.EndsWith($" is passed over with 1 object: did you mean \"{right}\"?", remark, StringComparison.Ordinal);

            // In a group it is the same, and an empty one would lose its walls tomorrow.
            Assert.Contains("with 0 objects", Assert.Single(Parse(Group("g", "", Layer(name))).Remarks), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("areas")]
    [InlineData("solids")]
    [InlineData("spawns")]
    [InlineData("things")]
    public void A_layer_of_another_kind_with_one_of_our_names_is_told(string name)
    {
        foreach (var (type, label) in ((string, string)[])[("tilelayer", "tile layer"), ("imagelayer", "image layer"), ("", "layer of no known type")])
        {
            foreach (var spelled in (string[])[name, name.ToUpperInvariant(), name + " "])
            {
                Assert.Equal(
                    $"{label} \"{spelled}\" is passed over: only the objects of an object layer \"{name}\" count",
                    Assert.Single(Parse($$"""{ "type": "{{type}}", "name": "{{spelled}}", "data": [ 1 ] }""").Remarks));
            }
        }
    }

    [Fact]
    public void A_group_with_one_of_our_names_is_told_when_nothing_in_it_counts()
    {
        var map = Parse(Group("solids", "", Layer("north", Wall)));

        Assert.Equal("group \"solids\" has no layer that counts: layers count by their own names, not by that of their group", map.Remarks[0]);
        Assert.StartsWith("passed over: layer \"north\" with 1 object;", map.Remarks[1], StringComparison.Ordinal);
        Assert.Empty(Parse(Group("solids", "", Solids())).Remarks);
    }

    [Fact]
    public void Layers_of_other_programs_are_told_in_one_line_when_there_is_something_in_them()
    {
        var map = Parse(
            """{ "type": "tilelayer", "name": "ground", "data": [ 0, 2147483649, 0 ] }""",
            """{ "type": "tilelayer", "name": "roof", "encoding": "base64", "compression": "zstd", "data": "KLUv/SAEIQAAAQAAAA==" }""",
            """{ "type": "tilelayer", "name": "far", "chunks": [ { "data": [ 0 ] }, { "data": [ 3 ] } ] }""",
            """{ "type": "tilelayer", "name": "blank", "data": [ 0, 0 ] }""",
            """{ "type": "tilelayer", "name": "void", "chunks": [] }""",
            Layer("decor", Wall, Wall),
            Layer("nothing of ours"));

        // "nothing" has a "thing" in it; a word too many is no harm.
        Assert.Equal(2, map.Remarks.Count);
        Assert.Equal(
            "passed over: tile layer \"ground\", tile layer \"roof\", tile layer \"far\", layer \"decor\" with 2 objects; "
                + "only object layers \"areas\", \"solids\", \"spawns\" and \"things\" count",
            map.Remarks[1]);
    }

    [Fact]
    public void What_is_told_stays_short_whatever_the_map_has()
    {
        var layers = Enumerable.Range(0, 500).SelectMany(number => (string[])[Layer($"Solids {number} {new string('x', 300)}", Wall), Layer($"decor {number}", Wall)]);
        var map = Parse([.. layers]);

        Assert.Equal(MapRemarks.LineLimit + 2, map.Remarks.Count);
        Assert.Contains(" and 492 more; only", map.Remarks[^2], StringComparison.Ordinal);
        Assert.Equal("and 476 more remarks like these", map.Remarks[^1]);
        Assert.All(map.Remarks, static remark => Assert.InRange(remark.Length, 1, 600));
    }

    [Fact]
    public void A_hidden_layer_or_wall_counts_and_parallax_is_told()
    {
        const string Hidden = """{ "id": 8, "visible": false, "opacity": 0, "x": 0, "y": 0, "width": 1, "height": 1 }""";
        var hidden = Parse($$"""{ "type": "objectgroup", "name": "solids", "visible": false, "opacity": 0.5, "tintcolor": "#ff0000", "parallaxx": 1, "objects": [ {{Hidden}} ] }""");
        Assert.Equal([Box(0, 0, 1, 1)], hidden.Solids.ToArray());
        Assert.Empty(hidden.Remarks);

        foreach (var far in (string[])[Solids(""" "parallaxx": 0.5, """), Group("g", """ "parallaxy": 1.5, """, Solids())])
        {
            var map = Parse(far);
            Assert.Equal([Box(10, 20, 40, 60)], map.Solids.ToArray());
            Assert.StartsWith("layer \"solids\": parallax says how it is drawn", Assert.Single(map.Remarks), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Tilesets_with_shapes_are_told_where_tiles_are_shown()
    {
        const string Shaped = """{ "firstgid": 1, "name": "dungeon", "tiles": [ { "id": 0 }, { "id": 1, "objectgroup": { "objects": [ {} ] } } ] }""";
        const string Outside = """{ "firstgid": 90, "source": "../tiles/town.tsx" }""";
        const string Plain = """{ "firstgid": 99, "name": "flowers", "tiles": [ { "id": 0, "objectgroup": { "objects": [] } } ] }""";
        const string Ground = """{ "type": "tilelayer", "name": "ground", "data": [ 1 ] }""";

        Assert.Empty(Read(Root(Solids(), $"\"tilesets\": [ {Shaped}, {Outside}, {Plain} ],")).Remarks);
        var remarks = Read(Root(Ground, $"\"infinite\": true, \"tilesets\": [ {Shaped}, {Outside}, {Plain} ],")).Remarks;
        Assert.Equal(3, remarks.Count);
        Assert.StartsWith("tileset \"dungeon\" has shapes: tiles are pictures here, and shapes on them no walls; draw rectangles", remarks[0], StringComparison.Ordinal);
        Assert.StartsWith("tileset \"../tiles/town.tsx\" is a file of its own and is not read: ", remarks[1], StringComparison.Ordinal);
        Assert.Contains("tile layer \"ground\"", remarks[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("isometric", true)]
    [InlineData("hexagonal", true)]
    [InlineData("orthogonal", false)]
    public void A_map_that_is_not_seen_from_above_is_told(string orientation, bool isTold) =>
        Assert.Equal(isTold ? 1 : 0, Read(Root(Solids(), $"\"orientation\": \"{orientation}\",")).Remarks.Count);

    [Fact]
    public void Areas_of_other_names_are_told_and_a_missing_one_is_looked_for()
    {
        const string Bounds = """{ "id": 1, "name": "bounds", "x": 0, "y": 0, "width": 1280, "height": 720 }""";
        Assert.Equal(
            ["object 2 \"Limits\" is passed over: layer \"areas\" has \"bounds\" and \"limits\"; did you mean \"limits\"?", "object 3 \"pond\" is passed over: layer \"areas\" has \"bounds\" and \"limits\""],
            Read(Root(Solids(), "", Bounds, Bounds.Replace("1, \"name\": \"bounds", "2, \"name\": \"Limits", StringComparison.Ordinal), """{ "id": 3, "name": "pond" }""")).Remarks);
        Assert.Contains(
            "layer \"areas\" has no object \"bounds\"; object 1 \"bound\" is passed over",
            FaultOfRoot(Root(Solids(), "", Bounds.Replace("bounds", "bound", StringComparison.Ordinal))),
            StringComparison.Ordinal);
        Assert.Contains(
            "layer \"spawns\" has no point; layer \"Spawns\" is passed over with 1 object: did you mean \"spawns\"?",
            FaultOfRoot(Root(Solids(), "", Bounds).Replace("\"spawns\"", "\"Spawns\"", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    private static string Solids(string fields = "") =>
        $$"""{ "type": "objectgroup", "name": "solids", {{fields}} "objects": [ {{Wall}} ] }""";

    private static string Layer(string name, params string[] objects) =>
        $$"""{ "type": "objectgroup", "name": "{{name}}", "objects": [ {{string.Join(", ", objects)}} ] }""";

    private static string Group(string name, string fields, params string[] layers) =>
        $$"""{ "type": "group", "name": "{{name}}", {{fields}} "layers": [ {{string.Join(", ", layers)}} ] }""";

    private static string Root(string layers, string fields = "", params string[] areas) =>
        $$"""
        { {{fields}} "layers": [ {{layers}},
          {{Layer("areas", areas.Length != 0 ? areas : ["""{ "id": 1, "name": "bounds", "x": -1000, "y": -1000, "width": 2280, "height": 1720 }"""])}},
          {{Layer("spawns", """{ "id": 2, "x": 5, "y": 6, "properties": [ { "name": "team", "value": 0 } ] }""")}} ] }
        """;

    private static Map Parse(params string[] layers) => Read(Root(string.Join(", ", layers)));

    private static Map Read(string root)
    {
        Assert.True(Map.TryParse("test", Encoding.UTF8.GetBytes(root), out var map, out var fault), fault);
        return map;
    }

    private static string FaultOf(params string[] layers) => FaultOfRoot(Root(string.Join(", ", layers)));

    private static string FaultOfRoot(string root)
    {
        Assert.False(Map.TryParse("test", Encoding.UTF8.GetBytes(root), out _, out var fault));
        return fault;
    }

    private static FixedRectangle Box(decimal left, decimal top, decimal right, decimal bottom) => new(Of(left), Of(top), Of(right), Of(bottom));

    private static Fixed Of(decimal value) => new((int)(value * Fixed.RawPerUnit));
}
