using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>Clients that are slow, silent or gone, and what they cost the others.</summary>
public sealed class PatienceTests(ITestOutputHelper output)
{
    [Fact]
    public void Half_a_head_is_closed_after_its_time()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { HeaderSeconds = 5 });
        var silent = rig.Streams.Connect();
        var half = rig.Streams.Connect();
        half.Send("GET / HTTP/1.1\r\nHost: a\r\n"u8);
        rig.RunSeconds(4.9);
        Assert.False(silent.IsClosed || half.IsClosed);
        half.Send("X"u8);
        rig.RunSeconds(0.2);

        Assert.True(silent.IsClosed && half.IsClosed);
        Assert.StartsWith("HTTP/1.1 408 ", Encoding.Latin1.GetString(half.TakeAll()), StringComparison.Ordinal);
        Assert.Equal(2, rig.Metrics.DropsOf(DropCause.Timeout));
        Assert.Equal(0, rig.Listener.HandshakeCount);
    }

    [Fact]
    public void Five_hundred_half_heads_keep_nobody_out_and_are_gone_in_eight_seconds()
    {
        using var rig = new WebSocketRig();
        var slow = new List<MemoryStreamClient>();
        for (var count = 0; count < 500; count++)
        {
            slow.Add(rig.Streams.Connect());
            slow[^1].Send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "u8);
        }

        var longest = 0;
        for (var second = 0; second < 8; second++)
        {
            var honest = WebSocketClient.Open(rig.Streams);
            var waited = 0;
            for (; !honest.IsUpgraded; waited++)
            {
                rig.Run(1);
                honest.Read();
                Assert.InRange(waited, 0, 30);
            }

            longest = Math.Max(longest, waited);
            slow.ForEach(static client => client.Send("a"u8));
            rig.Run(60 - waited);
        }

        output.WriteLine($"the longest join took {longest} ticks");
        Assert.All(slow, static client => Assert.True(client.IsClosed));
        Assert.Equal(8, rig.Listener.ConnectionCount);
        Assert.Equal(0, rig.Listener.HandshakeCount);
        Assert.Equal(500, rig.Metrics.DropsOf(DropCause.Timeout) + rig.Metrics.DropsOf(DropCause.Refused));
    }

    [Fact]
    public void Readers_that_stop_are_gone_in_ten_seconds_and_hold_little_meanwhile()
    {
        using var rig = new WebSocketRig();
        var snapshot = new byte[600];
        var clients = Enumerable.Range(0, 64).Select(_ => rig.Join()).ToArray();
        var stuck = clients[..32];
        var honest = clients[32..];
        Array.ForEach(stuck, static client => client.Stream.IsReading = false);
        var most = 0;
        long got = 0, sent = 0;
        for (var tick = 0; tick < 600; tick++)
        {
            foreach (var connection in rig.Open)
            {
                snapshot[0] = (byte)tick;
                connection.SendLatest(snapshot);
                most = Math.Max(most, connection.PendingBytes);
            }

            rig.Run(1);
            sent += honest.Length;
            foreach (var client in honest)
            {
                got += client.TakeMessages().Count;
                client.SendBinary([1]);
            }
        }

        output.WriteLine($"at most {most} bytes waited for one");
        Assert.Equal(32, rig.Closed.Count);
        Assert.All(stuck, static client => Assert.True(client.Stream.IsReset));
        Assert.Equal(32, rig.Metrics.DropsOf(DropCause.QueueFull));
        Assert.InRange(most, 0, 2000);
        Assert.Equal(sent, got);
    }

    [Fact]
    public void A_reader_that_stops_and_is_owed_every_message_goes_at_the_backlog_limit()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();
        client.Stream.IsReading = false;
        var sent = 0;
        while (rig.Open[0].Send(new byte[1000]) && sent < 1000)
        {
            sent++;
            rig.Run(1);
        }

        // What the kernel took, and what we keep.
        Assert.InRange(sent * 1004, ByteStream.BacklogLimit, ByteStream.BacklogLimit + (65 * 1024));
        Assert.False(rig.Open[0].IsOpen);
        Assert.True(client.Stream.IsReset);
        rig.Run(1);
        Assert.Single(rig.Closed);
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.QueueFull));
    }

    [Fact]
    public void Pings_that_nobody_reads_the_answers_to_end_at_the_backlog_limit()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();
        client.Stream.IsReading = false;
        for (var count = 0; count < 200 && rig.Open[0].IsOpen; count++)
        {
            for (var ping = 0; ping < 64; ping++)
                client.SendFrame(WebSocketOpcode.Ping, new byte[125]);

            rig.Run(1);
        }

        Assert.False(rig.Open[0].IsOpen);
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.QueueFull));
    }

    [Fact]
    public void A_client_that_was_behind_gets_the_newest_snapshot_and_every_other_message()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();
        client.Stream.IsReading = false;
        rig.Open[0].Send(new byte[70_000]);
        rig.Run(1);
        for (byte tick = 1; tick <= 100; tick++)
        {
            rig.Open[0].SendLatest([tick]);
            if (tick % 50 == 0)
                rig.Open[0].Send([0, tick]);

            rig.Run(1);
        }

        client.Stream.IsReading = true;
        rig.Run(2);
        Assert.Equal([[0, 50], [0, 100], [100]], client.TakeMessages().Skip(1));
        rig.Open[0].SendLatest([101]);
        rig.Open[0].SendLatest([102]);
        rig.Run(1);
        Assert.Equal([[101], [102]], client.TakeMessages());
    }

    [Fact]
    public void Snapshots_beside_other_messages_never_starve()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();
        for (byte tick = 1; tick <= 50; tick++)
        {
            rig.Open[0].Send([0]);
            rig.Open[0].SendLatest([tick]);
            rig.Run(1);
        }

        Assert.Equal(50, client.TakeMessages().Count(static message => message[0] != 0));
    }

    [Fact]
    public void A_ping_of_four_bytes_goes_out_every_interval_and_a_pong_breaks_the_silence()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { PingSeconds = 20, SilenceSeconds = 30 });
        var client = rig.Join();
        for (var interval = 0; interval < 5; interval++)
        {
            rig.RunSeconds(19.8);
            Assert.False(client.TryTake(out _));
            rig.RunSeconds(0.2);
            var frame = client.Take();
            Assert.Equal((WebSocketOpcode.Ping, 4), (frame.Opcode, frame.Payload.Length));
        }

        Assert.True(rig.Open[0].IsOpen);
    }

    [Fact]
    public void Peers_that_vanish_without_a_word_are_gone_after_the_silence_limit_and_their_places_are_free()
    {
        const int count = 200;
        using var rig = new WebSocketRig(new WebSocketOptions { PingSeconds = 3, SilenceSeconds = 8, ConnectionLimit = count });
        var clients = Enumerable.Range(0, count).Select(_ => rig.Join()).ToArray();
        Array.ForEach(clients, static client => client.Stream.Vanish());
        var start = rig.Listener.ConnectionCount;
        rig.RunSeconds(4);
        Assert.Equal((count, count), (start, rig.Listener.ConnectionCount));
        rig.RunSeconds(4 + 2);

        Assert.Equal(count, rig.Closed.Count);
        Assert.Equal(0, rig.Streams.OpenStreams);
        Assert.True(rig.Join().IsUpgraded);
        Assert.Equal(count, rig.Metrics.DropsOf(DropCause.Timeout));
    }

    [Fact]
    public void More_handshakes_than_allowed_push_out_the_oldest()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { HandshakeLimit = 2 });
        var streams = Enumerable.Range(0, 3).Select(_ => rig.Streams.Connect()).ToArray();
        rig.Run(1);

        Assert.Equal([true, false, false], streams.Select(static stream => stream.IsReset));
        Assert.Equal(2, rig.Listener.HandshakeCount);
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.Refused));
    }
}
