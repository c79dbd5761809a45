using Ecs.Server.Doors;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Doors.Plaza;
using Ecs.Server.Doors.Survival;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Options;

namespace Ecs.Server.Host;

/// <summary>Which kinds of doors there are beside the native one: a line each.</summary>
public static class DoorTable
{
    public static IReadOnlyList<string> Names { get; } = [.. Of(new ServerOptions()).Select(static kind => kind.Name)];

    /// <exception cref="ArgumentException">There is no such door.</exception>
    public static int DefaultPortOf(string name) => Of(new ServerOptions()).Single(kind => kind.Name == name).Port;

    /// <summary>Each with what the options say of it.</summary>
    public static IReadOnlyList<DoorKind> Of(ServerOptions options) =>
    [
        ArenaDoor.Kind,
        PlazaDoor.Kind(options.PlazaToken),
        WavesDoor.Kind(options.WavesAddressLimit),
        ArgentumDoor.Kind,
        SurvivalDoorOpener.Kind(options.SurvivalCodes, options.SurvivalAddressLimit),
    ];
}
