using System.Text.Json.Serialization;

namespace Ecs.Server.Metrics;

/// <summary>
/// How many durations fell into which bucket of a <see cref="FixedHistogram"/>; empty buckets are left out. As JSON an array of pairs
/// <c>[bound, count]</c>, in memory one array, since a report makes two of them each second.
/// </summary>
[JsonConverter(typeof(BucketCountsConverter))]
public sealed class BucketCounts
{
    private readonly long[] _numbers;

    /// <param name="numbers">A bound, its count, the next bound, ...</param>
    internal BucketCounts(long[] numbers) => _numbers = numbers;

    /// <summary>Pairs.</summary>
    public int Count => _numbers.Length / 2;

    /// <summary>The upper bound of a bucket in microseconds and how many were in it, by rising bound.</summary>
    public (long Bound, long Count) this[int index] => (_numbers[2 * index], _numbers[(2 * index) + 1]);

    /// <param name="counts">By bucket.</param>
    public static BucketCounts Of(ReadOnlySpan<long> counts)
    {
        var used = counts.Length - counts.Count(0);
        var numbers = new long[2 * used];
        var next = 0;
        for (var bucket = 0; next < numbers.Length; bucket++)
        {
            if (counts[bucket] == 0)
                continue;
            numbers[next++] = FixedHistogram.UpperBoundOf(bucket);
            numbers[next++] = counts[bucket];
        }

        return new(numbers);
    }

    /// <summary>Adds them to counts by bucket.</summary>
    public void AddTo(Span<long> counts)
    {
        for (var index = 0; index < Count; index++)
            counts[FixedHistogram.BucketOf(this[index].Bound)] += this[index].Count;
    }
}
