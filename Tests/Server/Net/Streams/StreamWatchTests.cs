using Ecs.Server.Net.Streams;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Net.Streams;

public sealed class StreamWatchTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Silence_is_noticed_at_its_limit_and_forgotten_with_a_byte()
    {
        using var streams = new MemoryStreamListener();
        var client = streams.Connect();
        Assert.True(streams.TryAccept(out var stream));
        var watch = new StreamWatch(3 * Second, 5 * Second);

        Assert.Equal([StreamHealth.Fine, StreamHealth.Fine, StreamHealth.Silent], Looks(3));
        client.Send([1]);
        Assert.Equal([StreamHealth.Fine, StreamHealth.Fine, StreamHealth.Fine, StreamHealth.Silent], Looks(4));

        StreamHealth[] Looks(int count) => [.. Enumerable.Range(0, count).Select(_ => watch.Look(stream, Second))];
    }

    [Fact]
    public void A_reader_that_takes_anything_at_all_is_slow_and_one_that_takes_nothing_is_stuck()
    {
        using var streams = new MemoryStreamListener();
        var client = streams.Connect();
        Assert.True(streams.TryAccept(out var stream));
        var watch = new StreamWatch(TimeSpan.Zero, 3 * Second);
        client.IsReading = false;
        Assert.True(stream.TrySend(new byte[200_000]));
        for (var seconds = 0; seconds < 10; seconds++)
        {
            client.Consume(Math.Min(100, client.Received.Length));
            streams.Flush();
            Assert.Equal(StreamHealth.Fine, watch.Look(stream, Second));
        }

        streams.Flush();
        Assert.Equal(StreamHealth.Fine, watch.Look(stream, Second));
        Assert.Equal(StreamHealth.Fine, watch.Look(stream, Second));
        Assert.Equal(StreamHealth.Stuck, watch.Look(stream, Second));
    }
}
