using System.Buffers.Binary;

namespace Ecs.Server.Net.WebSocket;

/// <summary>
/// What stands before a frame's payload (RFC 6455, section 5.2):
/// <code>
///  fin 1 | reserved 3 | opcode 4 | masked 1 | length 7 | length 16 or 64, big-endian, after 126 or 127 | mask 32
/// </code>
/// </summary>
/// <param name="Opcode">One of the six.</param>
/// <param name="IsFinal">Whether the message ends here.</param>
/// <param name="HeadLength">Bytes of the head itself.</param>
/// <param name="PayloadLength">Bytes that follow.</param>
/// <param name="Mask">As the bytes stand on the wire, read in this machine's order.</param>
internal readonly record struct FrameHead(WebSocketOpcode Opcode, bool IsFinal, int HeadLength, int PayloadLength, uint Mask)
{
    public const int ControlPayloadLimit = 125;

    /// <summary>Bytes of the longest head that a server writes.</summary>
    public const int WrittenLimit = 10;

    private const int MaskLength = 4;

    public bool IsControl => Opcode >= WebSocketOpcode.Close;

    /// <summary>
    /// Reads what a client sent. True with a head; false with 0 while more is to come, false with the code to close with when no
    /// client may send this. Judged as early as the bytes allow.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int payloadLimit, out FrameHead head, out ushort fault)
    {
        head = default;
        fault = 0;
        if (bytes.Length < 2)
            return false;
        var opcode = (WebSocketOpcode)(bytes[0] & 15);
        var isFinal = (bytes[0] & 128) != 0;
        var shortLength = bytes[1] & 127;
        var isControl = opcode >= WebSocketOpcode.Close;
        var isKnown = opcode is <= WebSocketOpcode.Binary or (>= WebSocketOpcode.Close and <= WebSocketOpcode.Pong);
        var isMasked = (bytes[1] & 128) != 0;
        if ((bytes[0] & 0x70) != 0 || !isKnown || !isMasked || (isControl && (!isFinal || shortLength > ControlPayloadLimit)))
        {
            fault = WebSocketCloseCode.ProtocolError;
            return false;
        }

        var lengthBytes = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        var headLength = 2 + lengthBytes + MaskLength;
        if (bytes.Length < 2 + lengthBytes)
            return false;
        var length = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            8 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => (ulong)shortLength,
        };
        ulong smallest = lengthBytes switch { 2 => 126, 8 => 65_536, _ => 0 };
        if (length < smallest || length > long.MaxValue)
            fault = WebSocketCloseCode.ProtocolError;
        else if (length > (ulong)payloadLimit)
            fault = WebSocketCloseCode.MessageTooBig;
        if (fault != 0 || bytes.Length < headLength)
            return false;
        var mask = System.Runtime.InteropServices.MemoryMarshal.Read<uint>(bytes[(headLength - MaskLength)..]);
        head = new FrameHead(opcode, isFinal, headLength, (int)length, mask);
        return true;
    }

    /// <summary>Writes the head of an unfragmented frame from the server; gives its bytes.</summary>
    public static int Write(Span<byte> target, WebSocketOpcode opcode, int payloadLength)
    {
        target[0] = (byte)(128 | (int)opcode);
        switch (payloadLength)
        {
            case < 126:
                target[1] = (byte)payloadLength;
                return 2;
            case <= ushort.MaxValue:
                target[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)payloadLength);
                return 4;
            default:
                target[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(target[2..], (ulong)payloadLength);
                return WrittenLimit;
        }
    }
}
