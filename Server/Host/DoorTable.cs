using Ecs.Server.Base;
using Ecs.Server.Doors;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Doors.Plaza;
using Ecs.Server.Doors.Survival;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Options;

namespace Ecs.Server.Host;

/// <summary>Which doors exist beside the native one: a line each. A door is called like the mode of its room.</summary>
public static class DoorTable
{
    private static readonly DoorKind[] Kinds =
    [
        new("arena", 9913, ArenaDoor.Open),
        new("plaza", 8000, PlazaDoor.Open),
        new("waves", 5050, WavesDoor.Open),
        new("argentum", 7666, ArgentumDoor.Open),
        new("survival", 3000, SurvivalDoorOpener.TryOpen),
    ];

    public static IReadOnlyList<string> Names { get; } = Array.ConvertAll(Kinds, static kind => kind.Name);

    /// <exception cref="ArgumentException">There is no such door.</exception>
    public static int DefaultPortOf(string name) => Find(name).Port;

    /// <summary>An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault and no door.</summary>
    internal static int TryOpen(DoorEntry entry, DoorOpening opening, out IDoor? door, out string fault) =>
        Find(entry.Name).Open(opening, out door, out fault);

    private static DoorKind Find(string name) =>
        Array.Find(Kinds, kind => kind.Name == name) ?? throw new ArgumentException($"no door is called '{name}'", nameof(name));

    private sealed record DoorKind(string Name, int Port, DoorOpener Open);
}
