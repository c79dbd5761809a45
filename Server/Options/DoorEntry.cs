using System.Globalization;
using System.Net;
using Ecs.Server.Host;

namespace Ecs.Server.Options;

/// <summary>A door that the server opens at the start, beside the native one.</summary>
/// <param name="Name">A name of the door table, which is also the mode of its room.</param>
/// <param name="Port">0 to 65,535; 0 takes any free one.</param>
public sealed record DoorEntry(string Name, int Port)
{
    /// <summary>All doors of the table on their own ports.</summary>
    public const string All = "all";

    /// <summary>Reads <c>all</c> or a list such as <c>arena,waves:5055</c>; adds a fault for every part that is wrong.</summary>
    internal static IReadOnlyList<DoorEntry> Read(string text, string key, OptionFaults faults)
    {
        if (text == All)
            return [.. DoorTable.Names.Select(static name => new DoorEntry(name, DoorTable.DefaultPortOf(name)))];
        var doors = new List<DoorEntry>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pieces = part.Split(':', 2);
            string name = pieces[0];
            int port = 0;
            if (!DoorTable.Names.Contains(name))
                faults.Add(key, $"there is no door {OptionTable.Quote(name)}; there are {string.Join(", ", DoorTable.Names)}");
            else if (pieces.Length == 2
                && (!int.TryParse(pieces[1], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > IPEndPoint.MaxPort))
                faults.Add(key, $"{OptionTable.Quote(part)}: a port is 0 to {IPEndPoint.MaxPort}");
            else if (doors.Exists(door => door.Name == name))
                faults.Add(key, $"{OptionTable.Quote(name)} is there twice");
            else
                Add(doors, new DoorEntry(name, pieces.Length == 2 ? port : DoorTable.DefaultPortOf(name)), key, faults);
        }

        return doors;
    }

    private static void Add(List<DoorEntry> doors, DoorEntry door, string key, OptionFaults faults)
    {
        if (door.Port != 0 && doors.Find(other => other.Port == door.Port) is { } same)
            faults.Add(key, $"{OptionTable.Quote(door.Name)} has the port of {OptionTable.Quote(same.Name)}, {door.Port}");
        else
            doors.Add(door);
    }
}
