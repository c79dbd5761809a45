using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>The abuse that <see cref="PatienceTests"/> plays in memory, over real sockets and in real time.</summary>
[Collection(AloneLane.Name)]
public sealed class SocketAbuseTests(ITestOutputHelper output)
{
    private const int SnapshotBytes = 600;
    private const int GetsAtOnce = 50;

    [SocketsFact]
    public void Five_hundred_half_heads_do_not_slow_an_honest_join_and_are_gone_in_eight_seconds()
    {
        using var server = new EchoServer(new WebSocketOptions());
        var slow = Enumerable.Range(0, 500).Select(_ => Connect(server)).ToArray();
        Array.ForEach(slow, static socket => socket.Send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "u8));
        var start = Stopwatch.GetTimestamp();
        var joins = new List<double>();
        var closed = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 8)
        {
            var began = Stopwatch.GetTimestamp();
            using var honest = Join(server);
            joins.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            closed = slow.Count(IsEnded);
            Thread.Sleep(40);
        }

        closed = slow.Count(IsEnded);
        joins.Sort();
        output.WriteLine($"{joins.Count} joins, p99 {joins[joins.Count * 99 / 100]:0.0} ms, {closed} half heads closed after 8 s");
        Array.ForEach(slow, static socket => socket.Dispose());
        Assert.Equal(500, closed);
        Assert.InRange(joins[joins.Count * 99 / 100], 0, 500);
    }

    [SocketsFact]
    public void Readers_that_stop_are_removed_in_ten_seconds_and_cost_the_others_nothing()
    {
        using var server = new EchoServer(new WebSocketOptions());
        var honest = Enumerable.Range(0, 32).Select(_ => Join(server)).ToArray();
        server.Snapshot = new byte[SnapshotBytes];
        var buffer = new byte[1 << 16];
        ReadFor(honest, buffer, 2);
        server.Ticks.Clear();
        ReadFor(honest, buffer, 3);
        var calm = P99(server);
        var stuck = Enumerable.Range(0, 32).Select(_ => Join(server)).ToArray();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        ReadFor(honest, buffer, 0.02);
        server.Ticks.Clear();
        var most = 0L;
        var start = Stopwatch.GetTimestamp();
        var bytes = 0L;
        while (server.Counts.Connections > honest.Length && Stopwatch.GetElapsedTime(start).TotalSeconds < 15)
        {
            bytes += ReadFor(honest, buffer, 0.05);
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - memory);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var frames = (double)bytes / (SnapshotBytes + 4) / honest.Length;
        var ticks = server.Ticks.Count;
        output.WriteLine($"removed after {seconds:0.0} s; tick p99 {calm:0.00} ms before, {P99(server):0.00} ms meanwhile");
        output.WriteLine($"{frames:0} snapshots each in {ticks} ticks; managed memory grew by at most {most / 1024} KiB");
        Assert.Equal(honest.Length, server.Counts.Connections);
        Assert.Equal(32, server.Metrics.DropsOf(DropCause.QueueFull));
        Assert.InRange(seconds, 0, 10);
        Assert.InRange(frames, ticks * 0.99, ticks * 1.02);
        Assert.InRange(most, 0, 32 * 512 * 1024);
        Assert.All(stuck, static socket => socket.Dispose());
        Assert.All(honest, static socket => socket.Dispose());
    }

    [SocketsFact]
    public void Hammering_a_plain_request_gets_refusals_and_leaves_the_tick_alone()
    {
        using var server = new EchoServer(new WebSocketOptions { GetsPerSecond = 100, GetsPerSecondOfAddress = 100 }, "[]"u8.ToArray());
        using var honest = Join(server);
        var answers = new int[600];
        server.Ticks.Clear();
        Thread.Sleep(2000);
        var calm = P99(server);
        server.Ticks.Clear();
        var start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(Hammer)).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        var echoes = 0;
        var longest = 0.0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 5)
        {
            var began = Stopwatch.GetTimestamp();
            honest.Send(WebSocketClient.FrameOf(WebSocketOpcode.Binary, [1, 2, 3]));
            Assert.Equal(5, honest.Receive(new byte[5]));
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            echoes++;
        }

        Array.ForEach(threads, static thread => thread.Join());
        output.WriteLine($"{answers[200]} answered, {answers[429]} refused in 5 s; {echoes} echoes, the longest {longest:0.0} ms");
        output.WriteLine($"tick p99 {calm:0.00} ms before, {P99(server):0.00} ms meanwhile");
        Assert.InRange(answers[200], 100, 750);
        Assert.NotEqual(0, answers[429]);
        Assert.Equal(answers.Sum(), answers[200] + answers[429]);

        void Hammer()
        {
            var buffer = new byte[1024];
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < 5)
            {
                var sockets = Enumerable.Range(0, GetsAtOnce).Select(_ => Connect(server)).ToArray();
                Array.ForEach(sockets, static socket => socket.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8));
                foreach (var socket in sockets)
                {
                    var length = 0;
                    while (socket.Receive(buffer.AsSpan(length)) is > 0 and var count)
                        length += count;

                    socket.Dispose();
                    Interlocked.Increment(ref answers[int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), null)]);
                }
            }
        }
    }

    private static double P99(EchoServer server)
    {
        var sorted = server.Ticks.Order().ToArray();
        return sorted[sorted.Length * 99 / 100];
    }

    private static Socket Connect(EchoServer server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
        socket.Connect(IPAddress.Loopback, server.Port);
        return socket;
    }

    private static Socket Join(EchoServer server)
    {
        var socket = Connect(server);
        socket.Send(Encoding.ASCII.GetBytes(WebSocketClient.Request("/echo")));
        var answer = new byte[129];
        for (var length = 0; length < answer.Length;)
        {
            var count = socket.Receive(answer.AsSpan(length));
            Assert.NotEqual(0, count);
            length += count;
        }

        Assert.StartsWith("HTTP/1.1 101 ", Encoding.ASCII.GetString(answer), StringComparison.Ordinal);
        return socket;
    }

    private static bool IsEnded(Socket socket)
    {
        socket.Blocking = false;
        int count;
        SocketError error;
        do
        {
            count = socket.Receive(new byte[512], SocketFlags.None, out error);
        }
        while (count > 0);
        return error != SocketError.WouldBlock;
    }

    private static long ReadFor(Socket[] sockets, byte[] buffer, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var bytes = 0L;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            foreach (var socket in sockets)
            {
                socket.Blocking = false;
                bytes += socket.Receive(buffer, SocketFlags.None, out _);
            }

            Thread.Sleep(2);
        }

        return bytes;
    }
}
