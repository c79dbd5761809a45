using System.Globalization;
using System.Net;

namespace Ecs.Server.Options;

/// <summary>A door that the server opens at the start, beside the native one.</summary>
/// <param name="Name">Of a kind of door.</param>
/// <param name="Port">0 to 65,535; 0 takes any free one.</param>
/// <param name="Room">The room that it leads to. Null for the first one of its mode, which is opened where there is none; empty for the
/// first one of a mode that it can serve, once there is one.</param>
public sealed record DoorEntry(string Name, int Port, string? Room = null)
{
    /// <summary>One of every kind, on their own ports.</summary>
    public const string All = "all";

    /// <summary>Reads <c>all</c> or a list such as <c>arena,waves:5055,arena=duel:9914</c>; adds a fault for every part that is wrong.</summary>
    internal static IReadOnlyList<DoorEntry> Read(string text, KnownNames known, string key, OptionFaults faults)
    {
        if (text == All)
            return [.. known.Doors.Select(static door => new DoorEntry(door.Name, door.Port))];
        var doors = new List<DoorEntry>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pieces = part.Split(':', 2);
            var names = pieces[0].Split('=', 2);
            var port = 0;
            if (known.Door(names[0]) is not { } kind)
            {
                faults.Add(key, $"there is no door {OptionText.Quote(names[0])}; there are {string.Join(", ", known.Doors.Select(static door => door.Name))}");
            }
            else if (pieces.Length == 2
                && (!int.TryParse(pieces[1], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > IPEndPoint.MaxPort))
            {
                faults.Add(key, $"{OptionText.Quote(part)}: a port is 0 to {IPEndPoint.MaxPort}");
            }
            else
            {
                Add(doors, new DoorEntry(kind.Name, pieces.Length == 2 ? port : kind.Port, names.Length == 2 ? names[1] : null), key, faults);
            }
        }

        return doors;
    }

    private static void Add(List<DoorEntry> doors, DoorEntry door, string key, OptionFaults faults)
    {
        if (door.Port != 0 && doors.Find(other => other.Port == door.Port) is { } same)
            faults.Add(key, $"{OptionText.Quote(door.Name)} has the port of {OptionText.Quote(same.Name)}, {door.Port}");
        else
            doors.Add(door);
    }
}
