using System.Numerics;

namespace Ecs.Server.Metrics;

/// <summary>
/// Counts of durations in microseconds in buckets that never grow: exact below 128, then 64 to each doubling, so a value
/// read back is at most 1.6 % above the recorded one. One thread records, any thread may copy; recording allocates nothing.
/// </summary>
public sealed class FixedHistogram
{
    private const int SubBits = 6;
    private const int SubCount = 1 << SubBits;
    private const int Octaves = 20;

    /// <summary>Longer ones (67 s) land in the last bucket; <see cref="Maximum"/> keeps their true length.</summary>
    private const long Longest = (1L << (SubBits + Octaves)) - 1;

    private readonly long[] _counts = new long[SubCount * (Octaves + 1)];
    private long _maximum;

    public static int BucketCount => SubCount * (Octaves + 1);

    /// <summary>The longest duration so far, microseconds.</summary>
    public long Maximum => Volatile.Read(ref _maximum);

    /// <summary>Negative durations count as zero.</summary>
    public void Record(long microseconds)
    {
        var clamped = Math.Clamp(microseconds, 0, Longest);
        _counts[BucketOf(clamped)]++;
        if (microseconds > _maximum)
            Volatile.Write(ref _maximum, microseconds);
    }

    /// <summary>Copies the counts so far; <paramref name="counts"/> holds <see cref="BucketCount"/>.</summary>
    public void CopyTo(Span<long> counts)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++)
            counts[bucket] = Volatile.Read(ref _counts[bucket]);
    }

    public static int BucketOf(long microseconds)
    {
        if (microseconds < SubCount)
            return (int)microseconds;
        var shift = BitOperations.Log2((ulong)microseconds) - SubBits;
        return SubCount + (shift << SubBits) + (int)((microseconds >> shift) - SubCount);
    }

    /// <summary>The longest duration that a bucket holds, microseconds.</summary>
    public static long UpperBoundOf(int bucket)
    {
        if (bucket < SubCount)
            return bucket;
        var shift = (bucket - SubCount) >> SubBits;
        long first = SubCount + ((bucket - SubCount) & (SubCount - 1));
        return ((first + 1) << shift) - 1;
    }
}
