namespace Ecs.Server.Storage.Sqlite;

/// <summary>Result codes of the library, without what extends them; and one of ours.</summary>
internal static class SqliteCode
{
    /// <summary>The library is not there.</summary>
    public const int Missing = -1;

    public const int Ok = 0;
    public const int Error = 1;
    public const int Corrupt = 11;
    public const int NotADatabase = 26;
    public const int Row = 100;
    public const int Done = 101;
}
