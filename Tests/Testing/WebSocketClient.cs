using System.Buffers.Binary;
using System.Text;
using Ecs.Server.Net.WebSocket;

namespace Ecs.Tests.Testing;

/// <summary>
/// The client's half of RFC 6455 on a stream in memory: an honest client by its verbs, a dishonest one by
/// <see cref="SendFrame"/> and <see cref="Stream"/>. Written from the standard, with nothing of the server's code but the
/// numbers of the opcodes.
/// </summary>
internal sealed class WebSocketClient(MemoryStreamClient stream)
{
    /// <summary>The key of the standard's own example.</summary>
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    /// <summary>Its answer, from the same place.</summary>
    public const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private readonly Queue<WebSocketFrame> _frames = [];

    public MemoryStreamClient Stream => stream;

    /// <summary>The answer's head, once it is whole; empty before.</summary>
    public string Answer { get; private set; } = "";

    public bool IsUpgraded => Answer.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal);

    /// <summary>The server's close code, once its close frame was taken; 0 before, 1005 for none.</summary>
    public int CloseCode { get; private set; }

    public string CloseReason { get; private set; } = "";

    /// <summary>A client whose request to upgrade is on its way.</summary>
    public static WebSocketClient Open(MemoryStreamListener listener, string target = "/", params string[] lines)
    {
        var client = new WebSocketClient(listener.Connect());
        client.Stream.Send(Encoding.Latin1.GetBytes(Request(target, lines)));
        return client;
    }

    /// <summary>Likewise, of somebody who comes from that address.</summary>
    public static WebSocketClient OpenFrom(MemoryStreamListener listener, System.Net.IPAddress? from, string target = "/")
    {
        var client = new WebSocketClient(listener.Connect(from));
        client.Stream.Send(Encoding.Latin1.GetBytes(Request(target)));
        return client;
    }

    public static string Request(string target = "/", params string[] lines) =>
        $"GET {target} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + $"Sec-WebSocket-Key: {Key}\r\nSec-WebSocket-Version: 13\r\n{string.Concat(lines.Select(static line => line + "\r\n"))}\r\n";

    public void SendBinary(ReadOnlySpan<byte> payload) => SendFrame(WebSocketOpcode.Binary, payload);

    public void SendText(string text) => SendFrame(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text));

    public void SendClose(int code, string reason = "")
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        SendFrame(WebSocketOpcode.Close, payload);
    }

    /// <summary>One frame, masked with <paramref name="mask"/>.</summary>
    public void SendFrame(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, bool isFinal = true, uint mask = 0x37FA213D) =>
        stream.Send(FrameOf(opcode, payload, isFinal, mask));

    public static byte[] FrameOf(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, bool isFinal = true, uint mask = 0x37FA213D)
    {
        var extended = payload.Length < 126 ? 0 : payload.Length < 65_536 ? 2 : 8;
        var frame = new byte[2 + extended + 4 + payload.Length];
        frame[0] = (byte)((isFinal ? 0x80 : 0) | (int)opcode);
        frame[1] = (byte)(0x80 | (extended == 0 ? payload.Length : extended == 2 ? 126 : 127));
        for (var index = 0; index < extended; index++)
            frame[2 + index] = (byte)((ulong)payload.Length >> (8 * (extended - 1 - index)));

        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(2 + extended), mask);
        for (var index = 0; index < payload.Length; index++)
            frame[6 + extended + index] = (byte)(payload[index] ^ frame[2 + extended + (index % 4)]);

        return frame;
    }

    /// <summary>The next frame that the server sent. Pings are answered on the way and handed out all the same.</summary>
    public bool TryTake(out WebSocketFrame frame)
    {
        Read();
        return _frames.TryDequeue(out frame);
    }

    /// <summary>Like the other; fails the test when there is none.</summary>
    public WebSocketFrame Take()
    {
        Assert.True(TryTake(out var frame), $"no frame; the answer was \"{Answer}\", the close code {CloseCode}");
        return frame;
    }

    /// <summary>The payloads of all binary and text messages that came.</summary>
    public List<byte[]> TakeMessages()
    {
        var messages = new List<byte[]>();
        while (TryTake(out var frame))
        {
            if (frame.Opcode is WebSocketOpcode.Binary or WebSocketOpcode.Text)
                messages.Add(frame.Payload);
        }

        return messages;
    }

    /// <summary>Takes in what arrived. Called by the other verbs; alone it answers pings and reads the answer to the handshake.</summary>
    public void Read()
    {
        if (Answer.Length == 0)
        {
            var end = stream.Received.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                return;

            Answer = Encoding.Latin1.GetString(stream.Received[..(end + 4)]);
            stream.Consume(end + 4);
        }

        while (IsUpgraded && WebSocketFrame.TryRead(stream.Received, out var frame, out var length))
        {
            stream.Consume(length);
            _frames.Enqueue(frame);
            React(frame);
        }
    }

    private void React(in WebSocketFrame frame)
    {
        if (frame.Opcode == WebSocketOpcode.Ping)
        {
            SendFrame(WebSocketOpcode.Pong, frame.Payload);
        }
        else if (frame.Opcode == WebSocketOpcode.Close)
        {
            CloseCode = frame.Payload.Length == 0 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(frame.Payload);
            CloseReason = frame.Payload.Length == 0 ? "" : Encoding.UTF8.GetString(frame.Payload.AsSpan(2));
        }
    }
}
