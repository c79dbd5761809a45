using System.Net.Sockets;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Net.Streams;

/// <summary>Streams over real sockets of the loopback.</summary>
[Collection(AloneLane.Name)]
public sealed class SocketStreamTests
{
    [Fact]
    public void Bytes_go_both_ways_and_are_counted()
    {
        using var rig = new SocketStreamRig();
        using var client = rig.Connect();
        var stream = rig.Accept();

        client.Send("hello"u8);
        rig.Until(() => stream.Received.Length == 5);
        Assert.True(stream.Received.SequenceEqual("hello"u8));
        stream.Consume(2);
        Assert.True(stream.Received.SequenceEqual("llo"u8));
        Assert.True(stream.TrySend("he"u8, "llo"u8));
        rig.Listener.Flush();

        Assert.Equal("hello"u8.ToArray(), SocketStreamRig.Read(client, 5));
        rig.Until(() => rig.Metrics.BytesOut == 5 && rig.Metrics.BytesIn == 5);
        Assert.Equal((1, 1), (rig.Metrics.PacketsIn, rig.Metrics.PacketsOut));
        Assert.Equal((5, 5, 0), (stream.ReceivedBytes, stream.SentBytes, stream.PendingBytes));
        Assert.Equal(client.LocalEndPoint, stream.Remote);
        Assert.True(stream.IsLoopback);
    }

    [Fact]
    public async Task A_megabyte_each_way_arrives_whole_through_bounded_buffers()
    {
        using var rig = new SocketStreamRig();
        using var client = rig.Connect();
        var stream = rig.Accept();
        var sent = new byte[1 << 20];
        new Random(5).NextBytes(sent);
        var echoed = Task.Run(() => SocketStreamRig.Read(client, sent.Length));
        var sending = Task.Run(() => client.Send(sent));
        long passed = 0;

        rig.Until(() =>
        {
            var received = stream.Received;
            Assert.InRange(received.Length, 0, ByteStream.ReceiveLimit);
            if (stream.TrySend(received))
            {
                passed += received.Length;
                stream.Consume(received.Length);
            }

            rig.Listener.Flush();
            return passed == sent.Length && stream.PendingBytes == 0;
        });

        Assert.Equal(sent, await echoed);
        Assert.Equal(sent.Length, await sending);
    }

    [Fact]
    public void The_end_of_a_client_shows_after_its_last_bytes()
    {
        using var rig = new SocketStreamRig();
        using var client = rig.Connect();
        var stream = rig.Accept();
        client.Send("bye"u8);
        client.Shutdown(SocketShutdown.Send);

        rig.Until(() => stream.Received.Length == 3 && !stream.IsOpen);
        Assert.True(stream.TrySend("bye, too"u8));
        stream.Close();
        rig.Listener.Flush();

        Assert.Equal("bye, too"u8.ToArray(), SocketStreamRig.Read(client, 8));
        Assert.Equal(0, client.Receive(new byte[1]));
    }

    [Fact]
    public void Closing_lets_out_what_is_queued_even_when_the_client_still_sends()
    {
        using var rig = new SocketStreamRig();
        using var client = rig.Connect();
        var stream = rig.Accept();
        client.Send(new byte[10_000]);

        Assert.True(stream.TrySend(new byte[100_000]));
        stream.Close();
        Assert.False(stream.TrySend([1]));
        Assert.False(stream.IsOpen);
        rig.Listener.Flush();

        Assert.Equal(100_000, SocketStreamRig.Read(client, 100_000).Length);
        Assert.Equal(0, client.Receive(new byte[1]));
    }

    [Fact]
    public void Aborting_resets_one_connection_and_no_other()
    {
        using var rig = new SocketStreamRig();
        using var doomed = rig.Connect();
        var first = rig.Accept();
        using var other = rig.Connect();
        var second = rig.Accept();

        first.Abort();
        rig.Listener.Flush();

        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => doomed.Receive(new byte[1])).SocketErrorCode);
        other.Send([7]);
        rig.Until(() => second.Received.Length == 1);
    }

    [Fact]
    public void A_client_that_resets_ends_its_own_stream_only()
    {
        using var rig = new SocketStreamRig();
        var doomed = rig.Connect();
        var first = rig.Accept();
        using var other = rig.Connect();
        var second = rig.Accept();
        doomed.LingerState = new LingerOption(true, 0);
        doomed.Dispose();

        rig.Until(() =>
        {
            first.TrySend(new byte[100]);
            rig.Listener.Flush();
            return !first.IsOpen;
        });
        other.Send([7]);
        rig.Until(() => second.Received.Length == 1);
        Assert.Equal(0, rig.Metrics.DropsOf(DropCause.Socket));
    }

    [Fact]
    public void A_client_that_does_not_read_leaves_the_backlog_at_its_limit()
    {
        using var rig = new SocketStreamRig();
        using var client = rig.Connect();
        var stream = rig.Accept();
        var message = new byte[10_000];
        long queued = 0;
        rig.Until(() =>
        {
            queued += stream.TrySend(message) ? message.Length : 0;
            rig.Listener.Flush();
            return stream.PendingBytes > ByteStream.BacklogLimit - message.Length && queued > 300_000;
        });

        Assert.False(stream.TrySend(message));
        Assert.InRange(stream.PendingBytes, 0, ByteStream.BacklogLimit);
        Assert.InRange(stream.SentBytes, 1, 512 * 1024);
        Assert.Equal(queued, stream.SentBytes + stream.PendingBytes);
    }

    [Fact]
    public void The_tick_s_side_of_warm_streams_allocates_nothing()
    {
        using var rig = new SocketStreamRig();
        using var client = rig.Connect();
        var stream = rig.Accept();
        var message = new byte[600];
        var echo = new byte[600];

        Allocations.AssertNoneOnceWarm(meter =>
        {
            for (var round = 0; round < 300; round++)
            {
                client.Send(message);
                meter.Start();
                while (stream.Received.Length < message.Length)
                {
                    rig.Listener.TryAccept(out _);
                    Thread.Yield();
                }

                stream.TrySend(stream.Received);
                stream.Consume(message.Length);
                rig.Listener.Flush();
                meter.Stop();
                for (var length = 0; length < echo.Length;)
                    length += client.Receive(echo.AsSpan(length));
            }
        });
    }
}
