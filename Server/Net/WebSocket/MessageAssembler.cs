using System.Buffers;
using System.Text.Unicode;

namespace Ecs.Server.Net.WebSocket;

/// <summary>Makes messages of one connection's data frames. One in a single frame is handed on as it is, without a copy.</summary>
/// <param name="limit">Bytes of a message.</param>
internal sealed class MessageAssembler(int limit)
{
    private byte[] _bytes = [];
    private int _length;
    private bool _isOpen;
    private WebSocketOpcode _opcode;

    /// <summary>Takes the next data frame. 0, or the code to close with.</summary>
    /// <param name="head">Of the frame.</param>
    /// <param name="payload">Unmasked; may lie in <paramref name="scratch"/>.</param>
    /// <param name="scratch">Where a message of several frames is put; as long as the longest.</param>
    /// <param name="opcode">What the message is, when it ends here; else a continuation.</param>
    /// <param name="message">The message, when it ends here: text is valid UTF-8.</param>
    public ushort Take(
        in FrameHead head, ReadOnlySpan<byte> payload, Span<byte> scratch, out WebSocketOpcode opcode, out ReadOnlySpan<byte> message)
    {
        opcode = WebSocketOpcode.Continuation;
        message = default;
        if (_isOpen != (head.Opcode == WebSocketOpcode.Continuation))
            return WebSocketCloseCode.ProtocolError;
        if (head.IsFinal && !_isOpen)
        {
            opcode = head.Opcode;
            message = payload;
        }
        else if (!TryAdd(head, payload))
        {
            return WebSocketCloseCode.MessageTooBig;
        }
        else if (head.IsFinal)
        {
            // Whoever gets the message may end the connection, which gives the space back: nobody else may get it meanwhile.
            opcode = _opcode;
            _bytes.AsSpan(0, _length).CopyTo(scratch);
            message = scratch[.._length];
            Clear();
        }

        return opcode == WebSocketOpcode.Text && !Utf8.IsValid(message) ? WebSocketCloseCode.InvalidPayload : (ushort)0;
    }

    /// <summary>No frame will come any more; the space goes back.</summary>
    public void Clear()
    {
        if (_bytes.Length != 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
        _isOpen = false;
    }

    private bool TryAdd(in FrameHead head, ReadOnlySpan<byte> fragment)
    {
        if (!_isOpen)
            (_isOpen, _opcode) = (true, head.Opcode);
        if (fragment.Length > limit - _length)
            return false;
        if (_length + fragment.Length > _bytes.Length)
            Grow(_length + fragment.Length);
        fragment.CopyTo(_bytes.AsSpan(_length));
        _length += fragment.Length;
        return true;
    }

    private void Grow(int wanted)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(limit, Math.Max(wanted, _bytes.Length * 2)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length != 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
