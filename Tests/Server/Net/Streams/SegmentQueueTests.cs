using Ecs.Server.Net.Streams;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Net.Streams;

[Collection(AloneLane.Name)]
public sealed class SegmentQueueTests(ITestOutputHelper output)
{
    [Fact]
    public void Bytes_come_out_as_they_went_in_whatever_the_pieces()
    {
        const int seed = 3;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var queue = new SegmentQueue(new SegmentPool());
        long written = 0, read = 0;
        var target = new byte[20_000];
        for (var round = 0; round < 5000; round++)
        {
            var head = Numbered(written, random.Next(3) == 0 ? random.Next(9000) : random.Next(20));
            var body = Numbered(written + head.Length, random.Next(700));
            queue.Write(head, body);
            written += head.Length + body.Length;
            Assert.Equal(written - read, queue.Count);
            var count = queue.Peek(target.AsSpan(0, random.Next(target.Length)));
            var taken = random.Next(count + 1);
            Assert.Equal(Numbered(read, count), target[..count]);
            queue.Skip(taken);
            read += taken;
        }

        Assert.Equal((written, read), (queue.Written, queue.Read));
    }

    [Fact]
    public void Two_threads_pass_messages_without_losing_a_byte()
    {
        var pool = new SegmentPool();
        var queue = new SegmentQueue(pool);
        const int messages = 200_000;
        var writer = new Thread(() =>
        {
            Span<byte> message = stackalloc byte[sizeof(int)];
            for (var number = 0; number < messages; number++)
            {
                System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(message, number);
                queue.Write(message[..1], message[1..]);
                while (queue.Count > 64 * 1024)
                    Thread.Yield();
            }
        });
        writer.Start();
        var target = new byte[10_000];
        for (var expected = 0; expected < messages;)
        {
            var count = queue.Peek(target);
            Assert.Equal(0, count == target.Length ? 0 : count % sizeof(int));
            count -= count % sizeof(int);
            for (var at = 0; at < count; at += sizeof(int))
            {
                if (BitConverter.ToInt32(target, at) != expected++)
                    Assert.Fail($"message {expected - 1} reads {BitConverter.ToInt32(target, at)}");
            }

            queue.Skip(count);
        }

        writer.Join();
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void A_warm_queue_allocates_nothing()
    {
        var queue = new SegmentQueue(new SegmentPool());
        var message = new byte[5000];
        var target = new byte[5000];
        // The pieces lie differently across segments each time; after as many rounds as a segment has bytes all cases have been.
        for (var round = 0; round < Segment.Capacity; round++)
            PassOn(queue, message, target);

        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var round = 0; round < 1000; round++)
                PassOn(queue, message, target);
        });
    }

    private static void PassOn(SegmentQueue queue, byte[] message, byte[] target)
    {
        queue.Write(message, message);
        queue.Write(message, []);
        while (queue.Count != 0)
            queue.Skip(queue.Peek(target));
    }

    private static byte[] Numbered(long start, int count)
    {
        var bytes = new byte[count];
        for (var index = 0; index < count; index++)
            bytes[index] = (byte)((start + index) * 31 / 7);

        return bytes;
    }
}
