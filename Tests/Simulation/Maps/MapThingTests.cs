using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Maps;

/// <summary>What maps place for their modes.</summary>
public sealed class MapThingTests
{
    private const string Properties = """, "properties": [ { "name": "variant", "value": 7 }, { "name": "amount", "value": 65535 } ]""";

    [Fact]
    public void Points_rectangles_and_ellipses_are_things_around_their_centres()
    {
        var map = MapText.WithSpawns()
            .Thing($$"""{ "id": 3, "type": "apple", "point": true, "x": 10, "y": 20{{Properties}} }""")
            .Thing("""{ "id": 4, "type": "tree", "ellipse": true, "x": 100, "y": 200, "width": 50, "height": 30 }""")
            .Thing("""{ "id": 5, "type": "crate", "x": 0, "y": 0.5, "width": 1, "height": 2 }""")
            .Parse();

        MapThing[] expected =
        [
            new("apple", Fixed.FromInt(10), Fixed.FromInt(20), Fixed.Zero, Fixed.Zero, 7, ushort.MaxValue),
            new("tree", Fixed.FromInt(125), Fixed.FromInt(215), Fixed.FromInt(25), Fixed.FromInt(15), 0, 1),
            new("crate", Fixed.FromRatio(1, 2), Fixed.FromRatio(3, 2), Fixed.FromRatio(1, 2), Fixed.One, 0, 1),
        ];
        Assert.Equal(expected, map.Things.ToArray());
    }

    [Fact]
    public void A_map_without_things_has_none_and_every_change_of_a_thing_changes_the_hash()
    {
        var without = MapText.WithSpawns().Parse();
        Assert.True(without.Things.IsEmpty);
        string[] things =
        [
            """{ "id": 3, "type": "apple", "point": true, "x": 10, "y": 20 }""",
            """{ "id": 3, "type": "apples", "point": true, "x": 10, "y": 20 }""",
            """{ "id": 3, "type": "apple", "point": true, "x": 11, "y": 20 }""",
            """{ "id": 3, "type": "apple", "point": true, "x": 10, "y": 21 }""",
            """{ "id": 3, "type": "apple", "x": 9, "y": 19, "width": 2, "height": 2 }""",
            $$"""{ "id": 3, "type": "apple", "point": true, "x": 10, "y": 20{{Properties}} }""",
        ];
        var hashes = things.Select(thing => MapText.WithSpawns().Thing(thing).Parse().Hash).Append(without.Hash).ToArray();

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Theory]
    [InlineData("""{ "id": 9, "point": true, "x": 1, "y": 1 }""", "a thing needs a class of at most 24 characters")]
    [InlineData("""{ "id": 9, "type": "abcdefghijklmnopqrstuvwxy", "point": true, "x": 1, "y": 1 }""", "a thing needs a class of at most 24 characters")]
    [InlineData("""{ "id": 9, "type": "tree", "point": true, "x": -1, "y": 1 }""", "tree: x = -1 and y = 1 lie outside the bounds")]
    [InlineData("""{ "id": 9, "type": "tree", "x": 1, "y": 1 }""", "width is no number")]
    [InlineData("""{ "id": 9, "type": "tree", "polygon": [], "x": 1, "y": 1, "width": 1, "height": 1 }""", "polygon: only rectangles")]
    [InlineData("""{ "id": 9, "type": "tree", "point": true, "x": 1, "y": 1, "properties": [ { "name": "variant", "value": 65536 } ] }""", "integers from 0 to 65535")]
    [InlineData("""{ "id": 9, "type": "tree", "point": true, "x": 1, "y": 1, "properties": [ { "name": "amount", "value": "many" } ] }""", "integers from 0 to 65535")]
    public void A_thing_that_cannot_be_is_refused(string thing, string reason) =>
        Assert.Contains(reason, MapText.WithSpawns().Thing(thing).Fault(), StringComparison.Ordinal);
}
