namespace Ecs.Server.Storage;

/// <summary>An account's character in one mode, and the session that it is or was played in.</summary>
/// <param name="Account">The key of the account.</param>
/// <param name="Mode">A name of the mode table; an account has at most one character in each.</param>
/// <param name="Version">Counts the saves, from 1.</param>
/// <param name="Content">What the mode wrote, at most <see cref="ContentLimit"/> bytes; nobody else reads it.</param>
/// <param name="IsActive">Whether somebody plays it at the time of the save.</param>
/// <param name="LastSeen">The time of the save, in seconds since 1970 (UTC).</param>
public readonly record struct CharacterRecord(
    string Account, string Mode, long Version, ReadOnlyMemory<byte> Content, bool IsActive, long LastSeen)
{
    /// <summary>Bytes.</summary>
    public const int ContentLimit = 1024;
}
