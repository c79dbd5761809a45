using System.Globalization;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Maps;

/// <summary>The form in which a map travels: as much as its hash covers, in few bytes, and nothing that a stranger could make of it.</summary>
public sealed class PackedMapTests
{
    private static readonly int Mutations = DeepRun.Or("MAP_MUTATIONS", 100_000);

    [Theory]
    [InlineData("arena")]
    [InlineData("bunkers")]
    [InlineData("plaza")]
    [InlineData("waves")]
    [InlineData("argentum")]
    [InlineData("survival")]
    public void A_shipped_map_is_the_same_map_when_it_has_been_packed(string name)
    {
        var map = TestMaps.Load(name);
        AssertSame(map, Unpack(map.Packed));
        Assert.True(map.Packed.Length < map.Source.Length / 2, $"{map.Packed.Length} bytes packed, {map.Source.Length} in the file");
    }

    [Fact]
    public void Any_map_is_the_same_map_when_it_has_been_packed() => Seeded.Run(500, static random =>
    {
        var map = AnyMap(random);
        AssertSame(map, Unpack(map.Packed));
    });

    [Theory]
    [InlineData("survival")]
    [InlineData("argentum")]
    [InlineData("bunkers")]
    public void A_reader_made_from_the_document_finds_the_same_hash(string name)
    {
        var map = TestMaps.Load(name);
        Assert.Equal(map.Hash, PlainPackedMap.HashOf(map.Packed.ToArray()));
    }

    [Fact]
    public void A_map_packed_twice_has_the_same_bytes_and_they_are_its_source()
    {
        var first = TestMaps.Load("survival").Packed;
        var map = Unpack(first);
        Assert.True(first.Span.SequenceEqual(map.Packed.Span));
        Assert.True(first.Span.SequenceEqual(map.Source.Span));
        Assert.Empty(map.Remarks);
    }

    [Fact]
    public void What_stands_beside_the_map_in_its_file_does_not_travel()
    {
        var text = MapText.WithSpawns().Solid("0", "0", "8", "8", """, "properties": [ { "name": "note", "type": "string", "value": "secret" } ]""");
        var packed = text.Parse().Packed;
        Assert.Equal(-1, packed.Span.IndexOf("secret"u8));
        Assert.Equal(-1, packed.Span.IndexOf("wall"u8));
    }

    [Fact]
    public void Places_at_the_edges_of_the_world_and_halves_that_are_rounded_up_come_through()
    {
        var text = MapText.WithSpawns();
        text.Bounds = """{ "id": 1, "name": "bounds", "x": 0, "y": 0, "width": 131072, "height": 131072 }""";
        text.Thing("""{ "id": 9, "type": "rock", "x": 131071.999755859375, "y": 0, "width": 0.000244140625, "height": 131072 }""");
        text.Thing("""{ "id": 10, "type": "岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩岩", "point": true, "x": 0, "y": 131072 }""");
        var map = text.Parse();
        AssertSame(map, Unpack(map.Packed));
    }

