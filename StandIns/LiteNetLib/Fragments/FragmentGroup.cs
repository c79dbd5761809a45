using System.Buffers;

namespace LiteNetLib.Fragments;

/// <summary>The parts of one unfinished incoming message.</summary>
internal sealed class FragmentGroup(int total, int channelId)
{
    /// <summary>What a slot for a part costs before the part is there, in bytes.</summary>
    public const int SlotCost = 16;

    private readonly ArraySegment<byte>[] _parts = new ArraySegment<byte>[total];
    private int _present;
    private int _length;

    public int ChannelId { get; } = channelId;

    public int Total => _parts.Length;

    /// <summary>Memory held, in bytes.</summary>
    public int Cost { get; private set; } = total * SlotCost;

    /// <summary>When the newest part came, in microseconds.</summary>
    public long LastPartAt { get; set; }

    public bool IsComplete => _present == _parts.Length;

    public bool Has(int index) => _parts[index].Array is not null;

    public void Add(int index, ReadOnlySpan<byte> data)
    {
        byte[] copy = ArrayPool<byte>.Shared.Rent(Math.Max(1, data.Length));
        data.CopyTo(copy);
        _parts[index] = new ArraySegment<byte>(copy, 0, data.Length);
        _present++;
        _length += data.Length;
        Cost += copy.Length;
    }

    /// <summary>The message in an array from the shared pool.</summary>
    public byte[] Assemble(out int length)
    {
        byte[] message = ArrayPool<byte>.Shared.Rent(Math.Max(1, _length));
        int at = 0;
        foreach (ArraySegment<byte> part in _parts)
        {
            part.AsSpan().CopyTo(message.AsSpan(at));
            at += part.Count;
        }

        length = _length;
        return message;
    }

    public void Release()
    {
        for (int i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].Array is { } array)
            {
                ArrayPool<byte>.Shared.Return(array);
                _parts[i] = default;
            }
        }
    }
}
