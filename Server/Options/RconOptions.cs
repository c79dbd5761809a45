using System.Globalization;
using System.Net;
using Ecs.Server.Guards;

namespace Ecs.Server.Options;

/// <summary>The remote console of other servers' tools (Source RCON).</summary>
public sealed record RconOptions
{
    /// <summary>The TCP port, 0 for any free one; null for none.</summary>
    public int? Port { get; init; }

    /// <summary>The address to listen on.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>Who says it may run commands; without one there is no remote console. Never printed.</summary>
    public string Password { get; init; } = "";

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(RconOptions)} {{ {Bind}:{Port} }}";

    internal void Check(OptionFaults faults)
    {
        if (Port is not null && Password.Length == 0)
            faults.Add("Rcon:Port", $"needs a password: {OptionTable.Spell("Rcon:Password")}");
        CheckPlace(faults, "Rcon", Port, Bind);
    }

    /// <summary>A port of an operator's listener, and its address.</summary>
    internal static void CheckPlace(OptionFaults faults, string section, int? port, string bind)
    {
        if (port is { } number)
            faults.CheckRange($"{section}:Port", number, IPEndPoint.MinPort, IPEndPoint.MaxPort);
        if (!IPAddress.TryParse(bind, out _) || bind.Contains(']', StringComparison.Ordinal))
            faults.Add($"{section}:Bind", $"{OptionText.Quote(bind, 64)} is no IP address");
    }

    internal static int? ReadPort(string text, string key, OptionFaults faults)
    {
        if (text.Equals(WebOptions.Off, StringComparison.OrdinalIgnoreCase))
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port))
            return port;
        faults.Add(key, $"{OptionText.Quote(text)} is neither a port nor off");
        return null;
    }

    internal static IPAddress AddressOf(string bind) => AddressKey.Plain(IPAddress.Parse(bind));
}
