using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;

namespace Ecs.Server.Admin;

/// <summary>What there is, copied on the tick's thread so that others may write it out.</summary>
internal static class AdminState
{
    /// <summary>People and bots of one answer.</summary>
    public const int PlayerLimit = 5_000;

    private const int Mebibyte = 1024 * 1024;

    public static AdminServerShape OfServer(AdminWorld world)
    {
        var (server, metrics) = (world.Server, world.Server.Metrics);
        var bots = 0;
        foreach (var room in server.Rooms.All)
            bots += room.BotCount;
        return new(
            world.Name,
            ProgramVersion.Short,
            Math.Round(server.Clock.Now.TotalSeconds, 1),
            metrics.Tick.Run,
            metrics.Tick.Skipped,
            world.TickRate,
            server.Rooms.PlayerCount - bots,
            bots,
            metrics.Sessions,
            Math.Round(ResidentMemory.Read() / (double)Mebibyte, 1),
            world.Health.Read().Line);
    }

    public static AdminRoomShape[] OfRooms(AdminWorld world)
    {
        var rooms = world.Server.Rooms.All;
        var shapes = new AdminRoomShape[rooms.Count];
        for (var index = 0; index < shapes.Length; index++)
            shapes[index] = OfRoom(world, rooms[index]);
        return shapes;
    }

    public static AdminRoomShape OfRoom(AdminWorld world, Room room) => new(
        room.Name,
        room.Options.Mode,
        room.World.Map.Name,
        room.World.Tick.Value,
        room.PlayerCount - room.BotCount,
        room.BotCount,
        room.Options.PlayerLimit,
        room.SpectatorCount,
        room.IsPaused,
        room.Options.IsLocked,
        world.Recorder.FileOf(room),
        room.Recording is { Fault.Length: > 0 } broken ? broken.Fault : null);

    /// <summary>People in their order of coming, then bots.</summary>
    public static AdminPlayerShape[] OfPlayers(AdminWorld world, bool withBots)
    {
        var players = new List<AdminPlayerShape>();
        foreach (var person in world.Server.Names.People)
        {
            if (players.Count < PlayerLimit)
                players.Add(OfPerson(person));
        }

        for (var index = 0; withBots && index < world.Server.Rooms.All.Count; index++)
            AddBots(players, world.Server.Rooms.All[index]);
        return [.. players];
    }

    public static AdminBanShape[] OfBans(BanList bans) =>
        [.. bans.All.Select(static ban => new AdminBanShape(ban.Kind.ToString().ToLowerInvariant(), ban.Subject, ban.Reason, ban.EndText))];

    private static AdminPlayerShape OfPerson(Guest person) => new(
        person.Name,
        person.ShownName,
        person.Room?.Name ?? "",
        person.Seat?.Slot.Value ?? -1,
        person.Role.ToString().ToLowerInvariant(),
        person.Address,
        person.RoundTripMilliseconds,
        Bot: false,
        person.IsAway,
        person.Account.Length != 0);

    private static void AddBots(List<AdminPlayerShape> players, Room room)
    {
        for (var number = 0; number < room.SeatLimit && players.Count < PlayerLimit; number++)
        {
            if (room.SeatAt(number) is { IsBot: true } bot)
                players.Add(new(bot.Name, bot.Name, room.Name, number, nameof(PlayerRole.Player).ToLowerInvariant(), "", 0, Bot: true, Away: false, Account: false));
        }
    }
}
