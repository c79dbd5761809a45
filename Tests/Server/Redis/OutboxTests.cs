using Ecs.Server.Metrics;
using Ecs.Server.Redis;

namespace Ecs.Tests.Server.Redis;

/// <summary>What waits for a Redis is bounded, and never older than it has to be.</summary>
public sealed class OutboxTests
{
    private readonly RedisFigures _figures = new();

    [Fact]
    public void A_newer_state_takes_the_place_of_the_older()
    {
        var outbox = new Outbox<int>(10, _figures);
        outbox.Put("ana", 1);
        outbox.Put("bo", 2);
        outbox.Put("ana", 3);

        Assert.Equal([new("ana", 3), new("bo", 2)], outbox.Peek(5));
        Assert.Equal((2, 0L), (_figures.Waiting, _figures.Dropped));
    }

    [Fact]
    public void Of_too_many_the_oldest_goes_and_is_counted()
    {
        var outbox = new Outbox<int>(PresencePublisher.OutboxLimit, _figures);
        for (var number = 0; number < PresencePublisher.OutboxLimit + 3; number++)
            outbox.Put($"{number}", number);

        Assert.Equal((PresencePublisher.OutboxLimit, 3L), (outbox.Count, _figures.Dropped));
        Assert.Equal([new("3", 3)], outbox.Peek(1));
    }

    [Fact]
    public void What_is_written_waits_no_longer()
    {
        var outbox = new Outbox<int>(10, _figures);
        outbox.Put("ana", 1);
        outbox.Put("bo", 2);
        outbox.Remove(1);

        Assert.Equal([new("bo", 2)], outbox.Peek(5));
        Assert.Equal(1, _figures.Waiting);
    }
}
