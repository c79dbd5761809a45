namespace Ecs.Server.Storage;

/// <summary>A bearer token of an account; the token itself is not kept.</summary>
/// <param name="Digest">SHA-256 of the token.</param>
/// <param name="Account">The key of the account.</param>
/// <param name="Ends">When it is good no more, in seconds since 1970 (UTC).</param>
public sealed record TokenRecord(byte[] Digest, string Account, long Ends)
{
    /// <summary>Of one account at once; one more and the one that ends first is forgotten.</summary>
    public const int AccountLimit = 16;
}
