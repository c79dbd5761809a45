using System.Globalization;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Maps;

public sealed class MapTests
{
    [Theory]
    [InlineData("620.5", 2_541_568)]
    [InlineData("1e2", 409_600)]
    [InlineData("1E+2", 409_600)]
    [InlineData("100.000", 409_600)]
    [InlineData("10000e-2", 409_600)]
    [InlineData("0.000244140625", 1)]
    [InlineData("244140625e-12", 1)]
    [InlineData("0.25", 1024)]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("0e99", 0)]
    [InlineData("0.000e-99", 0)]
    public void Decimals_are_taken_exactly(string text, int raw) =>
        Assert.Equal(raw, MapText.WithSpawns().Solid(text, "0", "1", "1").Parse().Solids[0].Left.Raw);

    [Fact]
    public void Negative_decimals_and_the_ends_of_the_world_are_taken_exactly()
    {
        var map = new MapText
        {
            Bounds = """{ "name": "bounds", "x": -131072, "y": -131071.999755859375, "width": 262144, "height": 1e2 }""",
            Limits = "",
        };

        // 262,144 is a width that no coordinate reaches.
        Assert.Contains("width: 262144 lies beyond +-131072", map.Fault(), StringComparison.Ordinal);
        map.Bounds = """{ "name": "bounds", "x": -131072, "y": -131071.999755859375, "width": 131072, "height": 1e2 }""";
        var bounds = map.Spawn("-0.25", "-131000", "3").Parse();

        Assert.Equal(-Fixed.WorldLimitRaw, bounds.Bounds.Left.Raw);
        Assert.Equal(-Fixed.WorldLimitRaw + 1, bounds.Bounds.Top.Raw);
        Assert.Equal(-1024, bounds.Spawns[0].X.Raw);
        Assert.Equal(bounds.Bounds, bounds.MoveLimits);
    }

    [Fact]
    public void A_team_without_a_spawn_of_its_own_takes_the_first()
    {
        var map = new MapText().Spawn("5", "6", "0").Spawn("7", "8", "254").Parse();

        Assert.Equal(Fixed.FromInt(5), map.SpawnOf(9).X);
        Assert.Equal(Fixed.FromInt(7), map.SpawnOf(254).X);
    }

    [Fact]
    public void Equal_maps_have_one_hash_whatever_they_are_called()
    {
        Assert.True(Map.TryParse("a", Walled().ToBytes(), out var first, out _));
        Assert.True(Map.TryParse("b", Walled().ToBytes(), out var second, out _));

        Assert.Equal(first.Hash, second.Hash);
    }

    [Fact]
    public void Any_change_of_a_number_changes_the_hash()
    {
        var hashes = new HashSet<ulong>
        {
            Walled().Parse().Hash,
            new MapText { Bounds = Walled().Bounds.Replace("1280", "1280.5", StringComparison.Ordinal) }
                .Spawn("100", "100", "0").Spawn("100", "500", "1").Solid("10", "20", "30", "40").Parse().Hash,
            new MapText { Limits = Walled().Limits.Replace("500", "500.25", StringComparison.Ordinal) }
                .Spawn("100", "100", "0").Spawn("100", "500", "1").Solid("10", "20", "30", "40").Parse().Hash,
            MapText.WithSpawns().Parse().Hash,
            MapText.WithSpawns().Solid("11", "20", "30", "40").Parse().Hash,
            MapText.WithSpawns().Solid("10", "21", "30", "40").Parse().Hash,
            MapText.WithSpawns().Solid("10", "20", "31", "40").Parse().Hash,
            MapText.WithSpawns().Solid("10", "20", "30", "41").Parse().Hash,
            MapText.WithSpawns().Solid("10", "20", "30", "40").Solid("10", "20", "30", "40").Parse().Hash,
            MapText.WithSpawns().Solid("10", "20", "30", "40").Spawn("1", "2", "0").Parse().Hash,
            MapText.WithSpawns().Solid("10", "20", "30", "40").Spawn("1", "2", "1").Parse().Hash,
            new MapText().Spawn("100", "500", "1").Spawn("100", "100", "0").Solid("10", "20", "30", "40").Parse().Hash,
        };

        Assert.Equal(12, hashes.Count);
    }

    [Fact]
    public void Hash_and_numbers_do_not_depend_on_the_culture()
    {
        var text = new MapText
        {
            Bounds = """{ "name": "bounds", "x": -1280.5, "y": -720, "width": 1280.5, "height": 720 }""",
            Limits = "",
        }.Spawn("-100.25", "-100", "0").Solid("-10", "-20", "5", "5").ToBytes();
        Assert.True(Map.TryParse("here", text, out var here, out _));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE") { NumberFormat = { NegativeSign = "minus", NumberDecimalSeparator = "," } };
            Assert.True(Map.TryParse("there", text, out var there, out _));

            Assert.Equal(here.Hash, there.Hash);
            Assert.Equal(new Fixed(-410_624), there.Spawns[0].X);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static MapText Walled() => MapText.WithSpawns().Solid("10", "20", "30", "40");
}
