using Ecs.Scenes;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Maps;

public sealed class ShippedMapTests
{
    [Fact]
    public void Arena_is_1280_by_720_without_walls_and_moves_end_at_500()
    {
        var map = ArenaScene.LoadMap("arena");

        Assert.Equal("arena", map.Name);
        Assert.Equal(new FixedRectangle(default, default, Fixed.FromInt(1280), Fixed.FromInt(720)), map.Bounds);
        Assert.Equal(new FixedRectangle(default, default, Fixed.FromInt(1280), Fixed.FromInt(500)), map.MoveLimits);
        Assert.Equal(0, map.Solids.Length);
        Assert.Equal(new SpawnPoint(Fixed.FromInt(100), Fixed.FromInt(100), 0), map.SpawnOf(0));
        Assert.Equal(new SpawnPoint(Fixed.FromInt(100), Fixed.FromInt(500), 1), map.SpawnOf(1));
    }

    [Fact]
    public void Bunkers_has_walls_with_exact_fractions()
    {
        var map = ArenaScene.LoadMap("bunkers");

        Assert.Equal(8, map.Solids.Length);
        Assert.Equal(new Fixed(6205 * 4096 / 10), map.Solids[^1].Left);
        Assert.Equal(new Fixed(12025 * 4096 / 100), map.Solids[^1].Top);
        Assert.NotEqual(ArenaScene.LoadMap("arena").Hash, map.Hash);
    }

    [Fact]
    public void Every_file_of_the_maps_folder_and_every_default_map_can_be_read()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Maps"), "*.tmj");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(Map.TryParse("shipped", File.ReadAllBytes(file), out _, out var fault), fault));
        foreach (var mode in TestGames.Shipped.Names)
            Assert.Contains(files, file => Path.GetFileNameWithoutExtension(file) == TestGames.Shipped[mode].DefaultMap);
    }
}
