namespace LiteNetLib.Buffers;

/// <summary>First in, first out, linked through the packets themselves: no array to grow.</summary>
internal struct PacketQueue
{
    private Packet? _first;
    private Packet? _last;

    public int Count { get; private set; }

    public readonly Packet? First => _first;

    public readonly Packet? Last => _last;

    public void Enqueue(Packet packet)
    {
        packet.Next = null;
        if (_last is null)
        {
            _first = packet;
        }
        else
        {
            _last.Next = packet;
        }

        _last = packet;
        Count++;
    }

    public Packet? Dequeue()
    {
        Packet? packet = _first;
        if (packet is null)
        {
            return null;
        }

        _first = packet.Next;
        if (_first is null)
        {
            _last = null;
        }

        packet.Next = null;
        Count--;
        return packet;
    }

    public void ReleaseAll(PacketPool pool)
    {
        while (Dequeue() is { } packet)
        {
            pool.Return(packet);
        }
    }
}
