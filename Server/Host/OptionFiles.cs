using Ecs.Server.Files;
using Ecs.Server.Options;
using Ecs.Server.Storage.Sqlite;
using Ecs.Server.Text;

namespace Ecs.Server.Host;

/// <summary>
/// The files that the options name. What the server writes must be nothing else's file: a report over the store, a recording that is
/// also the report, two rooms on one recording. Looked at before anything is opened, since opening empties some of them.
/// </summary>
internal static class OptionFiles
{
    /// <summary>What SQLite and the lock keep beside a store.</summary>
    private static readonly string[] BesideStore = ["", "-wal", "-shm", "-journal", StoreLock.LockEnding];

    /// <summary>False, with one line that names both options, when one file is meant twice.</summary>
    public static bool AreApart(ServerOptions options, out string fault)
    {
        string[] rooms = options.Record.Length == 0 ? [] : [.. options.AllRooms.Select(static room => room.Name)];
        return AreApart(options, Array.ConvertAll(rooms, room => RoomRecordings.FileOf(options.Record, room, rooms.Length)), out fault);
    }

    /// <summary>The same for recordings in these files.</summary>
    public static bool AreApart(ServerOptions options, IReadOnlyList<string> recordings, out string fault)
    {
        fault = "";
        var known = new List<Entry>();
        if (options.Store is not (StoreFile.Memory or ServerOptions.RedisStore))
        {
            // They lie beside the file that is meant, as StoreLock has it.
            var store = RealPath.TryResolve(options.Store, out var meant) ? meant : options.Store;
            known.AddRange(Array.ConvertAll(BesideStore, end => new Entry("Store", store + end)));
        }

        foreach (var room in options.AllRooms)
        {
            if (options.MapOf(room) is { Length: > 0 } map && MapFiles.IsPath(map))
                known.Add(new("Map", map));
        }

        var written = new List<Entry>();
        if (options.Report.Length != 0)
            written.Add(new("Report", options.Report));
        if (options.Log.File.Length != 0)
            written.Add(new("Log:File", options.Log.File));
        written.AddRange(recordings.Select(static file => new Entry("Record", file)));
        foreach (var entry in written)
        {
            var twin = known.FindIndex(other => FileIdentity.IsSameFile(entry.Path, other.Path));
            if (twin >= 0)
            {
                fault = $"{OptionTable.Spell(entry.Key)}: {DisplayText.Clean(entry.Path, 200)} is the file of {OptionTable.Spell(known[twin].Key)} too";
                return false;
            }

            known.Add(entry);
        }

        return true;
    }

    private readonly record struct Entry(string Key, string Path);
}
