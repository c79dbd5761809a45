using System.Diagnostics;

namespace Ecs.Tests.Testing;

/// <summary>
/// What a warm path may leave to collect. Asserted with the stand-ins, which are ours; with the genuine packages, which we
/// cannot change, it is told.
/// <para>
/// Nobody can say beforehand when a path is warm. Its code is compiled anew behind its back, later the more the machine has to do,
/// and allocates differently until then; tables of the runtime and pools grow to the largest burst so far. All of that ends, and
/// what the path itself allocates does not. So the same work is measured window after window until it is steady.
/// </para>
/// </summary>
internal static class Allocations
{
    private const int FewestTries = 40;

    /// <summary>Asserts that the work comes to allocate nothing.</summary>
    /// <param name="work">One window of it, as often as it is called.</param>
    /// <param name="windows">How many windows in a row must have been free at least; 1 or more.</param>
    public static void AssertNoneOnceWarm(Action work, int windows = 1) => AssertAtMostOnceWarm(0, work, windows);

    /// <summary>The same for work of which only a part counts: what lies between the start and the stop of the meter.</summary>
    public static void AssertNoneOnceWarm(Action<AllocationMeter> work, int windows = 1) => AssertAtMostOnceWarm(0, work, windows);

    /// <summary>Asserts that a window of the work comes to allocate no more than so many bytes.</summary>
    public static void AssertAtMostOnceWarm(long limit, Action work, int windows = 1) => AssertAtMostOnceWarm(
        limit,
        meter =>
        {
            meter.Start();
            work();
            meter.Stop();
        },
        windows);

    private static void AssertAtMostOnceWarm(long limit, Action<AllocationMeter> work, int windows)
    {
        var started = Stopwatch.GetTimestamp();
        var seen = new List<long>();

        // A list that grows for ever grows in ever fewer windows, but always once more before there are twice as many: steady is
        // what was free for as long as it took to become so.
        for (var (steady, unsteady) = (0, 0); steady < Math.Max(windows, unsteady);)
        {
            var meter = new AllocationMeter();
            work(meter);
            seen.Add(meter.Bytes);
            steady = meter.Bytes <= limit ? steady + 1 : 0;
            unsteady = seen.Count - steady;
#if GENUINE_ARCH
            if (seen.Count >= 2 * windows)
            {
                Console.WriteLine($"allocated with the genuine packages: {seen[^1]} bytes, limit {limit}");
                return;
            }
#else
            var isOver = seen.Count >= FewestTries + (8 * windows) && Stopwatch.GetElapsedTime(started) > Patience.Limit / 2;
            Assert.False(isOver, $"more than {limit} bytes again and again, after {seen.Count} windows: ... {string.Join(", ", seen.TakeLast(20))}");
#endif
        }
    }
}
