using System.IO.Compression;
using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>Streams that no honest client sends. Nothing throws, nothing stays, and an honest client beside them notices nothing.</summary>
public sealed class HostileStreamTests(ITestOutputHelper output)
{
    private const int Batch = 200;

    private static readonly int Streams = DeepRun.Or("WEBSOCKET_STREAMS", 50_000);

    private static readonly WebSocketOptions Options = new()
    {
        ConnectionLimit = 4096,
        HandshakeLimit = 4096,
        HeaderSeconds = 2,
        PingSeconds = 1,
        SilenceSeconds = 2,
        GetsPerSecond = 1_000_000,
        GetsPerSecondOfAddress = 1_000_000,
    };

    [Fact]
    public void Every_truncation_of_every_valid_stream_ends_in_time_and_delivers_what_was_whole()
    {
        foreach (var bytes in StreamMutator.Corpus)
        {
            var whole = MessagesOf(bytes, bytes.Length);
            var delivered = 0;

            // Inside of a payload of zeros one place is like the next.
            for (var length = 0; length < bytes.Length; length += length is > 500 and < 65_500 ? 997 : 1)
            {
                var messages = MessagesOf(bytes, length);
                Assert.InRange(messages.Count, delivered, whole.Count);
                Assert.Equal(whole.Take(messages.Count), messages);
                delivered = messages.Count;
            }
        }
    }

    [Fact]
    public void Mutated_streams_throw_nothing_and_leave_nothing_behind()
    {
        const int seed = 20;
        output.WriteLine($"{Streams} streams, seed {seed}");
        var mutator = new StreamMutator(seed);
        using var rig = new WebSocketRig(Options);
        rig.React = static (connection, opcode, payload) => connection.Send(payload, opcode);
        var honest = rig.Join();
        var messages = 0;
        for (var done = 0; done < Streams; done += Batch)
        {
            messages += rig.Messages.Count;
            rig.Messages.Clear();
            rig.Requests.Clear();
            rig.Open.RemoveAll(rig.Closed.Contains);
            rig.Closed.Clear();
            SendBatch(rig, mutator);
            for (var quarter = 0; quarter < 20; quarter++)
            {
                honest.SendText("here");
                rig.Listener.Receive(TimeSpan.FromSeconds(0.25));
                rig.Listener.Update();
                Assert.Contains(honest.TakeMessages(), static message => message.AsSpan().SequenceEqual("here"u8));
            }

            Assert.Equal((1, 0, 1), (rig.Listener.ConnectionCount, rig.Listener.HandshakeCount, rig.Streams.OpenStreams));
        }

        output.WriteLine($"messages that were still some: {messages}");
        Assert.InRange(messages, Streams / 10, Streams * 10);
        foreach (var cause in (DropCause[])[DropCause.Malformed, DropCause.TooLong, DropCause.Timeout, DropCause.Refused])
        {
            output.WriteLine($"{DropCauses.NameOf(cause)}: {rig.Metrics.DropsOf(cause)}");
            Assert.NotEqual(0, rig.Metrics.DropsOf(cause));
        }
    }

    [Fact]
    public void A_decompression_bomb_ends_the_connection_unopened()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join("/", "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover");
        using var packed = new System.IO.MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(new byte[1 << 20]);

        var frame = WebSocketClient.FrameOf(WebSocketOpcode.Binary, packed.ToArray());
        frame[0] |= 0x40; // compressed, says the first reserved bit
        client.Stream.Send(frame);
        rig.Run(1);
        client.Read();

        Assert.InRange(frame.Length, 1000, 1100);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", client.Answer, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1002, client.CloseCode);
        Assert.Empty(rig.Messages);
    }

    private static List<string> MessagesOf(byte[] bytes, int length)
    {
        using var rig = new WebSocketRig(Options);
        var closing = rig.Streams.Connect();
        var vanishing = rig.Streams.Connect();
        closing.Send(bytes.AsSpan(0, length));
        closing.Close();
        rig.Run(2);
        var messages = rig.Messages.Select(static message => $"{message.Opcode} {Convert.ToHexString(message.Payload)}").ToList();
        rig.Messages.Clear();
        vanishing.Send(bytes.AsSpan(0, length));
        vanishing.Vanish();
        for (var quarter = 0; quarter < 20; quarter++)
        {
            rig.Listener.Receive(TimeSpan.FromSeconds(0.25));
            rig.Listener.Update();
        }

        Assert.Equal(messages.Count, rig.Messages.Count);
        Assert.Equal(rig.Open, rig.Closed);
        Assert.Equal((0, 0, 0), (rig.Listener.ConnectionCount, rig.Listener.HandshakeCount, rig.Streams.OpenStreams));
        return messages;
    }

    private static void SendBatch(WebSocketRig rig, StreamMutator mutator)
    {
        var clients = new List<(MemoryStreamClient Stream, byte[] Bytes, int Cut)>();
        for (var count = 0; count < Batch; count++)
        {
            var bytes = mutator.Next();
            clients.Add((rig.Streams.Connect(), bytes, mutator.Cut(bytes.Length)));
        }

        clients.ForEach(static client => client.Stream.Send(client.Bytes.AsSpan(0, client.Cut)));
        rig.Run(1);
        foreach (var (stream, bytes, cut) in clients)
        {
            stream.Send(bytes.AsSpan(cut));
            if (cut % 3 == 0)
                stream.Close();
            else if (cut % 3 == 1)
                stream.Vanish();
        }
    }
}
