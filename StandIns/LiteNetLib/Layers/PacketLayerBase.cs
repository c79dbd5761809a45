using System.Net;

namespace LiteNetLib.Layers;

/// <summary>Sees every datagram: the last thing on the way out, the first on the way in. Both ends must use the same.</summary>
public abstract class PacketLayerBase
{
    /// <summary>Bytes this layer adds to every datagram; all sizes shrink by it.</summary>
    public readonly int ExtraPacketSizeForLayer;

    /// <param name="extraPacketSizeForLayer">Constant number of bytes added; 0 to 128.</param>
    protected PacketLayerBase(int extraPacketSizeForLayer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(extraPacketSizeForLayer);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(extraPacketSizeForLayer, 128);
        ExtraPacketSizeForLayer = extraPacketSizeForLayer;
    }

    /// <summary>Undo the outgoing side. Set <paramref name="length"/> to 0 to drop the datagram.</summary>
    public abstract void ProcessInboundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int length);

    /// <summary>
    /// Change the datagram in place; the array has room for <see cref="ExtraPacketSizeForLayer"/> more bytes. Length 0 drops it.
    /// </summary>
    public abstract void ProcessOutBoundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int offset, ref int length);
}
