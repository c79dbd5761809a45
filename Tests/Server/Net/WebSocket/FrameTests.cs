using System.Buffers.Binary;
using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>Frames of RFC 6455 in both directions, and what becomes of those that no client may send.</summary>
public sealed class FrameTests
{
    private static readonly byte[] Mask = [0x37, 0xFA, 0x21, 0x3D];

    public static TheoryData<string, int, byte[]> Forbidden => new()
    {
        { "not masked", 1002, [0x82, 0x01, 0x00] },
        { "first reserved bit", 1002, [0xC2, 0x80, .. Mask] },
        { "second reserved bit", 1002, [0xA2, 0x80, .. Mask] },
        { "third reserved bit", 1002, [0x92, 0x80, .. Mask] },
        { "reserved data opcode 3", 1002, [0x83, 0x80, .. Mask] },
        { "reserved data opcode 7", 1002, [0x87, 0x80, .. Mask] },
        { "reserved control opcode 11", 1002, [0x8B, 0x80, .. Mask] },
        { "reserved control opcode 15", 1002, [0x8F, 0x80, .. Mask] },
        { "ping in fragments", 1002, [0x09, 0x80, .. Mask] },
        { "close in fragments", 1002, [0x08, 0x80, .. Mask] },
        { "ping of 126 bytes", 1002, [0x89, 0xFE, 0x00, 0x7E, .. Mask, .. new byte[126]] },
        { "a length of 125 in two bytes", 1002, [0x82, 0xFE, 0x00, 0x7D, .. Mask] },
        { "a length of 65,535 in eight bytes", 1002, [0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, .. Mask] },
        { "a negative length", 1002, [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, .. Mask] },
        { "continuation of nothing", 1002, [0x80, 0x80, .. Mask] },
        { "a message inside of another", 1002, [0x02, 0x80, .. Mask, 0x82, 0x80, .. Mask] },
        { "one byte over the limit", 1009, [0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0, 1] },
        { "the longest length", 1009, [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "text that is no UTF-8", 1007, [0x81, 0x81, 0, 0, 0, 0, 0xC3] },
        { "text with a surrogate", 1007, [0x81, 0x83, 0, 0, 0, 0, 0xED, 0xA0, 0x80] },
        { "a close code of one byte", 1002, [0x88, 0x81, 0, 0, 0, 0, 0x03] },
        { "a close reason that is no UTF-8", 1007, [0x88, 0x83, 0, 0, 0, 0, 0x03, 0xE8, 0xFF] },
        { "close code 999", 1002, [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE7] },
        { "close code 1004", 1002, [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xEC] },
        { "close code 1005", 1002, [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xED] },
        { "close code 1006", 1002, [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xEE] },
        { "close code 1015", 1002, [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xF7] },
        { "close code 2999", 1002, [0x88, 0x82, 0, 0, 0, 0, 0x0B, 0xB7] },
        { "close code 5000", 1002, [0x88, 0x82, 0, 0, 0, 0, 0x13, 0x88] },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void What_no_client_may_send_ends_the_connection_with_its_code(string what, int code, byte[] bytes)
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        client.Stream.Send(bytes);
        rig.Run(1);

        Assert.Equal(WebSocketOpcode.Close, client.Take().Opcode);
        Assert.True(code == client.CloseCode, $"{what}: {client.CloseCode}");
        Assert.True(client.Stream.IsClosed);
        Assert.Empty(rig.Messages);
        Assert.Equal(code, Assert.Single(rig.Closed).EndCode);
        Assert.Equal(0, rig.Listener.ConnectionCount);
        Assert.Equal(1, rig.Metrics.DropsOf(code == 1009 ? DropCause.TooLong : DropCause.Malformed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void Messages_of_every_kind_of_length_pass_both_ways(int length)
    {
        using var rig = new WebSocketRig();
        rig.React = static (connection, opcode, payload) => connection.Send(payload, opcode);
        var client = rig.Join();
        var payload = new byte[length];
        new Random(length).NextBytes(payload);

        client.SendBinary(payload);
        rig.Run(1);

        var frame = client.Take();
        Assert.Equal((WebSocketOpcode.Binary, true), (frame.Opcode, frame.IsFinal));
        Assert.Equal(payload, frame.Payload);
        Assert.Equal(payload, Assert.Single(rig.Messages).Payload);
    }

    [Fact]
    public void Our_frames_have_the_bytes_of_the_standard()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        rig.Open[0].Send("Hello"u8, WebSocketOpcode.Text);
        rig.Open[0].Send(new byte[256]);
        rig.Open[0].Send(new byte[65_536]);
        rig.Run(1);

        var bytes = client.Stream.TakeAll();
        Assert.Equal([0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f], bytes[..7]);
        Assert.Equal([0x82, 0x7E, 0x01, 0x00], bytes[7..11]);
        Assert.Equal([0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0], bytes[267..277]);
        Assert.Equal(277 + 65_536, bytes.Length);
    }

    [Fact]
    public void The_standard_s_masked_hello_is_read()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        client.Stream.Send([0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]);
        rig.Run(1);

        Assert.Equal(["Hello"], rig.Texts);
    }

    [Fact]
    public void Fragments_are_joined_around_control_frames()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        client.SendFrame(WebSocketOpcode.Text, "\u00e4"u8[..1], isFinal: false);
        client.SendFrame(WebSocketOpcode.Ping, "now"u8);
        client.SendFrame(WebSocketOpcode.Continuation, [], isFinal: false);
        rig.Run(1);
        Assert.Equal("now", Encoding.UTF8.GetString(client.Take().Payload));
        client.SendFrame(WebSocketOpcode.Continuation, "\u00e4"u8[1..], isFinal: false);
        client.SendFrame(WebSocketOpcode.Pong, []);
        client.SendFrame(WebSocketOpcode.Continuation, "!"u8);
        client.SendText("next");
        rig.Run(1);

        Assert.Equal(["\u00e4!", "next"], rig.Texts);
        Assert.All(rig.Messages, static message => Assert.Equal(WebSocketOpcode.Text, message.Opcode));
    }

    [Fact]
    public void Fragments_count_together_against_the_limit()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { MessageLimit = 1000 });
        var exact = rig.Join();
        exact.SendFrame(WebSocketOpcode.Binary, new byte[999], isFinal: false);
        exact.SendFrame(WebSocketOpcode.Continuation, new byte[1]);
        var over = rig.Join();
        over.SendFrame(WebSocketOpcode.Binary, new byte[999], isFinal: false);
        over.SendFrame(WebSocketOpcode.Continuation, new byte[2], isFinal: false);
        rig.Run(1);
        over.Read();

