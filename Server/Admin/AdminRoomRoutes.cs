using System.Globalization;
using Ecs.Server.Rooms;

namespace Ecs.Server.Admin;

/// <summary>What the API has about rooms.</summary>
internal sealed class AdminRoomRoutes(AdminWorld world, AdminSnapshots snapshots)
{
    public IEnumerable<AdminRoute> All =>
    [
        new("GET", "/api/rooms", "All rooms; the first is the default one.", [], ListAsync),
        new("POST", "/api/rooms", "Opens a room.",
            [
                new("name", false, true, "Letters, digits, '-' and '_'."), new("mode", false, true, "What is played there."),
                new("map", false, false, "A map's name or a file of the server's machine; the mode's own unless named."),
            ],
            call => call.DoAsync(world, () => Open(call))),
        new("DELETE", "/api/rooms/{room}", "Tells everybody in a room and closes it.", [], call => call.DoInRoomAsync(world, Close)),
        new("POST", "/api/rooms/{room}/pause", "Stops a room's world.", [], call => call.DoInRoomAsync(world, Pause)),
        new("POST", "/api/rooms/{room}/resume", "Lets a room's world go on.", [], call => call.DoInRoomAsync(world, Resume)),
        new("POST", "/api/rooms/{room}/map", "Gives a room another map, as soon as it is read.", [new("map", false, true, "A map's name or a file of the server's machine.")],
            call => call.DoInRoomAsync(world, room => ChangeMap(room, call.Text("map")))),
        new("POST", "/api/rooms/{room}/bots", "Adds or removes bots until there are so many, as far as seats allow.", [new("count", true, true, "0 to the players of a room.")],
            call => call.DoInRoomAsync(world, room => SetBots(room, call.Number("count") ?? 0))),
    ];

    private async Task ListAsync(AdminCall call) =>
        await call.AnswerAsync(await snapshots.Rooms.GetAsync(call.End).ConfigureAwait(false), AdminJson.Default.AdminRoomShapeArray).ConfigureAwait(false);

    private AdminOutcome Open(AdminCall call) => world.Open(call.Text("name"), call.Text("mode"), call.Text("map"), out var fault) is { } room
        ? AdminOutcome.Done($"{room.Name} is open: {room.Options.Mode}, map {room.World.Map.Name}.")
        : AdminOutcome.Refused(fault);

    private AdminOutcome Close(Room room)
    {
        if (room == world.Server.Rooms.All[0])
            return AdminOutcome.Refused($"{room.Name} is the default room, where clients come who name none: it stays.");
        world.Close(room);
        return AdminOutcome.Done($"{room.Name} is closed.");
    }

    private static AdminOutcome Pause(Room room)
    {
        room.Pause();
        return AdminOutcome.Done($"{room.Name} is paused at tick {room.World.Tick}.");
    }

    private static AdminOutcome Resume(Room room)
    {
        room.Resume();
        return AdminOutcome.Done($"{room.Name} goes on.");
    }

    private AdminOutcome ChangeMap(Room room, string map) => world.ChangeMap(room, map)
        ? AdminOutcome.Done("The map comes as soon as it is read.")
        : AdminOutcome.Refused("A map is on its way already.");

    private static AdminOutcome SetBots(Room room, long count) => count < 0 || count > room.Options.PlayerLimit
        ? AdminOutcome.Mistake(string.Create(CultureInfo.InvariantCulture, $"Bots are 0 to {room.Options.PlayerLimit}."))
        : AdminOutcome.Done(string.Create(CultureInfo.InvariantCulture, $"{room.Name} has {room.SetBots((int)count)} bots."));
}
