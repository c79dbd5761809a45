using System.Buffers.Binary;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>Messages that wait, first in and first out, as bytes. It grows to the longest line ever and then allocates no more.</summary>
internal sealed class MessageLine
{
    private const int LengthBytes = sizeof(ushort);

    private byte[] _bytes = new byte[256];
    private int _first;
    private int _end;

    public bool IsEmpty => _first == _end;

    /// <summary>Bytes that wait.</summary>
    public int Bytes => _end - _first;

    /// <summary>The first message; valid until the line changes. There must be one.</summary>
    public ReadOnlySpan<byte> First => _bytes.AsSpan(_first + LengthBytes, BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_first)));

    public void Add(ReadOnlySpan<byte> message)
    {
        MakeRoom(message.Length + LengthBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_end), (ushort)message.Length);
        message.CopyTo(_bytes.AsSpan(_end + LengthBytes));
        _end += message.Length + LengthBytes;
    }

    public void RemoveFirst()
    {
        _first += First.Length + LengthBytes;
        if (IsEmpty)
            (_first, _end) = (0, 0);
    }

    private void MakeRoom(int bytes)
    {
        if (_end + bytes <= _bytes.Length)
            return;

        var waiting = _bytes.AsSpan(_first, Bytes);
        var target = Bytes + bytes > _bytes.Length / 2 ? new byte[Math.Max(_bytes.Length * 2, Bytes + bytes)] : _bytes;
        waiting.CopyTo(target);
        (_bytes, _first, _end) = (target, 0, waiting.Length);
    }
}
