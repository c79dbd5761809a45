using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Server.Console;

/// <summary>
/// Orders to a room's world, with the names and short forms of the arena. They wait for the next tick, and are recorded with
/// it like any other input.
/// </summary>
public sealed class OrderCommands(GameServer server)
{
    private const string Nobody = "Nobody plays under that name or number.";

    public void AddTo(CommandRegistry commands)
    {
        commands.Add(new("friendlyfire", "[on|off]", "Lets shots hurt team mates, or turns it about.", FriendlyFire)
        {
            ShortForms = ["ff"],
            MostArguments = 1,
        });
        commands.Add(OfPlayer("killid", "Kills a player.", OperatorCode.Kill, "Dies: ", "ki", "kill"));
        commands.Add(OfPlayer("respawnid", "Brings a player back with full health.", OperatorCode.Respawn, "Comes back: ", "rei"));
        commands.Add(OfPlayer("killallexcept", "Kills everybody but one.", OperatorCode.KillAllExcept, "Everybody dies but ", "kiae"));
        commands.Add(OfAll("killall", "Kills everybody.", OperatorCode.KillAll, "Everybody dies.", "kia"));
        commands.Add(OfAll("respawnall", "Brings everybody back, dead or alive.", OperatorCode.RespawnAll, "Everybody comes back.", "rea"));
        commands.Add(OfAll("respawnalldead", "Brings the dead back.", OperatorCode.RespawnAllDead, "The dead come back.", "read"));
        commands.Add(OfAll("moveall", "Puts everybody on a grid.", OperatorCode.MoveAll, "Everybody stands in line.", "ma"));
        commands.Add(new("respawn", "[PLAYER]", "Brings a player back, or oneself.", Respawn) { ShortForms = ["re"], MostArguments = 1 });
        commands.Add(new("damageid", "PLAYER N", "Takes 1 to 255 health from a player.", Damage)
        {
            ShortForms = ["di", "damage"],
            LeastArguments = 2,
            MostArguments = 2,
        });
        commands.Add(new("speedid", "PLAYER UNITS", "Sets a player's speed, 0 to 32000 units per second.", Speed)
        {
            ShortForms = ["sid", "speed"],
            LeastArguments = 2,
            MostArguments = 2,
        });
        commands.Add(new("grant", "PLAYER|all wood|food|stone|points N", "Gives 1 to 1000000 of a resource to a player or to everybody.", Grant)
        {
            LeastArguments = 3,
            MostArguments = 3,
        });
        commands.Add(new("team", "PLAYER sky|bloom|0|1", "Moves a player to a team.", Team) { LeastArguments = 2, MostArguments = 2 });
    }

    private Command OfPlayer(string name, string summary, OperatorCode code, string answer, params string[] shortForms) =>
        new(name, "PLAYER", summary, call => OrderFor(call, code, 0, answer))
        {
            ShortForms = shortForms,
            LeastArguments = 1,
            MostArguments = 1,
        };

    private static Command OfAll(string name, string summary, OperatorCode code, string answer, params string[] shortForms) =>
        new(name, "", summary, call => Order(call.Caller.Room, new(code, PlayerSlot.None, 0), answer)) { ShortForms = shortForms };

    private static string? FriendlyFire(CommandCall call)
    {
        int? value = call.Arguments.Count == 0 ? -1 : call.Arguments[0].ToUpperInvariant() switch
        {
            "ON" or "1" or "TRUE" => 1,
            "OFF" or "0" or "FALSE" => 0,
            _ => null,
        };
        var answer = value switch
        {
            1 => "Shots hurt team mates from the next tick on.",
            0 => "Shots spare team mates from the next tick on.",
            _ => "Friendly fire turns about with the next tick.",
        };
        return value is null ? null : Order(call.Caller.Room, new(OperatorCode.FriendlyFire, PlayerSlot.None, value.Value), answer);
    }

    private string? Respawn(CommandCall call)
    {
        if (call.Arguments.Count == 1)
            return OrderFor(call, OperatorCode.Respawn, 0, "Comes back: ");
        return call.Caller.Seat is { } seat ? Order(seat.Room, new(OperatorCode.Respawn, seat.Slot, 0), "You come back.") : null;
    }

    private string? Damage(CommandCall call) =>
        CommandAnswers.TryNumber(call.Arguments[1], 1, 255, out var health) ? OrderFor(call, OperatorCode.Damage, health, "Hurts: ") : null;

    private string? Speed(CommandCall call) =>
        CommandAnswers.TryNumber(call.Arguments[1], 0, 32_000, out var speed)
            ? OrderFor(call, OperatorCode.Speed, speed, "Has a new speed: ")
            : null;

    private string? Team(CommandCall call)
    {
        int? team = call.Arguments[1].ToUpperInvariant() switch
        {
            "SKY" or "0" => 0,
            "BLOOM" or "1" => 1,
            _ => null,
        };
        return team is null ? null : OrderFor(call, OperatorCode.Team, team.Value, "Changes the team: ");
    }

    private string? Grant(CommandCall call)
    {
        OperatorCode? code = call.Arguments[1].ToUpperInvariant() switch
        {
            "WOOD" => OperatorCode.GrantWood,
            "FOOD" => OperatorCode.GrantFood,
            "STONE" => OperatorCode.GrantStone,
            "POINTS" => OperatorCode.GrantPoints,
            _ => null,
        };
        if (code is null || !CommandAnswers.TryNumber(call.Arguments[2], 1, 1_000_000, out var amount))
            return null;
        return string.Equals(call.Arguments[0], "all", StringComparison.OrdinalIgnoreCase)
            ? Order(call.Caller.Room, new(code.Value, PlayerSlot.None, amount), "Everybody is given it.")
            : OrderFor(call, code.Value, amount, "Is given it: ");
    }

    /// <summary>An order about the player whom the first argument means: a seat of the caller's room, or a name in any.</summary>
    private string OrderFor(CommandCall call, OperatorCode code, int value, string answer)
    {
        var seat = CommandAnswers.MeansSeat(call.Arguments[0], out var number)
            ? call.Caller.Room?.SeatAt(number)
            : server.FindSeat(call.Arguments[0]);
        return seat is null ? Nobody : Order(seat.Room, new(code, seat.Slot, value), answer + seat.Name);
    }

    private static string Order(Room? room, OperatorCommand order, string answer)
    {
        if (room is null)
            return CommandAnswers.NoRoom;
        if (!room.World.Obeys(order.Code))
            return $"That means nothing in {room.Options.Mode}.";
        if (order.Slot.IsNone && order.Code != OperatorCode.FriendlyFire && room.PlayerCount == 0)
            return "Nobody plays here.";
        return room.TryOrder(order) ? answer : CommandAnswers.TooManyOrders;
    }
}
