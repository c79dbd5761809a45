namespace Ecs.Server.Doors.Native.Web;

/// <summary>
/// What one client has said and no tick has heard yet: filled by the thread that reads its socket, emptied by the tick's. It is bounded, and
/// whoever fills it waits until there is room, so a flood costs its own sender time and nobody else.
/// </summary>
internal sealed class WebInbox
{
    /// <summary>Bytes that may wait, with their heads: three of the longest messages.</summary>
    public const int Limit = 64 * 1024;

    private const int HeadBytes = sizeof(ushort);
    private const int FirstBytes = 1_024;

    private readonly Lock _gate = new();
    private byte[] _filling = new byte[FirstBytes];
    private byte[] _taking = new byte[FirstBytes];
    private int _filled;
    private int _taken;
    private int _end;

    /// <summary>Whether nothing waits; what is being added just now may be missing.</summary>
    public bool IsEmpty => _taken == _end && Volatile.Read(ref _filled) == 0;

    /// <summary>The reader's thread. False when there is no room, and there will be.</summary>
    public bool TryAdd(ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            var needed = _filled + HeadBytes + message.Length;
            if (needed > Limit)
                return false;
            if (needed > _filling.Length)
                Array.Resize(ref _filling, Math.Min(Limit, Math.Max(_filling.Length * 2, needed)));
            BitConverter.TryWriteBytes(_filling.AsSpan(_filled), (ushort)message.Length);
            message.CopyTo(_filling.AsSpan(_filled + HeadBytes));
            Volatile.Write(ref _filled, needed);
            return true;
        }
    }

    /// <summary>The tick's thread. What is given is valid until the next call.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (_taken == _end && !TrySwap())
            return false;
        var length = BitConverter.ToUInt16(_taking.AsSpan(_taken));
        message = _taking.AsMemory(_taken + HeadBytes, length);
        _taken += HeadBytes + length;
        return true;
    }

    /// <summary>False also while the reader is at it: then it is the next tick's.</summary>
    private bool TrySwap()
    {
        if (Volatile.Read(ref _filled) == 0 || !_gate.TryEnter())
            return false;
        try
        {
            (_filling, _taking) = (_taking, _filling);
            (_taken, _end) = (0, _filled);
            _filled = 0;
            return true;
        }
        finally
        {
            _gate.Exit();
        }
    }
}
