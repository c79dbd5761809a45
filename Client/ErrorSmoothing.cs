using Ecs.Simulation.Numerics;

namespace Ecs.Client;

/// <summary>
/// Draws a predicted avatar where it was drawn before it was corrected, and from there to where it is: an offset for drawing that halves in
/// every <see cref="HalfLifeSeconds"/>. The prediction itself is never touched.
/// </summary>
public sealed class ErrorSmoothing
{
    /// <summary>Half of an error is gone after so long.</summary>
    public const double HalfLifeSeconds = 0.05;

    /// <summary>Raw units that nobody sees: a sixty-fourth of a world unit.</summary>
    private const double Negligible = Fixed.RawPerUnit / 64.0;

    private readonly double _farthest;
    private double _x;
    private double _y;

    /// <param name="farthest">World units: a correction that takes the offset beyond it is shown at once, as a respawn is.</param>
    public ErrorSmoothing(double farthest)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(farthest);
        _farthest = farthest * Fixed.RawPerUnit;
    }

    /// <summary>What to add to the predicted place for drawing.</summary>
    public FixedVector Offset => new(new Fixed((int)Math.Round(_x)), new Fixed((int)Math.Round(_y)));

    /// <summary>The prediction of the present was corrected.</summary>
    /// <param name="before">The predicted place of the present as it was.</param>
    /// <param name="after">The same as it is now.</param>
    public void Correct(FixedVector before, FixedVector after)
    {
        _x += (double)before.X.Raw - after.X.Raw;
        _y += (double)before.Y.Raw - after.Y.Raw;
        if ((_x * _x) + (_y * _y) > _farthest * _farthest)
            Clear();
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan elapsed)
    {
        var left = Math.Pow(0.5, Math.Max(0, elapsed.TotalSeconds) / HalfLifeSeconds);
        (_x, _y) = (_x * left, _y * left);
        if ((_x * _x) + (_y * _y) < Negligible * Negligible)
            Clear();
    }

    /// <summary>Draws what is predicted, where it is predicted.</summary>
    public void Clear() => (_x, _y) = (0, 0);
}
