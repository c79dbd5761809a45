using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecs.Benchmarks.Ticks;

/// <summary>How many bytes a second one core moves through memory in a = b + 3 c over arrays that no cache holds.</summary>
internal static class MemoryTriad
{
    private const int Numbers = 8 * 1024 * 1024;
    private const int Goes = 9;

    /// <summary>The median in 10^9 bytes a second; what is read and what is written count, what a write reads in does not.</summary>
    public static double GigabytesPerSecond()
    {
        var (a, b, c) = (new double[Numbers], new double[Numbers], new double[Numbers]);
        Array.Fill(a, 1);
        Array.Fill(b, 2);
        Array.Fill(c, 0.5);
        var seconds = new double[Goes];
        for (var go = 0; go < Goes; go++)
        {
            var start = Stopwatch.GetTimestamp();
            Go(a, b, c);
            seconds[go] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return Math.Round(3.0 * sizeof(double) * Numbers / seconds[Goes / 2] / 1e9, 1);
    }

    private static void Go(double[] a, double[] b, double[] c)
    {
        var into = MemoryMarshal.Cast<double, Vector<double>>(a.AsSpan());
        var from = MemoryMarshal.Cast<double, Vector<double>>(b.AsSpan())[..into.Length];
        var scaled = MemoryMarshal.Cast<double, Vector<double>>(c.AsSpan())[..into.Length];
        var three = new Vector<double>(3);
        for (var i = 0; i < into.Length; i++)
            into[i] = from[i] + (three * scaled[i]);
    }
}
