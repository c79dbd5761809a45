using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Spatial;

/// <summary>
/// Circles that never move, by the cells that they touch, filled once: whoever looks for circles asks only the cells about
/// the place. No answer depends on the order of the cells.
/// </summary>
public sealed class CircleField
{
    private const int CellUnits = 256;

    private readonly Circle[] _circles;
    private readonly BroadPhase _cells;

    public CircleField(FixedRectangle bounds, Circle[] circles)
    {
        _circles = circles;
        _cells = new BroadPhase(bounds, Fixed.FromInt(CellUnits));
        var boxes = new FixedRectangle[circles.Length];
        for (var i = 0; i < circles.Length; i++)
            boxes[i] = FixedRectangle.Around(circles[i].Centre.X, circles[i].Centre.Y, circles[i].Radius, circles[i].Radius);

        _cells.Fill(boxes);
    }

    /// <summary>The circles; everybody else names them by their place in here.</summary>
    public ReadOnlySpan<Circle> Circles => _circles;

    /// <summary>Writes the numbers of all circles whose edge is within <paramref name="reach"/> of the point, rising; returns how many fitted.</summary>
    public int FindWithin(FixedVector point, Fixed reach, Span<int> found)
    {
        var range = _cells.CellsAt(FixedRectangle.Around(point.X, point.Y, reach, reach));
        var count = 0;
        for (var row = range.Top; row <= range.Bottom; row++)
        {
            for (var column = range.Left; column <= range.Right; column++)
            {
                foreach (var index in _cells.In(column, row))
                {
                    if (IsWithin(index, point, reach) && count < found.Length && !found[..count].Contains(index))
                        found[count++] = index;
                }
            }
        }

        found[..count].Sort();
        return count;
    }

    /// <summary>Whether a disc of this radius overlaps a circle; touching is not overlapping.</summary>
    public bool IsFree(FixedVector point, Fixed radius) => FindDeepest(point, radius) < 0;

    /// <summary>
    /// The circle that a disc of this radius overlaps most, the first of those that it overlaps equally; -1 when it overlaps none.
    /// </summary>
    public int FindDeepest(FixedVector point, Fixed radius)
    {
        var range = _cells.CellsAt(FixedRectangle.Around(point.X, point.Y, radius, radius));
        var deepest = -1;
        var greatest = 0L;
        for (var row = range.Top; row <= range.Bottom; row++)
        {
            for (var column = range.Left; column <= range.Right; column++)
            {
                foreach (var index in _cells.In(column, row))
                {
                    var depth = DepthIn(index, point, radius);
                    if (depth > greatest || (depth == greatest && depth > 0 && index < deepest))
                    {
                        deepest = index;
                        greatest = depth;
                    }
                }
            }
        }

        return deepest;
    }

    /// <summary>Where a disc ends that is pushed straight out of a circle until they no more than touch.</summary>
    public FixedVector PushOut(int index, FixedVector point, Fixed radius)
    {
        ref readonly var circle = ref _circles[index];
        var away = point - circle.Centre;
        if (away == FixedVector.Zero)
            away = new FixedVector(Fixed.One, Fixed.Zero);

        // A raw unit more on the way, and a length cut down, keep rounding from leaving an overlap.
        var apart = (long)circle.Radius.Raw + radius.Raw + 2;
        var length = Math.Max(1, away.Length.Raw);
        return circle.Centre + new FixedVector(away.X.Scale(apart, length), away.Y.Scale(apart, length));
    }

    /// <summary>How deep a disc is in a circle, in raw units, 0 when it is not.</summary>
    private long DepthIn(int index, FixedVector point, Fixed radius)
    {
        ref readonly var circle = ref _circles[index];
        var touch = (long)circle.Radius.Raw + radius.Raw;
        var apart = (point - circle.Centre).LengthSquaredRaw;
        return apart >= touch * touch ? 0 : touch - SquareRoot.Floor((ulong)apart);
    }

    private bool IsWithin(int index, FixedVector point, Fixed reach)
    {
        ref readonly var circle = ref _circles[index];
        var touch = (long)circle.Radius.Raw + reach.Raw;
        return (point - circle.Centre).LengthSquaredRaw <= touch * touch;
    }
}
