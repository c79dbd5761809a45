using System.Buffers;

namespace LiteNetLib.Buffers;

/// <summary>
/// Packets and readers for reuse. Everything happens under the manager's gate, because senders, the update thread and the application's
/// Recycle meet here.
/// </summary>
internal sealed class PacketPool(Lock gate)
{
    private const int MaxReaders = 4096;

    private readonly Stack<NetPacketReader> _readers = new();
    private Packet? _free;

    /// <summary>Packets kept at most; more are left to the garbage collector.</summary>
    public int Capacity { get; set; }

    public int Count { get; private set; }

    /// <summary>Packets handed out and not yet back. A reader that the application never recycles stays in it.</summary>
    public int Outstanding { get; private set; }

    public Packet Rent()
    {
        Outstanding++;
        Packet? packet = _free;
        if (packet is null)
        {
            return new Packet { Holders = 1 };
        }

        _free = packet.Next;
        packet.Next = null;
        packet.Holders = 1;
        Count--;
        return packet;
    }

    /// <summary>One holder lets go.</summary>
    public void Return(Packet packet)
    {
        if (--packet.Holders > 0)
        {
            return;
        }

        Outstanding--;
        packet.Reset();
        if (Count < Capacity)
        {
            packet.Next = _free;
            _free = packet;
            Count++;
        }
    }

    public NetPacketReader RentReader() => _readers.TryPop(out NetPacketReader? reader) ? reader : new NetPacketReader(this);

    public void Recycle(NetPacketReader reader)
    {
        lock (gate)
        {
            TakeBack(reader);
        }
    }

    /// <summary>As <see cref="Recycle"/>, with the gate held.</summary>
    public void TakeBack(NetPacketReader reader)
    {
        if (!reader.LetGo(out Packet? packet, out byte[]? rented))
        {
            return;
        }

        if (packet is not null)
        {
            Return(packet);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        if (_readers.Count < MaxReaders)
        {
            _readers.Push(reader);
        }
    }
}
