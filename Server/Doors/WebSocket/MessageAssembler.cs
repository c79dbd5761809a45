using System.Buffers;

namespace Ecs.Server.Doors.WebSocket;

/// <summary>Joins the fragments of one connection's messages. A message in one piece never gets here.</summary>
/// <param name="limit">Bytes of a message.</param>
internal sealed class MessageAssembler(int limit)
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Whether a message has begun and not ended.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What the message is, from its first fragment.</summary>
    public WebSocketOpcode Opcode { get; private set; }

    public ReadOnlySpan<byte> Message => _bytes.AsSpan(0, _length);

    public void Begin(WebSocketOpcode opcode)
    {
        Opcode = opcode;
        IsOpen = true;
    }

    /// <summary>False when the message is too long with this.</summary>
    public bool TryAdd(ReadOnlySpan<byte> fragment)
    {
        if (fragment.Length > limit - _length)
            return false;
        if (_length + fragment.Length > _bytes.Length)
            Grow(_length + fragment.Length);
        fragment.CopyTo(_bytes.AsSpan(_length));
        _length += fragment.Length;
        return true;
    }

    /// <summary>The message is done with, or never will be; its space goes back.</summary>
    public void Clear()
    {
        if (_bytes.Length != 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
        IsOpen = false;
    }

    private void Grow(int wanted)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(limit, Math.Max(wanted, _bytes.Length * 2)));
        Message.CopyTo(larger);
        if (_bytes.Length != 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
