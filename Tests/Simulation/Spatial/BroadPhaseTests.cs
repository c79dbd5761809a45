using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;

namespace Ecs.Tests.Simulation.Spatial;

public sealed class BroadPhaseTests
{
    [Theory]
    [InlineData(1280, 720)]
    [InlineData(10, 10)]
    [InlineData(50_000, 3)]
    [InlineData(131_072, 131_072)]
    public void Every_pair_that_overlaps_shares_the_cell_that_both_ranges_name_first(int width, int height)
    {
        var grid = new BroadPhase(Scene.Area(-width, -height, width, height), Fixed.FromInt(100));
        var pairs = 0;
        Seeded.Run(12, random =>
        {
            var boxes = new Sweeper[random.Next(1, 200)];
            for (var i = 0; i < boxes.Length; i++)
                boxes[i] = AnyBox(random, width, height);

            grid.Fill([.. boxes.Select(static box => box.Swept)]);
            for (var i = 0; i < boxes.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (boxes[i].Swept.Overlaps(boxes[j].Swept))
                    {
                        pairs++;
                        var (left, right) = (grid.CellsOf(i), grid.CellsOf(j));
                        var cell = grid.In(Math.Max(left.Left, right.Left), Math.Max(left.Top, right.Top)).ToArray();
                        Assert.Contains(i, cell);
                        Assert.Contains(j, cell);
                    }
                }
            }
        });

        Assert.True(pairs > 100, $"only {pairs} pairs were tried");
    }

    [Fact]
    public void Each_box_stands_once_in_each_of_its_cells_and_indices_rise() => Seeded.Run(50, random =>
    {
        var grid = new BroadPhase(Scene.Area(0, 0, 1280, 720), Fixed.FromInt(100));
        var boxes = new Sweeper[200];
        var expected = 0;
        for (var i = 0; i < boxes.Length; i++)
            boxes[i] = AnyBox(random, 1280, 720);

        grid.Fill([.. boxes.Select(static box => box.Swept)]);
        for (var i = 0; i < boxes.Length; i++)
        {
            var cells = grid.CellsOf(i);
            expected += (cells.Right - cells.Left + 1) * (cells.Bottom - cells.Top + 1);
        }

        var found = 0;
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var cell = grid.In(column, row).ToArray();
                Assert.Equal(cell.Distinct().Order(), cell);
                found += cell.Length;
            }
        }

        Assert.Equal(expected, found);
    });

    [Fact]
    public void Larger_maps_get_larger_cells_and_never_more_than_a_bound()
    {
        var small = new BroadPhase(Scene.Area(0, 0, 1280, 720), Fixed.FromInt(100));
        var large = new BroadPhase(Scene.Area(-131_072, -131_072, 131_072, 131_072), Fixed.FromInt(100));

        Assert.Equal((21, 12), (small.Columns, small.Rows));
        Assert.Equal(Fixed.FromInt(64), small.Cell);
        Assert.InRange(large.Columns, 200, 257);
        Assert.InRange(large.Rows, 200, 257);
    }

    [Fact]
    public void A_second_filling_forgets_the_first()
    {
        var grid = new BroadPhase(Scene.Area(0, 0, 1280, 720), Fixed.FromInt(100));
        var box = new Sweeper { Begin = new FixedVector(Fixed.FromInt(50), Fixed.FromInt(50)), HalfWidth = Fixed.One, HalfHeight = Fixed.One };
        grid.Fill([box.Swept, box.Swept, box.Swept]);
        grid.Fill([box.Swept]);
        Assert.Equal([0], grid.In(0, 0).ToArray());

        grid.Fill([]);
        Assert.Equal(0, grid.In(0, 0).Length);
    }

    /// <summary>Inside the bounds and up to half a map outside of them.</summary>
    private static Sweeper AnyBox(Random random, int width, int height) => new()
    {
        // Every other one in a crowd, so that large maps have neighbours too.
        Begin = random.Next(2) == 0
            ? new FixedVector(Units(random, 200), Units(random, 200))
            : new FixedVector(Units(random, width * 3 / 2), Units(random, height * 3 / 2)),
        Way = random.Next(3) == 0 ? default : new FixedVector(Units(random, 1600), Units(random, 1600)),
        HalfWidth = new Fixed(1 + random.Next(40 * Fixed.RawPerUnit)),
        HalfHeight = new Fixed(1 + random.Next(40 * Fixed.RawPerUnit)),
    };

    private static Fixed Units(Random random, int limit)
    {
        limit = Math.Min(limit, 140_000);
        return new Fixed(random.Next(-limit * Fixed.RawPerUnit, limit * Fixed.RawPerUnit));
    }
}
