using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Spatial;

/// <summary>When two boxes that move in straight lines during a tick begin to overlap: exact, so no speed skips a body.</summary>
public static class BoxSweep
{
    /// <param name="apart">Centre of the second box minus centre of the first, at the begin of the tick.</param>
    /// <param name="relative">Movement of the second minus movement of the first over the tick.</param>
    /// <param name="halfWidth">Sum of both half widths.</param>
    /// <param name="halfHeight">Sum of both half heights.</param>
    /// <param name="impact">The first moment of overlap; <see cref="Moment.Begin"/> when they overlap already.</param>
    /// <returns>False when their insides do not meet before the end of the tick; touching is not meeting.</returns>
    public static bool TryFind(FixedVector apart, FixedVector relative, Fixed halfWidth, Fixed halfHeight, out Moment impact) =>
        TryFind(apart, relative, halfWidth, halfHeight, Moment.Begin, Moment.End, out impact);

    /// <summary>The same within a part of the tick: <paramref name="from"/> is the impact of boxes that overlap already then.</summary>
    public static bool TryFind(
        FixedVector apart, FixedVector relative, Fixed halfWidth, Fixed halfHeight, Moment from, Moment to, out Moment impact)
    {
        impact = from;
        var leave = to;
        if (!Narrow(apart.X.Raw, relative.X.Raw, halfWidth.Raw, ref impact, ref leave)
            || !Narrow(apart.Y.Raw, relative.Y.Raw, halfHeight.Raw, ref impact, ref leave))
        {
            return false;
        }

        return impact < leave;
    }

    /// <summary>Cuts the span of overlap down to the open interval in which this axis overlaps.</summary>
    private static bool Narrow(long apart, long relative, long half, ref Moment enter, ref Moment leave)
    {
        if (relative == 0)
            return Math.Abs(apart) < half;

        if (relative < 0)
        {
            // Mirrored, so that the denominator is positive.
            apart = -apart;
            relative = -relative;
        }

        var axisEnter = new Moment(-half - apart, relative);
        var axisLeave = new Moment(half - apart, relative);
        if (axisEnter > enter)
            enter = axisEnter;

        if (axisLeave < leave)
            leave = axisLeave;

        return true;
    }
}
