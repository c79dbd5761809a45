using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Spatial;

/// <summary>
/// Moves a box along one axis until it touches a wall. A box that is inside a wall already (an operator put it there) is
/// not held by that wall, so it can walk out.
/// </summary>
internal static class WallSweep
{
    public static Fixed MoveX(WallGrid walls, Fixed x, Fixed y, in Box box, Fixed step)
    {
        if (step == Fixed.Zero || walls.IsEmpty)
            return x + step;

        var body = FixedRectangle.Around(x, y, box.HalfWidth, box.HalfHeight);
        var way = step > Fixed.Zero ? body with { Right = body.Right + step } : body with { Left = body.Left + step };
        var target = x + step;
        foreach (ref readonly var wall in walls.Around(way))
        {
            if (wall.Overlaps(way) && !wall.Overlaps(body))
            {
                target = step > Fixed.Zero
                    ? Fixed.Min(target, wall.Left - box.HalfWidth)
                    : Fixed.Max(target, wall.Right + box.HalfWidth);
            }
        }

        return target;
    }

    public static Fixed MoveY(WallGrid walls, Fixed x, Fixed y, in Box box, Fixed step)
    {
        if (step == Fixed.Zero || walls.IsEmpty)
            return y + step;

        var body = FixedRectangle.Around(x, y, box.HalfWidth, box.HalfHeight);
        var way = step > Fixed.Zero ? body with { Bottom = body.Bottom + step } : body with { Top = body.Top + step };
        var target = y + step;
        foreach (ref readonly var wall in walls.Around(way))
        {
            if (wall.Overlaps(way) && !wall.Overlaps(body))
            {
                target = step > Fixed.Zero
                    ? Fixed.Min(target, wall.Top - box.HalfHeight)
                    : Fixed.Max(target, wall.Bottom + box.HalfHeight);
            }
        }

        return target;
    }
}
