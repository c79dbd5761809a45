namespace Ecs.Simulation.Numerics;

/// <summary>Free directions brought to the nearest of eight.</summary>
public static class Octant
{
    /// <summary>The nearest multiple of an eighth of a turn as signs: (1, 0) right, (1, 1) right and down; (0, 0) for no direction.</summary>
    public static (int X, int Y) Nearest(int x, int y)
    {
        // The borders lie an eighth of a turn apart, 22.5 degrees beside the axes: there 2|xy| = |x^2 - y^2|.
        var across = 2L * Math.Abs((long)x) * Math.Abs((long)y);
        var along = ((long)x * x) - ((long)y * y);
        return across > Math.Abs(along) ? (Math.Sign(x), Math.Sign(y))
            : along >= 0 ? (Math.Sign(x), 0)
            : (0, Math.Sign(y));
    }
}
