using System.Numerics;

namespace Ecs.Simulation.Numerics;

/// <summary>Integer square roots: exact on every machine, no floating point.</summary>
public static class SquareRoot
{
    /// <summary>The largest integer whose square does not exceed <paramref name="value"/>; 0 to 4,294,967,295.</summary>
    public static uint Floor(ulong value)
    {
        if (value == 0)
            return 0;

        // Newton's step from a power of two above the root falls until it reaches the floor.
        var shift = (65 - BitOperations.LeadingZeroCount(value)) / 2;
        var root = shift >= 32 ? uint.MaxValue : 1UL << shift;
        while (true)
        {
            var next = (root + value / root) / 2;
            if (next >= root)
                return (uint)root;

            root = next;
        }
    }
}
