using System.Net;

namespace Ecs.Server.Options;

/// <summary>The page and the socket for browsers.</summary>
public sealed record WebOptions
{
    /// <summary>The port unless somebody chooses.</summary>
    public const int DefaultPort = 9080;

    /// <summary>Instead of an address: no page, no socket, nothing of ASP.NET.</summary>
    public const string Off = "off";

    /// <summary>Where browsers come; null for nowhere.</summary>
    public IPEndPoint? Address { get; init; } = new(IPAddress.Loopback, DefaultPort);

    /// <summary>Whether somebody chose the address: then it must be free.</summary>
    public bool IsGiven { get; init; }

    /// <summary>A certificate's PEM file, and after a comma that of its key where that is another; empty for none.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>Other servers in the menu: a file with a line NAME=URL for each, or such a list with commas.</summary>
    public string Servers { get; init; } = "";

    /// <summary>Pages from elsewhere that may open the socket, as browsers name them: https://example.org.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    internal static WebOptions ReadAddress(WebOptions options, string text, string key, OptionFaults faults)
    {
        if (text.Equals(Off, StringComparison.OrdinalIgnoreCase))
            return options with { Address = null, IsGiven = true };

        // "9080" would be read, as an address of version 4.
        if (text.Contains(':', StringComparison.Ordinal) && !text.EndsWith(']') && IPEndPoint.TryParse(Named(text), out var address) && HasPort(text, address))
            return options with { Address = address, IsGiven = true };
        faults.Add(key, $"{OptionText.Quote(text, 64)} is neither an address with a port, such as 0.0.0.0:{DefaultPort} or [::1]:{DefaultPort}, nor off");
        return options;
    }

    internal static IReadOnlyList<string> ReadOrigins(string text, string key, OptionFaults faults)
    {
        var origins = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var origin in origins)
        {
            if (!IsOrigin(origin))
                faults.Add(key, $"{OptionText.Quote(origin, 200)} is no origin such as https://example.org or http://10.0.0.1:8080");
        }

        return Array.ConvertAll(origins, static origin => origin.ToLowerInvariant());
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && origin.Scheme is "http" or "https"
        && text.Equals($"{origin.Scheme}://{origin.Authority}", StringComparison.OrdinalIgnoreCase);

    private static string Named(string text) =>
        text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? string.Concat("127.0.0.1", text.AsSpan("localhost".Length)) : text;

    /// <summary>An address of version 6 without brackets has none, and is read all the same.</summary>
    private static bool HasPort(string text, IPEndPoint address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork || text.Contains("]:", StringComparison.Ordinal);
}
