namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>What went out in the second that ends now.</summary>
/// <param name="before">In all, when it began.</param>
/// <param name="tickRate">Ticks in a second.</param>
internal sealed class SecondWindow(long before, int tickRate)
{
    private readonly long[] _totals = [.. Enumerable.Repeat(before, tickRate)];
    private int _at;

    public long Add(long total)
    {
        var sent = total - _totals[_at];
        _totals[_at] = total;
        _at = (_at + 1) % _totals.Length;
        return sent;
    }
}
