using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ecs.Server.Storage.Accounts;

/// <summary>
/// The tokens that are out. Only their hashes are kept: finding one by its hash tells nothing about the token by the time it takes,
/// and the last comparison is of constant time. A token is good for one use, within its lifetime, in its mode.
/// </summary>
public sealed class SessionTokens(TimeSpan lifetime)
{
    /// <summary>Tokens at once; one more and the oldest is forgotten.</summary>
    public const int Limit = 4096;

    private readonly Dictionary<ulong, Entry> _entries = [];

    /// <summary>All live equally long, so the oldest ends first.</summary>
    private readonly Queue<(ulong Key, TimeSpan End)> _ends = new();

    /// <param name="account">The key of the account that it stands for.</param>
    /// <param name="mode">Where it is good.</param>
    /// <param name="now">Monotonic.</param>
    public SessionToken Issue(string account, string mode, TimeSpan now)
    {
        Forget(now);
        var token = SessionToken.Create();
        var digest = TokenDigest.Of(token.Value);
        var key = KeyOf(digest);
        _entries[key] = new Entry(digest, account, mode, now + lifetime);
        _ends.Enqueue((key, now + lifetime));
        return token;
    }

    /// <summary>The account's key, once; null for a token that is unknown, used, too old or of another mode.</summary>
    public string? Redeem(SessionToken token, string mode, TimeSpan now)
    {
        var digest = TokenDigest.Of(token.Value);
        var key = KeyOf(digest);
        if (!_entries.TryGetValue(key, out var entry) || !CryptographicOperations.FixedTimeEquals(entry.Digest, digest))
            return null;
        _entries.Remove(key);
        return entry.End > now && entry.Mode == mode ? entry.Account : null;
    }

    private void Forget(TimeSpan now)
    {
        while (_ends.TryPeek(out var oldest) && (oldest.End <= now || _ends.Count >= Limit))
        {
            _ends.Dequeue();
            _entries.Remove(oldest.Key);
        }
    }

    private static ulong KeyOf(byte[] digest) => MemoryMarshal.Read<ulong>(digest);

    private sealed record Entry(byte[] Digest, string Account, string Mode, TimeSpan End);
}
