using System.Buffers.Binary;
using Ecs.Server.Net.WebSocket;

namespace Ecs.Tests.Testing;

/// <summary>A frame from the server.</summary>
internal readonly record struct WebSocketFrame(WebSocketOpcode Opcode, bool IsFinal, byte[] Payload)
{
    /// <summary>False while more is to come. Fails the test on a frame that no server may send.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out WebSocketFrame frame, out int length)
    {
        frame = default;
        length = 0;
        if (bytes.Length < 2)
            return false;

        Assert.Equal(0, bytes[0] & 0x70);
        Assert.Equal(0, bytes[1] & 0x80);
        var headLength = (bytes[1] & 127) switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < headLength)
            return false;

        var payloadLength = headLength switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            10 => (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => bytes[1] & 127,
        };
        if (bytes.Length < headLength + payloadLength)
            return false;

        length = headLength + payloadLength;
        frame = new WebSocketFrame((WebSocketOpcode)(bytes[0] & 15), (bytes[0] & 128) != 0, bytes[headLength..length].ToArray());
        return true;
    }
}
