using System.Net;
using System.Text;

namespace Ecs.Server.Net.Proxies;

/// <summary>Reads a network, such as 10.0.0.0/8, or an address, which is a network of one.</summary>
internal static class NetworkText
{
    private const int MappedBits = 96;

    /// <summary>False when the text is neither; what is written as version 6 and is version 4 becomes version 4.</summary>
    public static bool TryRead(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        if (!AddressText.TryRead(Encoding.UTF8.GetBytes(address), keepsMapped: true, out var parsed))
            return false;
        var bits = parsed.GetAddressBytes().Length * 8;
        if (slash >= 0 && !AddressText.TryReadNumber(Encoding.UTF8.GetBytes(text[(slash + 1)..]), bits, out bits))
            return false;
        if (parsed.IsIPv4MappedToIPv6 && bits >= MappedBits)
            (parsed, bits) = (parsed.MapToIPv4(), bits - MappedBits);
        network = new IPNetwork(WithoutHost(parsed, bits), bits);
        return true;
    }

    /// <summary>10.1.2.3/8 is what people write when they mean 10.0.0.0/8.</summary>
    private static IPAddress WithoutHost(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = bits; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
