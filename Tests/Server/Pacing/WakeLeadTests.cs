using System.Diagnostics;
using Ecs.Server.Pacing;

namespace Ecs.Tests.Server.Pacing;

public sealed class WakeLeadTests
{
    private const long Limit = 100_000;

    [Theory]
    [InlineData(10_000, 30_000)]
    [InlineData(40_000, 60_000)]
    [InlineData(0, 5_000)]
    public void It_settles_where_one_waking_of_four_is_late(long least, long most)
    {
        var random = new Random(3);
        var lead = new WakeLead(Limit);
        for (var waking = 0; waking < 2_000; waking++)
            lead.Add(random.NextInt64(least, most));

        var late = 0;
        for (var waking = 0; waking < 20_000; waking++)
        {
            var by = random.NextInt64(least, most);
            late += by > lead.Nanoseconds ? 1 : 0;
            lead.Add(by);
        }

        Assert.InRange(late, 4_000, 6_000);
        Assert.InRange(lead.Nanoseconds, least, most + 5_000);
    }

    [Fact]
    public void A_machine_that_is_always_late_gets_no_more_than_is_allowed()
    {
        var lead = new WakeLead(Limit);
        for (var waking = 0; waking < 1_000; waking++)
            lead.Add(5_000_000);

        Assert.Equal(Limit, lead.Nanoseconds);
    }

    [Fact]
    public void Who_allows_none_is_never_woken_early()
    {
        var lead = new WakeLead(0);
        lead.Add(1_000_000);

        Assert.Equal(0, lead.Nanoseconds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void Wait_ends_at_its_moment_or_later(int spin)
    {
        using var waiter = new SystemTickWaiter(spin);
        var early = 0;
        for (var wait = 0; wait < 40; wait++)
        {
            var due = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 1_000 * (wait % 5));
            waiter.WaitUntil(due);
            early += Stopwatch.GetTimestamp() < due ? 1 : 0;
        }

        // A signal may end a sleep, and the loop asks again; a waiter that does not wait is early more often.
        Assert.InRange(early, 0, 10);
    }
}
