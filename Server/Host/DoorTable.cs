using Ecs.Server.Doors;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Doors.Plaza;
using Ecs.Server.Doors.Survival;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Options;
using Ecs.Simulation;

namespace Ecs.Server.Host;

/// <summary>Which kinds of doors there are beside the native one: a line each.</summary>
public static class DoorTable
{
    /// <summary>What options may name.</summary>
    /// <param name="games">What rooms can play; a door that leads to none of it is not known.</param>
    public static KnownNames Known(GameTable games) => new(
        [.. games.Names],
        [.. Of(new ServerOptions()).Where(kind => kind.Modes.Any(games.Has)).Select(static kind => new KnownDoor(kind.Name, kind.Port, kind.Modes))]);

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
