using System.Globalization;
using System.Text;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;

namespace Ecs.Server.Console;

/// <summary>Commands about the server and its rooms as a whole.</summary>
public sealed class ServerCommands(GameServer server, CommandRegistry registry, Func<bool> isOverloaded, StopRequest stop)
{
    public void AddTo(CommandRegistry commands)
    {
        commands.Add(new("help", "[COMMAND]", "Lists the commands, or explains one.", Help)
        {
            Right = CommandRight.Anyone,
            MostArguments = 1,
        });
        commands.Add(new("status", "", "Shows how the server is doing.", Status));
        commands.Add(new("rooms", "", "Lists the rooms.", ListRooms) { Right = CommandRight.Anyone });
        commands.Add(new("pause", "", "Stops the room's world; the server goes on.", InRoom(Pause)));
        commands.Add(new("step", "[TICKS]", "Lets a paused world run for so many ticks, 1 to 3600.", Step) { MostArguments = 1 });
        commands.Add(new("resume", "", "Lets the room's world go on.", InRoom(Resume)));
        commands.Add(new("quit", "", "Tells everybody and stops the server.", Quit) { Right = CommandRight.Console });
    }

    private static Func<CommandCall, string?> InRoom(Func<Room, string> act) =>
        call => call.Caller.Room is { } room ? act(room) : CommandAnswers.NoRoom;

    private static string Pause(Room room)
    {
        room.Pause();
        return $"{room.Name} is paused at tick {room.World.Tick}.";
    }

    private static string Resume(Room room)
    {
        room.Resume();
        return $"{room.Name} goes on.";
    }

    private static string? Step(CommandCall call)
    {
        var count = call.Arguments.Count == 0 ? "1" : call.Arguments[0];
        if (!CommandAnswers.TryNumber(count, 1, 3600, out var ticks))
            return null;
        if (call.Caller.Room is not { } room)
            return CommandAnswers.NoRoom;
        if (!room.IsPaused)
            return $"{room.Name} is not paused.";
        room.Advance(ticks);
        return $"{room.Name} runs {ticks} more from tick {room.World.Tick}.";
    }

    private string? Help(CommandCall call)
    {
        if (call.Arguments.Count == 1)
        {
            if (registry.Find(call.Arguments[0]) is not { } command)
                return null;
            var forms = command.ShortForms.Count == 0 ? "" : $" Short: {string.Join(", ", command.ShortForms)}.";
            return $"{command.Usage}. {command.Summary}{forms}";
        }

        Command[] commands = [.. registry.All.Where(command => command.Right <= call.Caller.Right)];
        var width = commands.Max(static command => NamesOf(command).Length);
        return string.Join('\n', commands.Select(command => $"{NamesOf(command).PadRight(width)}  {command.Summary}"));
    }

    private static string NamesOf(Command command)
    {
        var names = string.Join('/', command.ShortForms.Prepend(command.Name));
        return command.Arguments.Length == 0 ? names : $"{names} {command.Arguments}";
    }

    private string Status(CommandCall call)
    {
        var metrics = server.Metrics;
        var duration = FiguresOf(metrics.Tick.Duration);
        var lateness = FiguresOf(metrics.Tick.Lateness);
        var overloaded = isOverloaded() ? "yes" : "no";
        var bots = server.Rooms.All.Sum(static room => room.BotCount);
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            up {server.Clock.Now:d\.hh\:mm\:ss}  ticks {metrics.Tick.Run}  skipped {metrics.Tick.Skipped}  overloaded {overloaded}
            rooms {server.Rooms.All.Count}  players {server.Rooms.PlayerCount} ({bots} bots)  connections {metrics.Sessions}
            tick  {duration.P50:0.00} ms, 99 % below {duration.P99:0.00}, longest {duration.Max:0.00}
            late  {lateness.P50:0.00} ms, 99 % below {lateness.P99:0.00}, longest {lateness.Max:0.00}
            received {metrics.PacketsIn} packets, {metrics.BytesIn} bytes; sent {metrics.PacketsOut}, {metrics.BytesOut}
            memory {Environment.WorkingSet / (1024 * 1024)} MiB  collections {GC.CollectionCount(0)}
            """);
        return text.ReplaceLineEndings("\n") + StoreOf(metrics.Store) + DropsOf(metrics);
    }

    private static string StoreOf(StoreFigures store)
    {
        var state = store.IsDegraded ? "degraded" : "good";
        return store.Saves + store.Failures == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"\nstore {state}  saves {store.Saves}, {store.Waiting} waiting, {store.Failures} failed");
    }

    private static string DropsOf(ServerMetrics metrics)
    {
        var drops = new StringBuilder();
        for (var cause = 0; cause < DropCauses.Count; cause++)
        {
            if (metrics.DropsOf((DropCause)cause) is > 0 and var count)
                drops.Append(CultureInfo.InvariantCulture, $" {DropCauses.NameOf((DropCause)cause)} {count}");
        }

        return drops.Length == 0 ? "" : "\ndropped" + drops;
    }

    private static DurationFigures FiguresOf(FixedHistogram histogram)
    {
        var counts = new long[FixedHistogram.BucketCount];
        histogram.CopyTo(counts);
        return DurationFigures.From(counts, histogram.Maximum);
    }

    private string ListRooms(CommandCall call)
    {
        var text = new StringBuilder();
        foreach (var room in server.Rooms.All)
        {
            var mark = room == call.Caller.Room ? "*" : " ";
            var paused = room.IsPaused ? ", paused" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{mark} {room.Name} ({room.Options.Mode}, map {room.World.Map.Name}): ");
            text.Append(
                CultureInfo.InvariantCulture,
                $"{room.PlayerCount} of {room.Options.PlayerLimit} players, tick {room.World.Tick}{paused}\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    private string Quit(CommandCall call)
    {
        stop.TryMake("quit");
        return "Stopping.";
    }
}
