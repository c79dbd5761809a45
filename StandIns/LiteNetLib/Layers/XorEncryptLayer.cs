using System.Net;
using System.Text;

namespace LiteNetLib.Layers;

/// <summary>Every byte xored with a repeating key. Hides text from a casual look; it is no encryption.</summary>
public sealed class XorEncryptLayer : PacketLayerBase
{
    private readonly byte[] _key;

    public XorEncryptLayer(byte[] key)
        : base(0)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfZero(key.Length);
        _key = (byte[])key.Clone();
    }

    public XorEncryptLayer(string key)
        : this(Encoding.UTF8.GetBytes(key))
    {
    }

    public override void ProcessInboundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int length) => Apply(data.AsSpan(0, length));

    public override void ProcessOutBoundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int offset, ref int length)
        => Apply(data.AsSpan(offset, length));

    private void Apply(Span<byte> datagram)
    {
        int k = 0;
        for (int i = 0; i < datagram.Length; i++)
        {
            datagram[i] ^= _key[k];
            k = k + 1 == _key.Length ? 0 : k + 1;
        }
    }
}
