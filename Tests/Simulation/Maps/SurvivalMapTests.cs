using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Maps;

/// <summary>
/// The shipped field of the survival game. It was drawn once, by the rules below, and is data since; the draw stands here so
/// that nobody has to believe it.
/// </summary>
public sealed class SurvivalMapTests
{
    private const int Size = 6400;
    private const int Gap = 80;             // between edges: a player of 70 passes everywhere
    private const int Clearing = 200;       // about the spawn point in the middle
    private const ulong Stream = 0x8000_0000_0000_0004;

    private static readonly (string Class, int Count, int Smallest, int Largest)[] Kinds =
        [("tree", 90, 110, 125), ("bush", 50, 75, 89), ("rock", 40, 65, 90), ("gold", 20, 80, 90)];

    [Fact]
    public void The_field_is_6400_by_6400_and_holds_200_pieces_of_scenery()
    {
        var map = TestMaps.Load("survival");

        Assert.Equal(new FixedRectangle(default, default, Fixed.FromInt(Size), Fixed.FromInt(Size)), map.Bounds);
        Assert.Equal(new FixedRectangle(Fixed.FromInt(35), Fixed.FromInt(35), Fixed.FromInt(Size - 35), Fixed.FromInt(Size - 35)), map.MoveLimits);
        Assert.Equal(200, map.Things.Length);
    }

    [Fact]
    public void Radii_are_those_of_the_original()
    {
        foreach (var thing in TestMaps.Load("survival").Things)
        {
            var kind = Kinds.Single(kind => kind.Class == thing.Kind);

            Assert.Equal(thing.HalfWidth, thing.HalfHeight);
            Assert.InRange(thing.HalfWidth.Round(), kind.Smallest, kind.Largest);
        }
    }

    [Fact]
    public void The_shipped_scenery_is_what_the_draw_gives()
    {
        var random = new TickRandom(4, default, Stream);
        var placed = new List<(string Class, int X, int Y, int Radius)>();
        foreach (var (kind, count, smallest, largest) in Kinds)
        {
            var wanted = placed.Count + count;
            while (placed.Count < wanted)
            {
                var (x, y) = (random.NextBelow(Size + 1), random.NextBelow(Size + 1));
                var radius = smallest + random.NextBelow(largest - smallest + 1);
                var edge = Math.Min(Math.Min(x, y), Size - Math.Max(x, y));
                if (edge >= radius + Gap
                    && Distance2(x, y, Size / 2, Size / 2) >= Square(radius + Clearing)
                    && placed.TrueForAll(other => Distance2(x, y, other.X, other.Y) >= Square(radius + other.Radius + Gap)))
                {
                    placed.Add((kind, x, y, radius));
                }
            }
        }

        Assert.Equal(placed, TestMaps.Load("survival").Things.ToArray().Select(thing => (thing.Kind, thing.X.Round(), thing.Y.Round(), thing.HalfWidth.Round())));
    }

    private static int Distance2(int x, int y, int otherX, int otherY) => Square(x - otherX) + Square(y - otherY);

    private static int Square(int value) => value * value;
}
