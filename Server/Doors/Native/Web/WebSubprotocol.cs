using System.Globalization;
using Ecs.Protocol;

namespace Ecs.Server.Doors.Native.Web;

/// <summary>What clients offer as the WebSocket's subprotocol, and what that says of their version.</summary>
internal static class WebSubprotocol
{
    private const string Mark = "ecs.";

    /// <summary>Of this build.</summary>
    public static string Current { get; } = string.Create(CultureInfo.InvariantCulture, $"{Mark}{Limits.Version}");

    /// <summary>Which of those that a client offers is answered; null when it offers none.</summary>
    /// <remarks>Browsers end a connection that chooses none of what they offer, before anybody could tell them why.</remarks>
    public static string? Choose(IEnumerable<string> offered)
    {
        string? first = null;
        string? ours = null;
        foreach (var name in offered)
        {
            if (name == Current)
                return name;
            first ??= name;
            ours ??= name.StartsWith(Mark, StringComparison.Ordinal) ? name : null;
        }

        return ours ?? first;
    }

    /// <summary>The connect key (docs/protocol.md) that it stands for; one that no version has where it is none of ours.</summary>
    public static string KeyOf(string? subprotocol) =>
        subprotocol?.StartsWith(Mark, StringComparison.Ordinal) == true ? $"ecs/{subprotocol[Mark.Length..]}" : "";
}
