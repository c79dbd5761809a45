namespace Ecs.Server.Storage.Sqlite;

/// <summary>Result codes of the library; the lower byte when it gives an extended one.</summary>
internal static class SqliteCode
{
    public const int Ok = 0;
    public const int Error = 1;
    public const int Corrupt = 11;
    public const int NotADatabase = 26;
    public const int Row = 100;
    public const int Done = 101;
}
