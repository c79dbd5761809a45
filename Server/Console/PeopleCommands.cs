using System.Globalization;
using System.Text;
using Ecs.Protocol;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Server.Console;

/// <summary>Commands about the people: who is here, what they may do, and what they are told.</summary>
public sealed class PeopleCommands(GameServer server)
{
    private const string Nobody = "Nobody here has that name or number.";

    public void AddTo(CommandRegistry commands)
    {
        commands.Add(new("players", "", "Lists the room's players and whoever else is connected.", ListPlayers)
        {
            ShortForms = ["playerlist", "pl"],
            Right = CommandRight.Anyone,
        });
        commands.Add(new("net", "[PLAYER]", "What the bytes to a player, or to all in the room, were spent on.", ShowTraffic)
        {
            MostArguments = 1,
        });
        commands.Add(new("say", "TEXT", "Speaks to everybody in all rooms.", Say)
        {
            LeastArguments = 1,
            MostArguments = 1,
            EndsWithText = true,
        });
        commands.Add(new("whisper", "PLAYER TEXT", "Says something that only one player hears.", Whisper)
        {
            ShortForms = ["w"],
            Right = CommandRight.Anyone,
            LeastArguments = 2,
            MostArguments = 2,
            EndsWithText = true,
        });
        commands.Add(new("kick", "PLAYER [TEXT]", "Ends a player's connection, or takes a bot out.", Kick)
        {
            LeastArguments = 1,
            MostArguments = 2,
            EndsWithText = true,
        });
        commands.Add(new("op", "PLAYER", "Makes a player an operator until the connection ends.", call => ChangeRole(call, true))
        {
            Right = CommandRight.Console,
            LeastArguments = 1,
            MostArguments = 1,
        });
        commands.Add(new("deop", "PLAYER", "Takes an operator's right away.", call => ChangeRole(call, false))
        {
            Right = CommandRight.Console,
            LeastArguments = 1,
            MostArguments = 1,
        });
    }

    private string ListPlayers(CommandCall call)
    {
        var text = new StringBuilder();
        var showsAddresses = call.Caller.Right == CommandRight.Console;
        if (call.Caller.Room is { } room)
            ListSeats(text, room, showsAddresses);
        foreach (var person in server.Names.People.OrderBy(static person => person.Name, StringComparer.Ordinal))
        {
            if (person.Seat is null || person.Room != call.Caller.Room)
                text.Append(CultureInfo.InvariantCulture, $"   - {TitleOf(person)} ({PlaceOf(person)}){AddressOf(person, showsAddresses)}\n");
        }

        return text.Length == 0 ? "Nobody is here." : text.ToString().TrimEnd('\n');
    }

    private void ListSeats(StringBuilder text, Room room, bool showsAddresses)
    {
        for (var number = 0; number < room.SeatLimit; number++)
        {
            if (room.SeatAt(number) is not { } seat)
                continue;
            var person = seat.IsBot ? null : server.Names.Find(seat.Name);
            text.Append(CultureInfo.InvariantCulture, $"{number,4} {(person is null ? seat.Name : TitleOf(person))}");
            if (StateOf(room, seat.Slot) is { } state)
            {
                var life = (state.Flags & EntityFlags.Alive) != 0 ? $"health {state.Health}" : "dead";
                text.Append(CultureInfo.InvariantCulture, $", team {state.Team}, {life}, {state.Kills} kills, {state.Deaths} deaths");
            }

            text.Append(seat.IsBot ? ", bot" : person?.Role == PlayerRole.Operator ? ", operator" : "");
            text.Append(person is { IsAway: true } ? ", away" : "");
            text.Append(person is null ? "" : AddressOf(person, showsAddresses)).Append('\n');
        }
    }

