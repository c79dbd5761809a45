using System.Text;
using Ecs.Simulation.Maps;

namespace Ecs.Tests.Simulation.Maps;

/// <summary>Each fault names the object and the key that it is about.</summary>
public sealed class MapFaultTests
{
    [Theory]
    [InlineData("100.1", "no multiple of 1/4096; near it are 100.099853515625 and 100.10009765625")]
    [InlineData("-0.1", "no multiple of 1/4096; near it are -0.10009765625 and -0.099853515625")]
    [InlineData("1e-4", "no multiple of 1/4096")]
    [InlineData("1e-28", "no multiple of 1/4096")]
    [InlineData("0.0000000000000000000001", "no multiple of 1/4096")]
    [InlineData("131073", "beyond +-131072")]
    [InlineData("-131072.000244140625", "beyond +-131072")]
    [InlineData("1e6", "beyond +-131072")]
    [InlineData("1e7", "too large an exponent")]
    [InlineData("1e-30", "too large an exponent")]
    [InlineData("1e99999999999999999999", "too large an exponent")]
    [InlineData("1e-2147483648", "too large an exponent")]
    [InlineData("0.12345678901234567890123456789", "more digits than a position can need")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890", "more digits than a position can need")]
    [InlineData("\"12\"", "is no number")]
    [InlineData("null", "is no number")]
    [InlineData("true", "is no number")]
    [InlineData("{}", "is no number")]
    public void A_number_that_cannot_be_taken_exactly_is_named(string number, string reason)
    {
        var fault = MapText.WithSpawns().Solid(number, "0", "1", "1").Fault();

        Assert.StartsWith("map test: object 102 \"wall\": x", fault, StringComparison.Ordinal);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
        Assert.InRange(fault.Length, 1, 200);
    }

    [Theory]
    [InlineData(", \"ellipse\": true", "ellipse")]
    [InlineData(", \"polygon\": []", "polygon")]
    [InlineData(", \"polyline\": [ { \"x\": 0 } ]", "polyline")]
    [InlineData(", \"point\": true", "point")]
    [InlineData(", \"capsule\": true", "capsule")]
    [InlineData(", \"text\": { \"text\": \"hello\" }", "text")]
    [InlineData(", \"gid\": 7", "gid")]
    [InlineData(", \"rotation\": 45", "rotation")]
    [InlineData(", \"rotation\": \"0\"", "rotation")]
    public void Only_upright_rectangles_can_be_walls(string more, string key)
    {
        var fault = MapText.WithSpawns().Solid("0", "0", "1", "1", more).Fault();

        Assert.Contains("object 102 \"wall\": " + key, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "1")]
    [InlineData("1", "0")]
    [InlineData("-1", "1")]
    [InlineData("1", "-0.5")]
    public void A_wall_has_a_width_and_a_height(string width, string height) => Assert.Contains(
        "object 102 \"wall\": width and height must be above 0",
        MapText.WithSpawns().Solid("0", "0", width, height).Fault(),
        StringComparison.Ordinal);

    [Fact]
    public void A_wall_that_reaches_out_of_the_world_is_refused() => Assert.Contains(
        "object 102 \"wall\": width or height reaches beyond",
        MapText.WithSpawns().Solid("131000", "0", "73", "1").Fault(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("x")]
    [InlineData("y")]
    [InlineData("width")]
    [InlineData("height")]
    public void A_missing_key_is_named(string key)
    {
        var wall = """{ "id": 7, "name": "gap", "x": 0, "y": 0, "width": 1, "height": 1 }""".Replace($"\"{key}\"", "\"other\"", StringComparison.Ordinal);

        Assert.Contains($"object 7 \"gap\": {key} is no number", MapText.WithSpawns().Solid(wall).Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"wall\"")]
    [InlineData("[ 1 ]")]
    public void An_object_that_is_none_is_refused(string json)
    {
        Assert.Contains("x is no number", MapText.WithSpawns().Solid(json).Fault(), StringComparison.Ordinal);
        Assert.Contains("x is no number", MapText.WithSpawns().Spawn(json).Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("255")]
    [InlineData("1.5")]
    [InlineData("\"0\"")]
    [InlineData("null")]
    public void A_team_is_an_integer_from_0_to_254(string team) => Assert.Contains(
        "object 100 \"spawn\": property \"team\" must be an integer from 0 to 254",
        new MapText().Spawn("1", "1", team).Fault(),
        StringComparison.Ordinal);

    [Fact]
    public void A_spawn_without_properties_or_with_a_size_is_refused()
    {
        Assert.Contains("property \"team\"", new MapText().Spawn("""{ "id": 3, "x": 1, "y": 1 }""").Fault(), StringComparison.Ordinal);
        Assert.Contains("width: a spawn must be a point", new MapText().Spawn("1", "1", "0", ", \"width\": 5").Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_needs_bounds_and_a_spawn()
    {
        var map = MapText.WithSpawns();
        map.Bounds = "";
        map.Limits = "";

        Assert.Contains("layer \"areas\" has no object \"bounds\"", map.Fault(), StringComparison.Ordinal);
        Assert.Contains("layer \"spawns\" has no point", new MapText().Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "id": 2, "name": "limits", "x": -1, "y": 0, "width": 10, "height": 10 }""", "object \"limits\"")]
    [InlineData("""{ "id": 2, "name": "limits", "x": 0, "y": 0, "width": 1281, "height": 10 }""", "object \"limits\"")]
    [InlineData("""{ "id": 2, "name": "limits", "x": 0, "y": 0, "width": 10, "height": 0 }""", "object 2 \"limits\": width and height")]
    [InlineData("""{ "id": 2, "name": "limits", "x": 0, "y": 0, "width": 90, "height": 90 }""", "spawn of team 0")]
    [InlineData("""{ "id": 2, "name": "bounds", "x": 0, "y": 0, "width": 90, "height": 90 }""", "object 2 \"bounds\": there is another")]
    public void Limits_lie_inside_the_bounds_and_hold_the_spawns(string limits, string reason)
    {
        var map = MapText.WithSpawns();
        map.Limits = limits;

        Assert.Contains(reason, map.Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("{} {}")]
    [InlineData("{ \"layers\": [ 01 ] }")]
    public void What_is_not_JSON_is_refused(string text) => Assert.StartsWith("map test: not JSON", FaultOf(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{ \"layers\": 7 }")]
    public void What_has_no_layers_is_refused(string text) =>
        Assert.Contains("no array \"layers\"", FaultOf(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public void A_layer_without_objects_is_refused() => Assert.Contains(
        "layer \"solids\" has no array \"objects\"",
        FaultOf("""{ "layers": [ { "name": "solids", "type": "objectgroup", "objects": 3 } ] }"""u8),
        StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_no_Unicode_is_refused()
    {
        Assert.Contains("no Unicode", FaultOf("""{ "layers": [ { "type": "\ud800" } ] }"""u8), StringComparison.Ordinal);
        Assert.Contains("no Unicode", FaultOf([.. "{ \"layers\": [ { \"type\": \""u8, 0xFF, .. "\" } ] }"u8]), StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_ends_at_the_depth_limit()
    {
        var deep = "{ \"layers\": " + new string('[', 100_000) + new string(']', 100_000) + " }";

        Assert.Contains("not JSON", FaultOf(Encoding.UTF8.GetBytes(deep)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_above_the_byte_limit_is_refused_before_it_is_parsed()
    {
        var large = new byte[MapReader.ByteLimit + 1];

        Assert.Equal($"map test: {large.Length} bytes are more than {MapReader.ByteLimit}", FaultOf(large));
    }

    [Fact]
    public void Objects_above_the_limit_are_refused_in_one_layer_and_in_several()
    {
        var full = MapText.WithSpawns();
        for (var i = 0; i < MapReader.ObjectLimit; i++)
            full.Solid("0", "0", "1", "1");

        // With its two spawn points the map is over the limit.
        Assert.Contains($"layer \"spawns\" brings the map to more than {MapReader.ObjectLimit} objects", full.Fault(), StringComparison.Ordinal);
        Assert.Contains("layer \"solids\" brings", full.Solid("0", "0", "1", "1").Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_or_number_is_cut_in_the_fault()
    {
        var wall = $$"""{ "id": 7, "name": "{{new string('n', 5_000)}}", "x": {{new string('9', 5_000)}}, "y": 0, "width": 1, "height": 1 }""";

        Assert.InRange(MapText.WithSpawns().Solid(wall).Fault().Length, 1, 250);
    }

    private static string FaultOf(ReadOnlySpan<byte> bytes)
    {
        Assert.False(Map.TryParse("test", bytes, out var map, out var fault));
        Assert.Null(map);
        return fault;
    }
}
