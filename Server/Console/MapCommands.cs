using Ecs.Server.Rooms;

namespace Ecs.Server.Console;

/// <summary>The maps of a room that its people may vote for.</summary>
public delegate IReadOnlyList<string> MapNames(Room room);

/// <summary>Gives a room another map soon; false while one is on its way.</summary>
public delegate bool ChangeMap(Room room, string map);

/// <summary>Which map a room plays on: operators say it, people vote.</summary>
public sealed class MapCommands(MapNames names, ChangeMap change, Func<Room, MapVote> voteOf, Func<TimeSpan> now)
{
    private const string NoRoom = "You are in no room.";

    public void AddTo(CommandRegistry commands)
    {
        commands.Add(new("map", "[MAP]", "Says which maps there are for the room, or gives it one.", Map) { MostArguments = 1 });
        commands.Add(new("vote", "map MAP | yes | no", "Begins a vote about the room's map, or gives a voice: more than half of those seated, within 30 s.", Vote)
        {
            Right = CommandRight.Anyone,
            LeastArguments = 1,
            MostArguments = 2,
        });
    }

    private string Map(CommandCall call)
    {
        if (call.Caller.Room is not { } room)
            return NoRoom;
        if (call.Arguments.Count == 0)
            return $"{room.Name} plays on {room.World.Map.Name}. There are {List(room)}.";

        // Operators who are players name no files of the server's machine.
        var map = call.Arguments[0];
        if (call.Caller.Right != CommandRight.Console && !names(room).Contains(map))
            return Unknown(room);
        return change(room, map) ? "The map comes as soon as it is read." : "A map is on its way already.";
    }

    private string? Vote(CommandCall call)
    {
        if (call.Caller.Room is not { } room || call.Caller.Seat is not { State: SeatState.Playing } seat)
            return "Only who plays has a voice.";
        var vote = voteOf(room);
        return call.Arguments switch
        {
            ["map", var map] when vote.IsOpen && vote.Map == map => Speak(vote, seat, wants: true),
            ["map", var map] => Begin(room, vote, seat, map),
            ["yes"] => Speak(vote, seat, wants: true),
            ["no"] => Speak(vote, seat, wants: false),
            _ => null,
        };
    }

    private string Begin(Room room, MapVote vote, Seat seat, string map)
    {
        if (vote.IsOpen)
            return $"There is a vote about {vote.Map}: /vote yes or /vote no.";
        if (!names(room).Contains(map))
            return Unknown(room);
        if (map == room.World.Map.Name)
            return $"{map} is what is played on.";
        var wait = vote.Wait(now());
        if (wait > TimeSpan.Zero)
            return $"The next vote can begin in {Math.Ceiling(wait.TotalSeconds):0} s.";
        vote.Begin(seat, map, now());
        room.ServerChat($"{seat.Name} wants the map {map}: /vote yes or /vote no, within {MapVote.Length.TotalSeconds:0} s.");
        return "Your voice counts for it.";
    }

    private static string Speak(MapVote vote, Seat seat, bool wants)
    {
        if (!vote.IsOpen)
            return "There is no vote.";
        vote.Say(seat, wants);
        return wants ? "Your voice counts for it." : "Your voice counts against it.";
    }

    private string Unknown(Room room) => $"There is no map of that name for {room.Options.Mode}; there are {List(room)}.";

    private string List(Room room) => names(room) is { Count: > 0 } found ? string.Join(", ", found) : "none";
}
