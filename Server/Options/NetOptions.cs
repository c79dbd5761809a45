using System.Net;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Net.Streams;

namespace Ecs.Server.Options;

/// <summary>Between options and what they open: ports and the networks of proxies.</summary>
public static class NetOptions
{
    /// <summary>Networks in one option.</summary>
    public const int ProxyLimit = 64;

    /// <summary>One line that begins with the option at fault.</summary>
    /// <param name="fault">Why nothing can be listened on.</param>
    /// <param name="key">The option that chose the port; what is wrong with the address is the matter of Bind.</param>
    public static string Explain(this ListenFault fault, string key) => fault.Explain(OptionTable.Spell(key), OptionTable.Spell("Bind"));

    /// <summary>Reads a list such as <c>127.0.0.1,10.0.0.0/8,2001:db8::/32</c>; what is no network is a fault.</summary>
    internal static TrustedProxies ReadProxies(string text, string key, OptionFaults faults)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > ProxyLimit)
        {
            faults.Add(key, $"{parts.Length} networks are more than {ProxyLimit}");
            return TrustedProxies.None;
        }

        var networks = new List<IPNetwork>();
        foreach (var part in parts)
        {
            if (NetworkText.TryRead(part, out var network))
                networks.Add(network);
            else
                faults.Add(key, $"\"{Text.DisplayText.Clean(part, 64)}\" is neither an address nor a network such as 10.0.0.0/8");
        }

        return new TrustedProxies([.. networks]);
    }
}
