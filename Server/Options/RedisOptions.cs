using System.Globalization;
using System.Net;

namespace Ecs.Server.Options;

/// <summary>A Redis beside the server: settings come from it and what happens is published to it.</summary>
public sealed record RedisOptions
{
    public const int PasswordMax = 512;

    /// <summary>Host and port; empty for no Redis at all.</summary>
    public string Address { get; init; } = "";

    /// <summary>Empty where it wants none. Never printed.</summary>
    public string Password { get; init; } = "";

    /// <summary>How long an answer is waited for.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(250);

    public bool IsGiven => Address.Length != 0;

    /// <summary>The name or address in <see cref="Address"/>.</summary>
    public string Host => Address[..Address.LastIndexOf(':')].Trim('[', ']');

    public int Port => int.Parse(Address.AsSpan(Address.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Without the password: a record prints itself, and this one may end up in a log.</summary>
    public override string ToString() => $"{nameof(RedisOptions)} {{ {Address} }}";

    internal static RedisOptions ReadAddress(RedisOptions options, string text, string key, OptionFaults faults)
    {
        if (IsAddress(text))
            return options with { Address = text };

        faults.Add(key, $"{OptionText.Quote(text, 64)} is no host with a port, such as 127.0.0.1:6379 or [::1]:6379");
        return options;
    }

    internal void Check(OptionFaults faults)
    {
        if (Password.Length > PasswordMax)
            faults.Add("Redis:Password", $"is longer than {PasswordMax} characters");
        if (Password.Length != 0 && !IsGiven)
            faults.Add("Redis:Password", "needs an address (Redis:Address)");
    }

    private static bool IsAddress(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > IPEndPoint.MaxPort)
            return false;

        // The colons of version 6 need brackets, or the last group would be the port.
        var host = text[..colon];
        return host.StartsWith('[')
            ? host.EndsWith(']') && IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out _)
            : Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;
    }
}
