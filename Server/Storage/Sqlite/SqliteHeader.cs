using System.Buffers.Binary;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>What a file says of itself in its first hundred bytes, read before SQLite touches it: a stranger's file stays as it is.</summary>
internal static class SqliteHeader
{
    /// <summary>Bytes of it.</summary>
    public const int Length = 100;

    private const int VersionAt = 60;
    private const int ApplicationAt = 68;

    /// <summary>False, with the reason, when the file cannot be a store of ours. One that is not there or is empty can become one.</summary>
    public static bool MayBeStore(ReadOnlySpan<byte> head, SqliteSchema schema, out string fault)
    {
        fault = "";
        if (head.IsEmpty)
            return true;
        if (head.Length < Length || !head.StartsWith("SQLite format 3\0"u8))
        {
            fault = "is no database";
            return false;
        }

        // Both are zero until the first transaction of a new file is over.
        var application = BinaryPrimitives.ReadInt32BigEndian(head[ApplicationAt..]);
        var version = BinaryPrimitives.ReadInt32BigEndian(head[VersionAt..]);
        if (application is not (0 or SqliteSchema.ApplicationId))
            fault = "is a database of another program";
        else if (application == SqliteSchema.ApplicationId && version > schema.Version)
            fault = TooNew(version, schema);
        return fault.Length == 0;
    }

    public static string TooNew(long version, SqliteSchema schema) =>
        $"was written by a newer server (schema {version}, this one knows {schema.Version})";
}
