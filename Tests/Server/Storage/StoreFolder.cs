using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Sqlite;

namespace Ecs.Tests.Server.Storage;

/// <summary>A folder of its own for store files; gone with everything in it at the end.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecs-store-");

    public StoreFolder() => Path = System.IO.Path.Combine(_folder.FullName, "ecs.db");

    public string Folder => _folder.FullName;

    /// <summary>Of the store.</summary>
    public string Path { get; }

    public IStore Open()
    {
        var code = StoreFile.TryOpen(Path, out var store, out var fault);
        Assert.Equal((ExitCode.Ok, ""), (code, fault));
        return store!;
    }

    /// <summary>Opens it as any other program would.</summary>
    public SqliteDatabase OpenPlainly()
    {
        var database = SqliteDatabase.TryOpen(Path, out _, out var fault);
        Assert.True(database is not null, fault);
        return database;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
