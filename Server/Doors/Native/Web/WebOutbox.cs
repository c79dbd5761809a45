namespace Ecs.Server.Doors.Native.Web;

/// <summary>
/// What one client is to be sent: filled by the tick's thread, emptied by the pump's. Control messages and pings wait in their order, up to a
/// limit. Of the stream lane only what the newest tick said waits: who has not taken the snapshot before it gets the newer one instead.
/// </summary>
internal sealed class WebOutbox
{
    /// <summary>Bytes of control messages that may wait.</summary>
    public const int Limit = 256 * 1024;

    private const int HeadBytes = sizeof(ushort);
    private const int FirstBytes = 2_048;

    private readonly Lock _gate = new();
    private byte[] _control = new byte[FirstBytes];
    private byte[] _stream = new byte[FirstBytes];
    private byte[] _sending = new byte[FirstBytes];
    private int _controlBytes;
    private int _streamBytes;
    private int _streamMessages;
    private long _streamTick;
    private int _waiting;
    private int _sent;
    private int _end;

    /// <summary>Control messages that the pump has not taken.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Stream messages that a newer tick's have replaced.</summary>
    public long Replaced { get; private set; }

    /// <summary>The tick's thread. False when so much waits already that this one has no room.</summary>
    public bool TryAdd(byte lane, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (_controlBytes + HeadBytes + 1 + message.Length > Limit)
                return false;
            Append(ref _control, ref _controlBytes, lane, message);
            _waiting++;
            return true;
        }
    }

    /// <summary>The tick's thread: in the place of what an earlier tick has said.</summary>
    public void Replace(byte lane, ReadOnlySpan<byte> message, long tick)
    {
        lock (_gate)
        {
            if (_streamTick != tick)
            {
                Replaced += _streamMessages;
                (_streamTick, _streamBytes, _streamMessages) = (tick, 0, 0);
            }

            Append(ref _stream, ref _streamBytes, lane, message);
            _streamMessages++;
        }
    }

    /// <summary>The pump's thread: the next frame, valid until the next call.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        if (_sent == _end && !TrySwap())
            return false;
        var length = BitConverter.ToUInt16(_sending.AsSpan(_sent));
        frame = _sending.AsMemory(_sent + HeadBytes, length);
        _sent += HeadBytes + length;
        return true;
    }

    private bool TrySwap()
    {
        lock (_gate)
        {
            if (_controlBytes != 0)
            {
                (_sending, _control) = (_control, _sending);
                (_sent, _end) = (0, _controlBytes);
                (_controlBytes, _waiting) = (0, 0);
                return true;
            }

            if (_streamBytes == 0)
                return false;
            (_sending, _stream) = (_stream, _sending);
            (_sent, _end) = (0, _streamBytes);
            (_streamBytes, _streamMessages) = (0, 0);
            return true;
        }
    }

    private static void Append(ref byte[] bytes, ref int used, byte lane, ReadOnlySpan<byte> message)
    {
        var length = message.Length + 1;
        if (used + HeadBytes + length > bytes.Length)
            Array.Resize(ref bytes, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(used + HeadBytes + length)));
        BitConverter.TryWriteBytes(bytes.AsSpan(used), (ushort)length);
        bytes[used + HeadBytes] = lane;
        message.CopyTo(bytes.AsSpan(used + HeadBytes + 1));
        used += HeadBytes + length;
    }
}
