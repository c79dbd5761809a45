using Ecs.Server.Base;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Maps;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Host;

/// <summary>Opens and closes rooms as the options have it: with a map from the disk, and recorded where that was asked for.</summary>
internal sealed partial class RoomOpener(GameServer server, ServerOptions options, RoomRecordings recordings, ILogger log)
{
    /// <summary>Characters of a line about a map: room for the layers that it names.</summary>
    private const int RemarkLimit = 900;

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Opens a room, not recorded yet. An exit code; anything but <see cref="ExitCode.Ok"/> comes with what is wrong with its map.</summary>
    public int TryOpen(RoomDefinition entry, string map, int bots, out Room? room, out string fault)
    {
        room = null;
        var code = MapFiles.Load(map.Length == 0 ? server.Games[entry.Mode].DefaultMap : map, out var loaded, out fault);
        if (loaded is null)
            return code;
        room = server.OpenRoom(
            new RoomOptions
            {
                Name = entry.Name,
                Mode = entry.Mode,
                TickRate = options.TickRate,
                SnapshotDivisor = options.TickRate / options.SnapshotRate,
                SnapshotBudget = options.SnapshotBudget,
                Seed = options.Seed,
                FriendlyFire = options.FriendlyFire,
                LagCompensation = options.LagCompensation.Contains(entry.Mode),
                WishSpeed = options.WishSpeed,
                PlayerLimit = options.PlayersOf(entry),
                SpectatorLimit = options.MaxSpectators,
                Password = entry.Password,
                Bots = bots,
            },
            loaded);
        Explain(room);
        return ExitCode.Ok;
    }

    private void Explain(Room room)
    {
        var map = room.World.Map.Name;
        foreach (var remark in room.World.ExplainMap())
        {
            // Rooms that share a map and a game would say the same.
            if (_said.Add($"{map}: {remark}"))
                LogRemark(log, map, DisplayText.Clean(remark, RemarkLimit));
        }
    }

    /// <summary>Opens a room while the server runs, for the console; null and a sentence when that cannot be.</summary>
    public Room? TryAdd(string name, string mode, string map, out string fault)
    {
        fault = !RoomDefinition.IsName(name) ? $"A room's name has 1 to {RoomDefinition.NameLimit} letters, digits, '-' and '_'."
            : !server.Games.Has(mode) ? $"There is no mode {OptionText.Quote(mode, 32)}; there are {string.Join(", ", server.Games.Names)}."
            : server.Rooms.Named(name) is not null ? $"There is a room {name} already."
            : server.Rooms.All.Count >= RoomTable.Limit ? $"There are {RoomTable.Limit} rooms already."
            : "";
        if (fault.Length != 0)
            return null;
        var file = RoomRecordings.FileOf(options.Record, name, rooms: 2);
        if (options.Record.Length != 0 && !OptionFiles.AreApart(options, [file], out fault))
            return null;
        TryOpen(new RoomDefinition(name, mode), map, 0, out var room, out fault);
        if (room is null || options.Record.Length == 0 || recordings.TryBegin(room, file, options.RecordDetail, out fault))
            return room;
        fault = $"It cannot be recorded: {DisplayText.Clean(fault, 200)}";
        Close(room);
        return null;
    }

    /// <summary>Gives a room another map; empty, or what is wrong with the recording that should go on.</summary>
    public string ChangeMap(Room room, Map map, out Room next)
    {
        next = server.ChangeMap(room, map);
        Explain(next);
        recordings.Release(room);
        if (room.Recording is null || recordings.LastFileOf(room) is not { } file)
            return "";

        // What the old room has recorded keeps its name with a number behind it.
        return recordings.TryBegin(next, file, options.RecordDetail, out var fault) ? "" : $"it cannot be recorded: {DisplayText.Clean(fault, 200)}";
    }

    /// <summary>Closes a room that is not the first one; its file follows when the disk has it.</summary>
    public void Close(Room room)
    {
        server.CloseRoom(room);
        recordings.Release(room);
    }

    [LoggerMessage(135, LogLevel.Warning, "Map {Map}: {Remark}")]
    private static partial void LogRemark(ILogger log, string map, string remark);
}
