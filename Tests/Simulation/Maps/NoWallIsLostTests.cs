using System.Globalization;
using System.Text;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Maps;

/// <summary>Any tree of layers: each object is in the map where it was drawn, or its layer is told by name, or the map is refused.</summary>
public sealed class NoWallIsLostTests
{
    private static readonly string[] Names =
        ["solids", "solids", "solids", "solids", "solids", "solids", "Solids", "solids ", "solid", "walls", "areas 2", "Spawns", "thing", "decor", "Object Layer 1", "Collision", "", "\u0455olids"];

    private static readonly string[] Types = ["objectgroup", "objectgroup", "objectgroup", "objectgroup", "tilelayer", "imagelayer", "group", "group", "pictures"];

    private static readonly string[] Flaws =
    [
        "\"rotation\": 45", "\"ellipse\": true", "\"polygon\": [ { \"x\": 0, \"y\": 0 } ]", "\"polyline\": []", "\"gid\": 2147483655",
        "\"point\": true", "\"text\": { \"text\": \"x\" }", "\"template\": \"wall.tj\"", "\"x\": \"left\"", "\"width\": 0", "\"height\": -3", "\"y\": 0.3",
    ];

    [Fact]
    public void No_wall_is_lost_without_a_word()
    {
        var (whole, refused, told) = (0, 0, 0);
        Seeded.Run(3_000, random =>
        {
            var drawn = new Drawing(random);
            var layers = drawn.Layers(depth: 0, Fixed.Zero, Fixed.Zero);
            var text = $$"""
                { "type": "map", "infinite": {{(random.Next(2) == 0 ? "true" : "false")}}, "layers": [ {{string.Join(", ", (string[])[.. layers,
                    """{ "type": "objectgroup", "name": "areas", "objects": [ { "name": "bounds", "x": -2000, "y": -2000, "width": 9000, "height": 9000 } ] }""",
                    """{ "type": "objectgroup", "name": "spawns", "objects": [ { "x": 1, "y": 1, "properties": [ { "name": "team", "value": 0 } ] } ] }"""])}} ] }
                """;
            var isRead = Map.TryParse("drawn", Encoding.UTF8.GetBytes(text), out var map, out var fault);

            Assert.Equal(drawn.IsFlawed, !isRead);
            if (!isRead)
            {
                Assert.Contains("object ", fault, StringComparison.Ordinal);
                refused++;
                return;
            }

            Assert.Equal(drawn.Walls, map!.Solids.ToArray());
            foreach (var (name, objects) in drawn.Passed)
            {
                told++;
                Assert.True(
                    map.Remarks.Any(remark => remark.Contains($"layer \"{name}\"", StringComparison.Ordinal) || remark.Contains($"type \"{name}\"", StringComparison.Ordinal)),
                    $"{objects} objects of layer \"{name}\" went without a word: {string.Join(" | ", map.Remarks)}\n{text}");
            }

            whole++;
        });

        Assert.True(whole > 500 && refused > 500 && told > 2_000, $"{whole} whole, {refused} refused, {told} told");
    }

    private sealed class Drawing(Random random)
    {
        private int _layers;

        public List<FixedRectangle> Walls { get; } = [];

        public List<(string Name, int Objects)> Passed { get; } = [];

        public bool IsFlawed { get; private set; }

        /// <summary>At most eight in all, so that each has room for its name.</summary>
        public string[] Layers(int depth, Fixed x, Fixed y)
        {
            var layers = new List<string>();
            for (var wanted = random.Next(1, 4); wanted > 0 && _layers < 8; wanted--)
            {
                _layers++;
                layers.Add(Layer(depth, x, y));
            }

            return [.. layers];
        }

        private string Layer(int depth, Fixed x, Fixed y)
        {
            var type = Types[random.Next(depth > 4 ? 6 : Types.Length)];
            var name = Names[random.Next(Names.Length)];
            var (dx, dy) = (Step(), Step());
            var fields = $$""" "type": "{{type}}", "name": "{{name}}", "offsetx": {{Text(dx)}}, "offsety": {{Text(dy)}}, "visible": {{(random.Next(2) == 0 ? "true" : "false")}} """;
            if (type == "group")
                return $$"""{ {{fields}}, "layers": [ {{string.Join(", ", Layers(depth + 1, x + dx, y + dy))}} ] }""";

            var counts = type == "objectgroup" && name == "solids";
            var objects = Enumerable.Range(0, random.Next(4)).Select(number => Box(counts, number, x + dx, y + dy)).ToArray();
            if (!counts && objects.Length != 0)
                Passed.Add((name, objects.Length));

            return $$"""{ {{fields}}, "objects": [ {{string.Join(", ", objects)}} ] }""";
        }

        private string Box(bool counts, int id, Fixed x, Fixed y)
        {
            var (left, top, width, height) = (Step(), Step(), new Fixed(random.Next(1, 40_000)), new Fixed(random.Next(1, 40_000)));
            var text = $$""" "id": {{id}}, "x": {{Text(left)}}, "y": {{Text(top)}}, "width": {{Text(width)}}, "height": {{Text(height)}} """;
            if (random.Next(3) == 0)
            {
                // The last of two equal keys counts.
                text += ", " + Flaws[random.Next(Flaws.Length)];
                IsFlawed |= counts;
            }
            else if (counts)
            {
                Walls.Add(new FixedRectangle(x + left, y + top, x + left + width, y + top + height));
            }

            return $$"""{ {{text}} }""";
        }

        private Fixed Step() => random.Next(3) == 0 ? Fixed.Zero : new Fixed(random.Next(-400_000, 400_000));

        private static string Text(Fixed value) => ((decimal)value.Raw / Fixed.RawPerUnit).ToString(CultureInfo.InvariantCulture);
    }
}
