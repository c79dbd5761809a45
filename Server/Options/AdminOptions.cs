using System.Globalization;
using System.Net;
using Ecs.Server.Guards;

namespace Ecs.Server.Options;

/// <summary>The operator's own listener: health, metrics, and with a token the API and its page.</summary>
public sealed record AdminOptions
{
    /// <summary>The port unless somebody chooses.</summary>
    public const int DefaultPort = 9081;

    /// <summary>Instead of an address: nothing is opened.</summary>
    public const string Off = "off";

    /// <summary>Where operators and their programs come; null for nowhere.</summary>
    public IPEndPoint? Address { get; init; }

    /// <summary>Who shows it may do anything; empty = health and metrics only. Never printed.</summary>
    public string Token { get; init; } = "";

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(AdminOptions)} {{ {Address} }}";

    internal static AdminOptions ReadAddress(AdminOptions options, string text, string key, OptionFaults faults)
    {
        if (text.Equals(Off, StringComparison.OrdinalIgnoreCase) || text.Equals(bool.FalseString, StringComparison.OrdinalIgnoreCase))
            return options with { Address = null };
        if (text.Length == 0 || text.Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase))
            return options with { Address = new IPEndPoint(IPAddress.Loopback, DefaultPort) };
        if (TryRead(text, out var address))
            return options with { Address = address };
        faults.Add(key, $"{OptionText.Quote(text, 64)} is no address such as 127.0.0.1, 127.0.0.1:{DefaultPort} or [::1]:{DefaultPort}, nor off");
        return options;
    }

    internal void Check(OptionFaults faults)
    {
        if (Address is { } place && Token.Length == 0 && !IPAddress.IsLoopback(AddressKey.Plain(place.Address)))
            faults.Add("Admin:Address", $"{place.Address} can be reached from elsewhere, which takes a token: {OptionTable.Spell("Admin:Token")}");
    }

    private static bool TryRead(string text, out IPEndPoint address)
    {
        address = new IPEndPoint(IPAddress.Loopback, DefaultPort);
        var named = text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) ? string.Concat("127.0.0.1", text.AsSpan("localhost".Length)) : text;

        // "9081" alone would be read, as an address of version 4.
        if (!named.AsSpan().ContainsAny('.', ':'))
            return false;
        if (IPAddress.TryParse(named, out var alone) && !named.Contains("]:", StringComparison.Ordinal))
        {
            address = new IPEndPoint(alone, DefaultPort);
            return true;
        }

        var colon = named.LastIndexOf(':');
        var hasPort = colon > 0 && int.TryParse(named.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort;
        if (!hasPort || !IPEndPoint.TryParse(named, out var whole))
            return false;
        address = whole;
        return true;
    }
}
