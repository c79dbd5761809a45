using Ecs.Protocol;

namespace Ecs.Server.Storage.Accounts;

/// <summary>An account whose owner has proved to be that.</summary>
/// <param name="Key">Unique in the store.</param>
/// <param name="Name">As its owner first wrote it.</param>
public sealed record ProvenAccount(string Key, string Name)
{
    /// <summary>What proves to a client that the server knows the account; empty where none was asked for.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Stands for name and password until it ends; default where none was asked for.</summary>
    public AccountToken Token { get; init; }

    /// <summary>When <see cref="Token"/> ends.</summary>
    public DateTimeOffset TokenEnds { get; init; }
}
