using System.Net;
using Ecs.Server.Guards;
using Ecs.Server.Options;
using Ecs.Server.Text;

namespace Ecs.Server.Net.Proxies;

/// <summary>The addresses whose word about their clients is taken. Everybody else speaks for nobody.</summary>
/// <param name="networks">Of either version; version 4 as such, not written as version 6.</param>
public sealed class TrustedProxies(params IPNetwork[] networks)
{
    /// <summary>Networks in one option.</summary>
    public const int Limit = 64;

    private const int MappedBits = 96;

    public static TrustedProxies None { get; } = new();

    public bool IsEmpty => networks.Length == 0;

    public bool Contains(IPAddress address)
    {
        if (networks.Length == 0)
            return false;
        IPAddress plain = AddressKey.Plain(address);
        foreach (IPNetwork network in networks)
        {
            if (network.Contains(plain))
                return true;
        }

        return false;
    }

    /// <summary>Reads a list such as <c>127.0.0.1,10.0.0.0/8,2001:db8::/32</c>; what is no network is a fault.</summary>
    internal static TrustedProxies Read(string text, string key, OptionFaults faults)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > Limit)
        {
            faults.Add(key, $"{parts.Length} networks are more than {Limit}");
            return None;
        }

        var networks = new List<IPNetwork>();
        foreach (string part in parts)
        {
            if (TryRead(part, out IPNetwork network))
                networks.Add(network);
            else
                faults.Add(key, $"\"{DisplayText.Clean(part, 64)}\" is neither an address nor a network such as 10.0.0.0/8");
        }

        return new TrustedProxies([.. networks]);
    }

    private static bool TryRead(string text, out IPNetwork network)
    {
        network = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string address = slash < 0 ? text : text[..slash];
        if (!AddressText.TryRead(System.Text.Encoding.UTF8.GetBytes(address), keepsMapped: true, out IPAddress? parsed))
            return false;
        int bits = parsed.GetAddressBytes().Length * 8;
        if (slash >= 0 && !AddressText.TryReadNumber(System.Text.Encoding.UTF8.GetBytes(text[(slash + 1)..]), bits, out bits))
            return false;
        if (parsed.IsIPv4MappedToIPv6 && bits >= MappedBits)
            (parsed, bits) = (parsed.MapToIPv4(), bits - MappedBits);
        network = new IPNetwork(WithoutHost(parsed, bits), bits);
        return true;
    }

    /// <summary>10.1.2.3/8 is what people write when they mean 10.0.0.0/8.</summary>
    private static IPAddress WithoutHost(IPAddress address, int bits)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = bits; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