        Assert.Equal(1000, Assert.Single(rig.Messages).Payload.Length);
        Assert.Equal(1009, over.CloseCode);
    }

    [Fact]
    public void Fragmented_text_is_judged_as_a_whole()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();
        client.SendFrame(WebSocketOpcode.Text, [0xC3], isFinal: false);
        client.SendFrame(WebSocketOpcode.Continuation, [0x28]);
        rig.Run(1);
        client.Read();

        Assert.Equal(1007, client.CloseCode);
        Assert.Empty(rig.Messages);
    }

    [Fact]
    public void Frames_may_arrive_in_any_pieces()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();
        byte[] bytes = [.. WebSocketClient.FrameOf(WebSocketOpcode.Binary, new byte[300]), .. WebSocketClient.FrameOf(WebSocketOpcode.Text, "end"u8)];
        foreach (var single in bytes)
        {
            client.Stream.Send([single]);
            rig.Run(1);
        }

        Assert.Equal(2, rig.Messages.Count);
        Assert.True(rig.Open[0].IsOpen);
    }

    [Fact]
    public void Every_mask_is_taken_off_at_every_length()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { FramesPerTick = int.MaxValue });
        var client = rig.Join();
        var random = new Random(11);
        for (var length = 0; length < 200; length++)
        {
            var payload = new byte[length];
            random.NextBytes(payload);
            client.SendFrame(WebSocketOpcode.Binary, payload, mask: (uint)random.NextInt64(uint.MaxValue));
            rig.Run(1);
            Assert.Equal(payload, rig.Messages[^1].Payload);
        }
    }

    [Fact]
    public void A_flood_of_frames_is_taken_in_portions_and_none_is_lost()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { FramesPerTick = 10 });
        var client = rig.Join();
        var number = new byte[4];
        for (var count = 0; count < 95; count++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, count);
            client.SendBinary(number);
        }

        client.Stream.Close();
        rig.Run(1);
        Assert.Equal(10, rig.Messages.Count);
        rig.Run(8);
        Assert.Equal(90, rig.Messages.Count);
        Assert.True(rig.Open[0].IsOpen);
        rig.Run(1);
        Assert.Equal(Enumerable.Range(0, 95), rig.Messages.Select(static message => BinaryPrimitives.ReadInt32LittleEndian(message.Payload)));
        Assert.Equal(1006, Assert.Single(rig.Closed).EndCode);
    }

    [Fact]
    public void Pings_are_answered_with_their_payload()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        client.SendFrame(WebSocketOpcode.Ping, []);
        client.SendFrame(WebSocketOpcode.Ping, new byte[125]);
        client.SendFrame(WebSocketOpcode.Pong, "unasked"u8);
        rig.Run(1);

        Assert.Equal((WebSocketOpcode.Pong, 0), (client.Take() is var first ? first.Opcode : default, first.Payload.Length));
        Assert.Equal(125, client.Take().Payload.Length);
        Assert.False(client.TryTake(out _));
        Assert.True(rig.Open[0].IsOpen);
    }
}
