using System.Numerics;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;

namespace Ecs.Tests.Simulation.Spatial;

/// <summary>
/// The first moment at which two moving boxes overlap, the slow way: whether they do can only change at a few moments, so
/// it is enough to look between each two of them, in exact fractions.
/// </summary>
internal static class SweepOracle
{
    /// <returns>The moment as a fraction of 0 to 1, or null when they do not overlap before the end of the tick.</returns>
    public static (BigInteger Numerator, BigInteger Denominator)? FirstOverlap(FixedVector apart, FixedVector relative, Fixed halfWidth, Fixed halfHeight)
    {
        var moments = new List<(BigInteger N, BigInteger D)> { (0, 1), (1, 1) };
        AddCrossings(moments, apart.X.Raw, relative.X.Raw, halfWidth.Raw);
        AddCrossings(moments, apart.Y.Raw, relative.Y.Raw, halfHeight.Raw);
        moments.Sort(static (left, right) => (left.N * right.D).CompareTo(right.N * left.D));
        for (var i = 0; i + 1 < moments.Count; i++)
        {
            // The middle of two neighbours.
            var middle = (N: moments[i].N * moments[i + 1].D + moments[i + 1].N * moments[i].D, D: 2 * moments[i].D * moments[i + 1].D);
            if (moments[i].N * moments[i + 1].D != moments[i + 1].N * moments[i].D
                && Inside(apart.X.Raw, relative.X.Raw, halfWidth.Raw, middle)
                && Inside(apart.Y.Raw, relative.Y.Raw, halfHeight.Raw, middle))
            {
                return moments[i];
            }
        }

        return null;
    }

    public static (BigInteger Numerator, BigInteger Denominator)? FirstOverlap(in Sweeper left, in Sweeper right) =>
        FirstOverlap(right.Begin - left.Begin, right.Way - left.Way, left.HalfWidth + right.HalfWidth, left.HalfHeight + right.HalfHeight);

    public static bool IsEarlier((BigInteger N, BigInteger D)? left, (BigInteger N, BigInteger D)? right) =>
        left is { } first && (right is not { } second || first.N * second.D < second.N * first.D);

    private static void AddCrossings(List<(BigInteger N, BigInteger D)> moments, long apart, long relative, long half)
    {
        if (relative == 0)
            return;

        foreach (var edge in (ReadOnlySpan<long>)[-half, half])
        {
            var moment = (N: (BigInteger)(edge - apart) * Math.Sign(relative), D: (BigInteger)Math.Abs(relative));
            if (moment.N > 0 && moment.N < moment.D)
                moments.Add(moment);
        }
    }

    private static bool Inside(long apart, long relative, long half, (BigInteger N, BigInteger D) moment) =>
        BigInteger.Abs(apart * moment.D + relative * moment.N) < half * moment.D;
}
