using Ecs.Server.Doors;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Doors.Plaza;
using Ecs.Server.Doors.Survival;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Tests.Server.Doors.Survival;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors;

/// <summary>Each kind of foreign door over streams in memory.</summary>
internal static class MemoryDoors
{
    /// <summary>As options call them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["arena", "plaza", "survival", "argentum", "waves"];

    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="context">Of the server.</param>
    /// <param name="room">Where it leads; null for nowhere yet.</param>
    /// <param name="streams">Of every kind but waves.</param>
    /// <param name="waves">Of waves.</param>
    /// <param name="accounts">Of argentum.</param>
    /// <param name="plazaToken">Asked for by plaza; empty for none.</param>
    public static IDoor Make(
        string kind,
        DoorContext context,
        Room? room,
        MemoryStreamListener streams,
        MemoryWavesListener waves,
        AccountService accounts,
        string plazaToken = "") => kind switch
        {
            "arena" => new ArenaDoor(context, room, streams, new ArenaOptions()),
            "plaza" => new PlazaDoor(context, room, streams, new PlazaOptions { Token = plazaToken }),
            "survival" => new SurvivalDoor(context, room, streams, new SurvivalOptions(), SurvivalCodes.Of()),
            "waves" => new WavesDoor(context, room, waves, new WavesOptions()),
            "argentum" => new ArgentumDoor(context, room, streams, new ArgentumOptions(), accounts.OpenClient()),
            _ => throw new ArgumentException($"no door is called '{kind}'", nameof(kind)),
        };
}
