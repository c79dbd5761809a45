using Ecs.Server.Rooms;

namespace Ecs.Server.Console;

/// <summary>Opens a room; null and a sentence when that cannot be. The map is empty for the mode's own.</summary>
public delegate Room? OpenRoom(string name, string mode, string map, out string fault);

/// <summary>
/// Rooms that open and close while the server runs. Only for the console: a room reads a file of the server's machine and may write one.
/// </summary>
public sealed class RoomCommands(RoomTable rooms, OpenRoom open, Action<Room> close)
{
    private const string OpenWord = "open";
    private const string CloseWord = "close";

    public void AddTo(CommandRegistry commands) => commands.Add(
        new("room", "NAME | open NAME MODE [MAP] | close NAME", "Chooses the room that the console's other commands mean, or opens or closes one.", Run)
        {
            Right = CommandRight.Console,
            LeastArguments = 1,
            MostArguments = 4,
        });

    private string? Run(CommandCall call)
    {
        var word = call.Arguments[0];
        return call.Arguments.Count switch
        {
            1 => Choose(call, word),
            2 when word == CloseWord => Close(call, call.Arguments[1]),
            3 or 4 when word == OpenWord => Open(call.Arguments[1], call.Arguments[2], call.Arguments.Count == 4 ? call.Arguments[3] : ""),
            _ => null,
        };
    }

    private string Choose(CommandCall call, string name)
    {
        if (rooms.Named(name) is not { } room)
            return "There is no room of that name.";
        call.Caller.Room = room;
        return $"Commands now mean {room.Name}.";
    }

    private string Open(string name, string mode, string map) =>
        open(name, mode, map, out var fault) is { } room ? $"{room.Name} is open: {room.Options.Mode}, map {room.World.Map.Name}." : fault;

    private string Close(CommandCall call, string name)
    {
        if (rooms.Named(name) is not { } room)
            return "There is no room of that name.";
        if (room == rooms.All[0])
            return $"{room.Name} is the default room, where clients come who name none: it stays.";
        var people = room.PlayerCount - room.BotCount;
        close(room);
        call.Caller.Room ??= rooms.All[0];
        return $"{room.Name} is closed; {people} players were told.";
    }
}
