using Ecs.Server.HealthChecks;
using Ecs.Server.Options;

namespace Ecs.Server.Host;

/// <summary>Where the server writes, as its options say.</summary>
internal static class WrittenPlaces
{
    /// <summary>Begins to look after their disks, and has the health say what is wrong with them.</summary>
    public static DiskWatch Watch(ServerOptions options, bool hasAccounts, ServerHealth health)
    {
        (string What, string File)[] files =
        [
            ("the store", hasAccounts && options.Store is not (StoreFile.Memory or ServerOptions.RedisStore) ? options.Store : ""),
            ("the recordings", options.Record),
            ("the report", options.Report),
            ("the log", options.Log.File),
        ];
        var places = files.Where(static place => place.File.Length != 0).Select(static place => (place.What, Path.GetDirectoryName(Path.GetFullPath(place.File))!));
        var disks = new DiskWatch([.. places], DiskWatch.RoomOf, TimeProvider.System);
        health.Watch(() => disks.Faults);
        disks.Start();
        return disks;
    }
}
