using System.Buffers.Binary;
using System.Text.Unicode;

namespace Ecs.Server.Net.WebSocket;

/// <summary>The payload of a close frame: nothing, or a code and a reason (RFC 6455, section 5.5.1).</summary>
internal static class CloseFrame
{
    /// <summary>Bytes of a reason.</summary>
    public const int ReasonLimit = FrameHead.ControlPayloadLimit - 2;

    /// <summary>The code to end with: the peer's own, <see cref="WebSocketCloseCode.NoStatus"/> for none, or what is wrong with it.</summary>
    public static ushort Read(ReadOnlySpan<byte> payload, out bool isValid)
    {
        isValid = true;
        if (payload.IsEmpty)
            return WebSocketCloseCode.NoStatus;
        isValid = payload.Length >= 2 && WebSocketCloseCode.IsSendable(BinaryPrimitives.ReadUInt16BigEndian(payload));
        if (!isValid)
            return WebSocketCloseCode.ProtocolError;
        isValid = Utf8.IsValid(payload[2..]);
        return isValid ? BinaryPrimitives.ReadUInt16BigEndian(payload) : WebSocketCloseCode.InvalidPayload;
    }

    /// <summary>Writes code and reason, the reason cut between two code points where it is too long; gives the bytes.</summary>
    public static int Write(Span<byte> target, ushort code, ReadOnlySpan<char> reason)
    {
        if (code == WebSocketCloseCode.NoStatus)
            return 0;
        BinaryPrimitives.WriteUInt16BigEndian(target, code);

        // Stops before the first code point that does not fit.
        Utf8.FromUtf16(reason, target.Slice(2, ReasonLimit), out _, out var written);
        return 2 + written;
    }
}
