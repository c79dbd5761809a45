using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Simulation.Spatial;

[Collection(AloneLane.Name)]
public sealed class WallGridTests
{
    [Theory]
    [InlineData(1_000, 60)]
    [InlineData(131_072, 60)]
    [InlineData(131_072, 4_096)]
    public void All_walls_that_overlap_an_area_are_near_it(int size, int count)
    {
        var found = 0;
        Seeded.Run(count > 1_000 ? 2 : 20, random =>
        {
            var walls = new FixedRectangle[random.Next(1, count + 1)];
            for (var i = 0; i < walls.Length; i++)
                walls[i] = AnyArea(random, size, 1 << random.Next(1, 18));

            var grid = new WallGrid(Scene.Area(-size, -size, size, size), walls);
            for (var i = 0; i < 50; i++)
            {
                var area = AnyArea(random, size + 500, 1 << random.Next(1, 12));
                var near = new List<FixedRectangle>();
                foreach (ref readonly var wall in grid.Around(area))
                    near.Add(wall);

                foreach (var wall in walls.Where(wall => wall.Overlaps(area)))
                {
                    found++;
                    Assert.Contains(wall, near);
                }
            }
        });

        Assert.True(found > 20, $"only {found} overlaps were tried");
    }

    [Fact]
    public void A_map_without_walls_has_none_near()
    {
        var grid = new WallGrid(Scene.Area(0, 0, 1280, 720), []);

        Assert.False(grid.Around(Scene.Area(0, 0, 1280, 720)).MoveNext());
    }

    [Fact]
    public void Few_walls_are_asked_on_a_map_of_many()
    {
        var walls = new FixedRectangle[4_000];
        for (var i = 0; i < walls.Length; i++)
            walls[i] = Scene.Area(i % 64 * 200, i / 64 * 200, i % 64 * 200 + 50, i / 64 * 200 + 50);

        var grid = new WallGrid(Scene.Area(0, 0, 13_000, 13_000), walls);
        var asked = 0;
        foreach (ref readonly var wall in grid.Around(Scene.Area(6_000, 6_000, 6_064, 6_022)))
            asked++;

        Assert.InRange(asked, 1, 4);
    }

    [Fact]
    public void A_map_full_of_vast_walls_stays_small()
    {
        var walls = Enumerable.Repeat(Scene.Area(-131_072, -131_072, 0, 131_072), 4_096).ToArray();

        Allocations.AssertAtMostOnceWarm(8 * 1024 * 1024, () =>
        {
            var grid = new WallGrid(Scene.Area(-131_072, -131_072, 131_072, 131_072), walls);
            Assert.True(grid.Around(Scene.Area(-5, -5, 5, 5)).MoveNext());
        });
    }

    private static FixedRectangle AnyArea(Random random, int size, int extent)
    {
        var left = random.Next(-size, size);
        var top = random.Next(-size, size);
        return Scene.Area(left, top, left + 1 + random.Next(extent), top + 1 + random.Next(extent));
    }
}
