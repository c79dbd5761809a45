using System.Text;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>Valid byte streams of clients, and what chance makes of them.</summary>
internal sealed class StreamMutator(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>What honest clients send from the first byte to the last: every kind of request and of frame.</summary>
    public static byte[][] Corpus { get; } =
    [
        [
            .. Head("/"),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Binary, [0, 1, 2, 3]),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Ping, "ping"u8),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Text, "text \u00e4"u8),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Close, [0x03, 0xE8]),
        ],
        [
            .. Head("/ws/7?token=a%20b", "Sec-WebSocket-Extensions: permessage-deflate", "Origin: http://localhost"),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Text, "in "u8, isFinal: false),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Pong, []),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Continuation, "three "u8, isFinal: false),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Continuation, "pieces"u8),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Binary, new byte[300]),
        ],
        [
            .. Head("/long"),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Binary, new byte[66_000]),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Binary, []),
        ],
        Encoding.ASCII.GetBytes("GET /rooms HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nContent-Length: 0\r\n\r\n"),
    ];

    /// <summary>One of the corpus, spoilt in one to four places.</summary>
    public byte[] Next()
    {
        var bytes = Corpus[_random.Next(20) == 0 ? 2 : _random.Next(2) + (_random.Next(8) == 0 ? 2 : 0)].ToList();
        for (var count = _random.Next(1, 5); count > 0 && bytes.Count > 4; count--)
            Spoil(bytes);

        return [.. bytes];
    }

    /// <summary>A place to cut at, 0 to <paramref name="length"/>.</summary>
    public int Cut(int length) => _random.Next(length + 1);

    private static byte[] Head(string target, params string[] lines) => Encoding.ASCII.GetBytes(WebSocketClient.Request(target, lines));

    private void Spoil(List<byte> bytes)
    {
        var at = Place(bytes);
        switch (_random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(_random.Next(1, 20), bytes.Count - at));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 40), bytes.Count - at)));
                break;
            case 4:
                bytes.InsertRange(at, Corpus[_random.Next(2)][_random.Next(150)..]);
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                var noise = new byte[_random.Next(1, 30)];
                _random.NextBytes(noise);
                bytes.InsertRange(at, noise);
                break;
        }
    }

    /// <summary>Most bytes of a long payload are alike: half of the time it is one of the heads that is hit.</summary>
    private int Place(List<byte> bytes)
    {
        var end = bytes.Count;
        var frames = Math.Min(end - 1, 200);
        return _random.Next(3) switch
        {
            0 => _random.Next(end),
            1 => _random.Next(frames, Math.Min(end, frames + 60)),
            _ => _random.Next(frames),
        };
    }
}
