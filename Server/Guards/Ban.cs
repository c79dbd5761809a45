using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ecs.Server.Guards;

/// <summary>Somebody who may not come in.</summary>
/// <param name="Kind">What <paramref name="Subject"/> is.</param>
/// <param name="Subject">A name as it is folded to tell names apart, or an address; of IPv6 the first of its /64.</param>
/// <param name="Reason">For people; may be empty.</param>
/// <param name="Until">When it ends, in seconds since 1970 (UTC); 0 for never.</param>
public sealed record Ban(BanKind Kind, string Subject, string Reason, long Until)
{
    /// <summary>Code points of a reason.</summary>
    public const int ReasonLimit = 64;

    /// <summary>What whoever is banned is told: at most 128 code points.</summary>
    public string Text => $"banned {EndText}{(Reason.Length == 0 ? "" : ": ")}{Reason}";

    /// <summary>Until when, in words.</summary>
    public string EndText => Until == 0
        ? "for good"
        : "until " + DateTimeOffset.FromUnixTimeSeconds(Until).UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The subject that an address has; the text of one and, of IPv6, of all in its /64.</summary>
    public static string SubjectOf(IPAddress address)
    {
        var plain = AddressKey.Plain(address);
        if (plain.AddressFamily == AddressFamily.InterNetwork)
            return plain.ToString();

        var bytes = plain.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }

    /// <summary>Reads an address, or a /64 of IPv6. False for anything else, as "1" and "10.2" that are addresses to some.</summary>
    public static bool TryReadAddress(string text, out string subject)
    {
        subject = "";
        var bare = text.EndsWith("/64", StringComparison.Ordinal) && text.Contains(':', StringComparison.Ordinal) ? text[..^3] : text;
        if (!IPAddress.TryParse(bare, out var address) || bare.Contains('[', StringComparison.Ordinal) || bare.Contains('%', StringComparison.Ordinal))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != bare)
            return false;

        subject = SubjectOf(address);
        return true;
    }
}