    private string ShowTraffic(CommandCall call)
    {
        var shares = new TrafficShares();
        if (call.Arguments.Count == 0)
        {
            foreach (var person in server.Names.People)
            {
                if (person.Room == call.Caller.Room)
                    person.ShareTraffic(shares);
            }
        }
        else if (server.Names.Find(NameOf(call)) is { } person)
        {
            person.ShareTraffic(shares);
        }
        else
        {
            return Nobody;
        }

        var sum = shares.Bits;
        if (sum == 0)
            return "Nothing was counted: only native clients have such books.";

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{sum / 8} bytes with the heads of IP and UDP:\n");
        foreach (var cause in shares.Causes)
            text.Append(CultureInfo.InvariantCulture, $"{cause.Bits / 8.0,12:0} {100.0 * cause.Bits / sum,5:0.0}% {cause.Name}\n");
        text.Append("of which components:\n");
        foreach (var component in shares.Components.Where(static component => component.Bits > 0).OrderByDescending(static component => component.Bits))
            text.Append(CultureInfo.InvariantCulture, $"{component.Bits / 8.0,12:0} {100.0 * component.Bits / sum,5:0.0}% {component.Name}\n");
        return text.ToString().TrimEnd('\n');
    }

    private static EntityState? StateOf(Room room, PlayerSlot slot)
    {
        foreach (ref readonly var entity in room.View.Entities)
        {
            if (entity.Kind == EntityKind.Avatar && entity.Slot == slot)
                return entity;
        }

        return null;
    }

    /// <summary>The name that people see, and in brackets the one that commands know where it is another.</summary>
    private static string TitleOf(Guest person) =>
        person.ShownName == person.Name ? person.Name
        : person.ShownName.Length == 0 ? $"({person.Name})"
        : $"{person.ShownName} ({person.Name})";

    private static string PlaceOf(Guest person) =>
        (person.Room is not { } room ? "in no room" : person.Seat is null ? $"watches {room.Name}" : $"in {room.Name}")
        + (person.IsAway ? ", away" : "");

    private static string AddressOf(Guest person, bool isShown) =>
        isShown ? string.Create(CultureInfo.InvariantCulture, $", {person.Address}, {person.RoundTripMilliseconds} ms") : "";

    private string? Say(CommandCall call)
    {
        var text = DisplayText.CleanChat(call.Arguments[0]);
        if (text.Length == 0)
            return null;
        server.Say(text);
        return $"Said: {text}";
    }

    private string? Whisper(CommandCall call)
    {
        var text = DisplayText.CleanChat(call.Arguments[1]);
        if (text.Length == 0)
            return null;
        if (server.Names.Find(NameOf(call)) is not { } person)
            return Nobody;
        return person.HearWhisper(call.Caller.Name, text) ? $"You whisper to {person.Name}: {text}" : $"{person.Name} cannot hear you.";
    }

    private string Kick(CommandCall call)
    {
        var name = NameOf(call);
        var text = call.Arguments.Count == 2 ? DisplayText.Clean(call.Arguments[1], Limits.ReasonTextCodePoints) : "";
        return server.Kick(name, text) ? $"{DisplayText.Clean(name, Limits.NameCodePoints)} is out." : Nobody;
    }

    private string ChangeRole(CommandCall call, bool isOperator)
    {
        if (server.Names.Find(NameOf(call)) is not { } person)
            return Nobody;
        var watches = person.Seat is null && person.Room is not null;
        person.ChangeRole(isOperator ? PlayerRole.Operator : watches ? PlayerRole.Spectator : PlayerRole.Player);
        return $"{person.Name} is {(isOperator ? "now" : "no longer")} an operator.";
    }

    /// <summary>The name that a first argument means: that of the seat with this number in the caller's room, or itself. Empty for an empty seat.</summary>
    private static string NameOf(CommandCall call)
    {
        if (!CommandAnswers.MeansSeat(call.Arguments[0], out var number))
            return call.Arguments[0];
        return call.Caller.Room?.SeatAt(number) is { State: not SeatState.Leaving } seat ? seat.Name : "";
    }
}
