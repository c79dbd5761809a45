using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>
/// Which token gives which session back. Only hashes are kept: finding one by its hash tells nothing about the token by the time that it
/// takes, and the last comparison is of constant time. A session has one good token, and for as long as that one may not have arrived the one
/// that it replaces, so this is as bounded as sessions are.
/// </summary>
internal sealed class ResumeTokens(Func<ResumeToken> create)
{
    private readonly Dictionary<ulong, Entry> _entries = [];
    private readonly Dictionary<NativeGuest, List<ulong>> _keys = [];

    public int Count => _entries.Count;

    /// <summary>A new token for the session; all before it are good no more.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="used">The token that it replaces; none for a new session.</param>
    /// <param name="delivery">
    /// What becomes of the message with the new token. Until it is known to have arrived, <paramref name="used"/> stays good: whoever lost the
    /// connection again before the answer came has no other.
    /// </param>
    public ResumeToken Issue(NativeGuest session, ResumeToken? used, Delivery delivery)
    {
        Forget(session);
        var keys = new List<ulong>(2);
        if (used is { } before)
            Add(before, delivery);

        var token = create();
        Add(token, successor: null);
        _keys[session] = keys;
        return token;

        void Add(ResumeToken good, Delivery? successor)
        {
            var digest = DigestOf(good);
            _entries[KeyOf(digest)] = new(digest, session, successor);
            keys.Add(KeyOf(digest));
        }
    }

    /// <summary>The session that the token stands for, or null. Whoever gives it back issues the next token, which ends this one.</summary>
    public NativeGuest? Find(ResumeToken token)
    {
        var digest = DigestOf(token);
        return _entries.TryGetValue(KeyOf(digest), out var entry)
            && CryptographicOperations.FixedTimeEquals(entry.Digest, digest)
            && entry.Successor is not { IsDone: true }
            ? entry.NativeGuest
            : null;
    }

    public void Forget(NativeGuest session)
    {
        if (_keys.Remove(session, out var keys))
            keys.ForEach(key => _entries.Remove(key));
    }

    private static byte[] DigestOf(ResumeToken token)
    {
        var value = token.Value;
        return SHA256.HashData(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in value)));
    }

    private static ulong KeyOf(byte[] digest) => MemoryMarshal.Read<ulong>(digest);

    private sealed record Entry(byte[] Digest, NativeGuest NativeGuest, Delivery? Successor);
}
