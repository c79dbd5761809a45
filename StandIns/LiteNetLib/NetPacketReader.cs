using LiteNetLib.Buffers;
using LiteNetLib.Utils;

namespace LiteNetLib;

/// <summary>
/// A received message. Its buffer is pooled: with <c>AutoRecycle</c> it goes back when the handler returns, otherwise call
/// <see cref="Recycle"/> (a forgotten one is left to the garbage collector). Copy out what must live longer.
/// </summary>
public sealed class NetPacketReader : NetDataReader
{
    private readonly PacketPool _pool;
    private Packet? _packet;
    private byte[]? _rented;

    internal NetPacketReader(PacketPool pool) => _pool = pool;

    /// <summary>
    /// The manager takes it back after the handler; until then the application's own <see cref="Recycle"/> must not, or the reader could be
    /// in use for another message by the time the manager does.
    /// </summary>
    internal bool IsTakenBackByManager { get; set; }

    /// <summary>Gives the buffer back. A second call does nothing.</summary>
    public void Recycle()
    {
        if (!IsTakenBackByManager)
        {
            _pool.Recycle(this);
        }
    }

    internal void Hold(Packet packet, int offset, int length)
    {
        _packet = packet;
        SetSource(packet.Data, offset, offset + length);
    }

    /// <summary>An assembled message in an array from the shared array pool.</summary>
    internal void HoldRented(byte[] rented, int length)
    {
        _rented = rented;
        SetSource(rented, 0, length);
    }

    internal bool LetGo(out Packet? packet, out byte[]? rented)
    {
        packet = _packet;
        rented = _rented;
        _packet = null;
        _rented = null;
        IsTakenBackByManager = false;
        Clear();
        return packet is not null || rented is not null;
    }
}
