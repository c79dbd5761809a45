namespace Ecs.Simulation.Spatial;

/// <summary>
/// Sorts hits by (time of impact, bullet, kind, target) without comparing fractions: by numbers that say the moment to 2^-32 of a tick.
/// Only those that are equal to that, few where bullets fly freely, are compared as what they are.
/// </summary>
internal sealed class HitOrder
{
    private const int MomentBits = 32;
    private const int IndexBits = 31;

    private ulong[] _keys = [];
    private Hit[] _sorted = [];

    public void Sort(Span<Hit> hits)
    {
        if (hits.Length < 2)
            return;

        if (_keys.Length < hits.Length)
            (_keys, _sorted) = (new ulong[hits.Length * 2], new Hit[hits.Length * 2]);

        var keys = _keys.AsSpan(0, hits.Length);
        if (!TryFillKeys(hits, keys))
        {
            SortExactly(hits);
            return;
        }

        keys.Sort();
        var sorted = _sorted.AsSpan(0, hits.Length);
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = hits[(int)(keys[i] & int.MaxValue)];

        SortEqualMoments(sorted, keys);
        sorted.CopyTo(hits);
    }

    /// <summary>The moment, and below it where the hit stands. False when a moment is none: a planted fault may have made its velocity.</summary>
    private static bool TryFillKeys(ReadOnlySpan<Hit> hits, Span<ulong> keys)
    {
        for (var i = 0; i < hits.Length; i++)
        {
            var (numerator, denominator) = hits[i].Impact;
            if (denominator is <= 0 or > int.MaxValue || numerator < 0 || numerator > denominator)
                return false;

            keys[i] = (((ulong)numerator << MomentBits) / (ulong)denominator << IndexBits) | (uint)i;
        }

        return true;
    }

    private static void SortEqualMoments(Span<Hit> sorted, ReadOnlySpan<ulong> keys)
    {
        var first = 0;
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i < sorted.Length && keys[i] >> IndexBits == keys[first] >> IndexBits)
                continue;

            if (i - first > 1)
                SortExactly(sorted[first..i]);

            first = i;
        }
    }

    private static void SortExactly(Span<Hit> hits) => hits.Sort(static (left, right) => Hit.Compare(left, right));
}
