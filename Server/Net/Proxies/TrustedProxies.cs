using System.Net;
using Ecs.Server.Guards;

namespace Ecs.Server.Net.Proxies;

/// <summary>The addresses whose word about their clients is taken. Everybody else speaks for nobody.</summary>
/// <param name="networks">Of either version; version 4 as such, not written as version 6.</param>
public sealed class TrustedProxies(params IPNetwork[] networks)
{
    public static TrustedProxies None { get; } = new();

    public bool IsEmpty => networks.Length == 0;

    public bool Contains(IPAddress address)
    {
        if (networks.Length == 0)
            return false;
        var plain = AddressKey.Plain(address);
        foreach (var network in networks)
        {
            if (network.Contains(plain))
                return true;
        }

        return false;
    }
}
