using Ecs.Server.Base;
using Ecs.Server.Options;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Sqlite;

namespace Ecs.Server.Host;

/// <summary>
/// Opens what <c>--store</c> names. Called when something first needs accounts, so that a server without them touches no file.
/// </summary>
public static class StoreFile
{
    /// <summary>Instead of a file's name: nothing outlives the process.</summary>
    public const string Memory = "memory";

    /// <summary>An exit code, and the store when it is <see cref="ExitCode.Ok"/>; otherwise one line that begins with the option.</summary>
    public static int TryOpen(string store, out IStore? opened, out string fault)
    {
        opened = null;
        fault = "";
        if (store == Memory)
        {
            opened = new MemoryStore();
            return ExitCode.Ok;
        }

        var code = new SqliteOpener(SqliteSchema.Current).TryOpen(store, out var file, out var why);
        opened = file;
        if (code != ExitCode.Ok)
            fault = $"{OptionTable.Spell("Store")}: {why}";
        return code;
    }
}
