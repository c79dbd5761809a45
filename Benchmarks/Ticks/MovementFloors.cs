using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecs.Benchmarks.Ticks;

/// <summary>
/// What this machine needs at this moment to add as many velocities to as many positions, both in plain arrays, two integers each: by the widest vectors that
/// it has, and one by one. No movement of so many entities can be faster.
/// </summary>
internal sealed class MovementFloors(int entities)
{
    private readonly int[] _positions = GC.AllocateUninitializedArray<int>(entities * 2);
    private readonly int[] _velocities = Velocities(entities * 2);

    /// <summary>Milliseconds of one go.</summary>
    public double MeasureVector()
    {
        var start = Stopwatch.GetTimestamp();
        AddWide(_positions, _velocities);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Milliseconds of one go.</summary>
    public double MeasureScalar()
    {
        var start = Stopwatch.GetTimestamp();
        AddSingly(_positions, _velocities);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Bits of the widest vectors that this process computes with; 0 without any.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    private static int[] Velocities(int count)
    {
        var velocities = new int[count];
        for (var i = 0; i < count; i++)
            velocities[i] = (i % 7) - 3;

        return velocities;
    }

    private static void AddWide(Span<int> positions, ReadOnlySpan<int> velocities)
    {
        var done = VectorBits switch
        {
            512 => Add512(positions, velocities),
            256 => Add256(positions, velocities),
            128 => Add128(positions, velocities),
            _ => 0,
        };
        AddSingly(positions[done..], velocities[done..]);
    }

    private static int Add512(Span<int> positions, ReadOnlySpan<int> velocities)
    {
        var wide = MemoryMarshal.Cast<int, Vector512<int>>(positions);
        var steps = MemoryMarshal.Cast<int, Vector512<int>>(velocities)[..wide.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] += steps[i];

        return wide.Length * Vector512<int>.Count;
    }

    private static int Add256(Span<int> positions, ReadOnlySpan<int> velocities)
    {
        var wide = MemoryMarshal.Cast<int, Vector256<int>>(positions);
        var steps = MemoryMarshal.Cast<int, Vector256<int>>(velocities)[..wide.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] += steps[i];

        return wide.Length * Vector256<int>.Count;
    }

    private static int Add128(Span<int> positions, ReadOnlySpan<int> velocities)
    {
        var wide = MemoryMarshal.Cast<int, Vector128<int>>(positions);
        var steps = MemoryMarshal.Cast<int, Vector128<int>>(velocities)[..wide.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] += steps[i];

        return wide.Length * Vector128<int>.Count;
    }

    private static void AddSingly(Span<int> positions, ReadOnlySpan<int> velocities)
    {
        velocities = velocities[..positions.Length];
        for (var i = 0; i < positions.Length; i++)
            positions[i] += velocities[i];
    }
}