    [Fact]
    public void A_packed_map_cut_anywhere_or_with_a_byte_more_is_refused()
    {
        var whole = TestMaps.Load("argentum").Packed.ToArray();
        for (var length = 0; length < whole.Length; length++)
            Assert.StartsWith("map cut: ", Fault(whole.AsSpan(0, length)), StringComparison.Ordinal);

        Assert.StartsWith("map cut: ", Fault([.. whole, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_packed_map_is_a_map_or_refused_with_a_reason()
    {
        byte[][] originals = [TestMaps.Load("bunkers").Packed.ToArray(), TestMaps.Load("argentum").Packed.ToArray()];
        var refused = 0;
        var random = new Random(11);
        for (var count = 0; count < Mutations; count++)
        {
            var bytes = Damage(random, originals[count % 2]);
            if (!Map.TryParse("damaged", bytes, out var map, out var fault))
            {
                refused++;
                Assert.StartsWith("map damaged: ", fault, StringComparison.Ordinal);
                Assert.InRange(fault.Length, 14, 600);
                continue;
            }

            Assert.Equal("", fault);
            Assert.True(map.Bounds.Left < map.Bounds.Right && map.Bounds.Top < map.Bounds.Bottom);
            Assert.True(map.Bounds.Contains(map.SpawnOf(0).X, map.SpawnOf(0).Y));
            Assert.True(map.Solids.Length + map.Spawns.Length + map.Things.Length <= 4_096);
            AssertSame(map, Unpack(map.Packed));
        }

        Assert.InRange(refused, Mutations / 10, Mutations - 1);
    }

    [Theory]
    [InlineData(4, "FFFFFF7F", "cut short")]        // bounds far beyond the world
    [InlineData(20, "000000E0", "inside")]          // limits wider than the bounds
    [InlineData(36, "FFFF", "cut short")]           // more walls than bytes
    [InlineData(40, "00000000", "outside")]         // a spawn point outside the limits
    [InlineData(48, "FF", "cut short")]             // nobody's team
    public void What_no_map_may_say_is_refused(int at, string hex, string fault)
    {
        var text = MapText.WithSpawns();
        text.Limits = """{ "id": 2, "name": "limits", "x": 50, "y": 50, "width": 1000, "height": 500 }""";
        var bytes = text.Parse().Packed.ToArray();
        Convert.FromHexString(hex).CopyTo(bytes, at);
        Assert.Contains(fault, Fault(bytes), StringComparison.Ordinal);
    }

    internal static Map AnyMap(Random random)
    {
        var text = MapText.WithSpawns();
        for (var left = random.Next(60); left > 0; left--)
            text.Solid(Place(random, 1_280), Place(random, 720), Size(random), Size(random));
        for (var left = random.Next(60); left > 0; left--)
        {
            var kind = (string[])["tree", "rock", "ítem", "a class of 24 characters"];
            text.Thing(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{ "id": 1, "type": "{{kind[random.Next(4)]}}", "x": {{Place(random, 600)}}, "y": {{Place(random, 300)}}, {{(random.Next(2) == 0 ? "\"point\": true" : $"\"width\": {Size(random)}, \"height\": {Size(random)}")}}, "properties": [ { "name": "variant", "value": {{random.Next(65_536)}} }, { "name": "amount", "value": {{random.Next(65_536)}} } ] }"""));
        }

        return text.Parse();
    }

    private static string Place(Random random, int limit) => ((random.Next(limit * Fixed.RawPerUnit) + 0m) / Fixed.RawPerUnit).ToString(CultureInfo.InvariantCulture);

    private static string Size(Random random) => ((random.Next(600 * Fixed.RawPerUnit) + 1m) / Fixed.RawPerUnit).ToString(CultureInfo.InvariantCulture);

    private static Map Unpack(ReadOnlyMemory<byte> packed)
    {
        Assert.True(Map.TryParse("unpacked", packed.Span, out var map, out var fault), fault);
        return map;
    }

    private static string Fault(ReadOnlySpan<byte> bytes)
    {
        Assert.False(Map.TryParse("cut", bytes, out var map, out var fault));
        Assert.Null(map);
        return fault;
    }

    private static void AssertSame(Map expected, Map actual)
    {
        Assert.Equal(expected.Hash, actual.Hash);
        Assert.Equal((expected.Bounds, expected.MoveLimits), (actual.Bounds, actual.MoveLimits));
        Assert.Equal(expected.Solids, actual.Solids);
        Assert.Equal(expected.Spawns, actual.Spawns);
        Assert.Equal(expected.Things, actual.Things);
    }

    private static byte[] Damage(Random random, byte[] original)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(4, bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(4, bytes.Count / 2), random.Next(1, 40)));
                    break;
                default:
                    // Where counts are: before and after the walls.
                    bytes[random.Next(2) == 0 ? 36 : Math.Min(38 + (bytes[36] * 16), bytes.Count - 1)] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }
}
