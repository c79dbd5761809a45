using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Spatial;

/// <summary>Who may meet whom in a crowd is what all pairs of areas say, for any sizes, owners and walls.</summary>
public sealed class CrowdGridTests
{
    private const int Half = 4_000; // raw units

    [Fact]
    public void Pairs_are_the_overlapping_areas_of_two_owners_and_whoever_is_near_a_wall_is_a_candidate()
    {
        var (pairs, same) = (0, 0);
        Seeded.Run(400, random =>
        {
            var bounds = Rectangle(-Half, -Half, Half, random.Next(1, Half));
            var walls = Enumerable.Range(0, random.Next(3)).Select(_ => AnyArea(random)).ToArray();
            var grid = new CrowdGrid(bounds, new Fixed(1 << random.Next(4, 12)), walls);
            for (var search = 0; search < 3; search++)
            {
                var areas = Enumerable.Range(0, random.Next(1, 80)).Select(_ => AnyArea(random)).ToArray();
                var owners = areas.Select(_ => AnyOwner(random)).ToArray();
                var bodies = random.Next(areas.Length + 1);
                Put(grid, areas, owners, bodies);

                grid.Search(bodies);

                var expected = new HashSet<(int, int)>();
                for (var second = bodies; second < areas.Length; second++)
                {
                    for (var first = 0; first < second; first++)
                    {
                        var overlaps = areas[first].Overlaps(areas[second]);
                        same += overlaps && owners[first] == owners[second] ? 1 : 0;
                        if (overlaps && owners[first] != owners[second])
                            expected.Add((first, second));
                    }
                }

                Assert.Equal(expected.Order(), grid.Pairs.ToArray().Select(static pair => (pair.First, pair.Second)).Order());
                pairs += expected.Count;
                for (var box = 0; box < areas.Length; box++)
                {
                    Assert.Equal(areas[box], grid.AreaOf(box));
                    if (Array.Exists(walls, wall => wall.Overlaps(areas[box])))
                        Assert.Contains(box, grid.Candidates.ToArray());
                }
            }
        });
        Assert.True(pairs > 1_000 && same > 100, $"{pairs} pairs of two owners, {same} of one");
    }

    [Fact]
    public void Who_is_far_from_everybody_elses_is_no_candidate()
    {
        var grid = new CrowdGrid(Rectangle(-Half, -Half, Half, Half), new Fixed(64), []);
        Put(grid, [Rectangle(0, 0, 30, 30), Rectangle(10, 10, 40, 40), Rectangle(1_000, 0, 1_030, 30), Rectangle(1_010, 0, 1_040, 30)], [new(1), new(1), new(2), new(3)], 0);

        grid.Search(0);

        Assert.Equal([2, 3], grid.Candidates.ToArray());
        Assert.Equal([new CrowdGrid.Pair(2, 3)], grid.Pairs.ToArray());
    }

    /// <summary>Bodies one by one, the others as columns.</summary>
    private static void Put(CrowdGrid grid, FixedRectangle[] areas, EntityId[] owners, int bodies)
    {
        grid.Begin(areas.Length);
        owners.CopyTo(grid.Owners);
        for (var body = 0; body < bodies; body++)
            grid.Put(body, areas[body]);

        // A way to the right and down by as much as the area is longer than twice its half.
        int[] places = [.. areas[bodies..].SelectMany(static area => new[] { area.Right.Raw - ((area.Right.Raw - area.Left.Raw) / 4), area.Bottom.Raw - ((area.Bottom.Raw - area.Top.Raw) / 4) })];
        int[] halves = [.. areas[bodies..].SelectMany(static area => new[] { (area.Right.Raw - area.Left.Raw) / 4, (area.Bottom.Raw - area.Top.Raw) / 4 })];
        int[] ways = [.. areas[bodies..].SelectMany(static area => new[] { area.Right.Raw - area.Left.Raw, area.Bottom.Raw - area.Top.Raw }).Zip(halves, static (side, half) => side - (2 * half))];
        grid.Put(bodies, places, ways, halves);
    }

    private static FixedRectangle AnyArea(Random random)
    {
        var (x, y) = (random.Next(-2 * Half, 2 * Half), random.Next(-2 * Half, 2 * Half));
        return Rectangle(x, y, x + random.Next(1, 1 << random.Next(2, 13)), y + random.Next(1, 1 << random.Next(2, 13)));
    }

    /// <summary>A few that share many boxes, nobody, and such as only a planted fault makes.</summary>
    private static EntityId AnyOwner(Random random) => random.Next(4) switch
    {
        0 => new EntityId((ulong)random.Next(3)),
        1 => new EntityId(uint.MaxValue - (ulong)random.Next(4)),
        2 => new EntityId((1UL << 32) + (ulong)random.Next(3)),
        _ => new EntityId(ulong.MaxValue - (ulong)random.Next(2)),
    };

    private static FixedRectangle Rectangle(int left, int top, int right, int bottom) => new(new Fixed(left), new Fixed(top), new Fixed(right), new Fixed(bottom));
}
