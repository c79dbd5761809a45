using System.Net;

namespace Ecs.Server.Net.Proxies;

/// <summary>Whom a proxy says that it heard from.</summary>
/// <param name="From">The address, with port 0 where none is said; null when the proxy does not want to say.</param>
/// <param name="IsFaulty">It cannot be read.</param>
internal readonly record struct ForwardedHop(IPEndPoint? From, bool IsFaulty)
{
    public static ForwardedHop Hidden => default;

    public static ForwardedHop Faulty => new(null, true);

    /// <param name="text">An address with or without a port, <c>unknown</c>, or a made-up name that begins with <c>_</c>.</param>
    /// <param name="needsBrackets">Whether version 6 stands in brackets always, as in Forwarded, or only before a port.</param>
    public static ForwardedHop Read(ReadOnlySpan<byte> text, bool needsBrackets)
    {
        if (System.Text.Ascii.EqualsIgnoreCase(text, "unknown"u8) || (text.Length > 1 && text[0] == '_'))
            return Hidden;
        var address = text;
        ReadOnlySpan<byte> port = [];
        if (text.StartsWith("["u8))
        {
            var close = text.IndexOf((byte)']');
            if (close < 0)
                return Faulty;
            address = text[1..close];
            port = text[(close + 1)..];
            if (!address.Contains((byte)':'))
                return Faulty;
        }
        else if (text.Count((byte)':') == 1)
        {
            var colon = text.IndexOf((byte)':');
            address = text[..colon];
            port = text[colon..];
        }
        else if (needsBrackets && text.Contains((byte)':'))
        {
            return Faulty;
        }

        return AddressText.TryRead(address, out var from) && TryReadPort(port, out var number)
            ? new ForwardedHop(new IPEndPoint(from, number), false)
            : Faulty;
    }

    private static bool TryReadPort(ReadOnlySpan<byte> port, out int number)
    {
        number = 0;
        return port.IsEmpty || (port[0] == ':' && (port[1..].StartsWith("_"u8) || AddressText.TryReadNumber(port[1..], IPEndPoint.MaxPort, out number)));
    }
}
