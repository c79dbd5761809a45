using Ecs.Server.Guards;
using Ecs.Server.Redis;
using StackExchange.Redis;

namespace Ecs.Server.Storage.Redis;

/// <summary>What happens now and then: passwords, tokens and bans.</summary>
internal sealed partial class RedisStore
{
    private static readonly RedisValue[] BanFields = ["kind", "reason", "until"];

    public StoreResult VisitKeys(Action<string> visit) => VisitNames(RedisKeys.Account, name =>
    {
        // What belongs to an account has its name and a colon; a name itself has none.
        if (!name.Contains(':', StringComparison.Ordinal))
            visit(RedisKeys.Unescape(name));
        return true;
    });

    public StoreResult ChangePassword(string key, PasswordHash password)
    {
        RedisValue[] words = [RedisKeys.Escape(key), password.Salt.ToArray(), password.Rounds, password.StoredKey.ToArray(), password.ServerKey.ToArray()];
        if (!TryRun(RedisScripts.ChangePassword, words, out var isChanged))
            return StoreResult.Unavailable;
        if ((int)isChanged! == 0)
            return StoreResult.Missing;

        _held.Change(key, password);
        return StoreResult.Done;
    }

    public StoreResult Delete(string key)
    {
        if (!TryRun(RedisScripts.Delete, [RedisKeys.Escape(key), _held.Node], out var isDeleted))
            return StoreResult.Unavailable;

        _held.Forget(key);
        return (int)isDeleted! == 0 ? StoreResult.Missing : StoreResult.Done;
    }

    public StoreResult Add(TokenRecord token, long now)
    {
        RedisValue[] words = [RedisKeys.Escape(token.Account), Convert.ToHexStringLower(token.Digest), token.Ends, now, TokenRecord.AccountLimit];
        return TryRun(RedisScripts.AddToken, words, out _) ? StoreResult.Done : StoreResult.Unavailable;
    }

    public StoreResult FindToken(ReadOnlySpan<byte> digest, out TokenRecord? token)
    {
        token = null;
        if (!TryRun(RedisScripts.FindToken, [Convert.ToHexStringLower(digest)], out var found))
            return StoreResult.Unavailable;
        if (found!.Length != 2 || !((RedisValue)found[1]).TryParse(out long ends))
            return StoreResult.Missing;

        token = new(digest.ToArray(), RedisKeys.Unescape((string?)found[0] ?? ""), ends);
        return StoreResult.Done;
    }

    public StoreResult Save(Ban ban) => TryRun(RedisScripts.SaveBan, WordsOf(ban, _held.Node), out _) ? StoreResult.Done : StoreResult.Unavailable;

    public StoreResult Remove(Ban ban) => TryRun(RedisScripts.RemoveBan, WordsOf(ban, _held.Node), out _) ? StoreResult.Done : StoreResult.Unavailable;

    public StoreResult VisitBans(Action<Ban> visit) => VisitNames(RedisKeys.Ban, name =>
    {
        if (!TryAsk(redis => redis.HashGetAsync(RedisKeys.Ban + name, BanFields), out var fields))
            return false;

        var isAddress = name.StartsWith(RedisKeys.Address, StringComparison.Ordinal);
        var subject = isAddress ? name[RedisKeys.Address.Length..] : RedisKeys.Unescape(name);

        // Of a newer kind, or changed by hand: it keeps out nobody.
        if (fields![0].TryParse(out int kind) && kind is >= (int)BanKind.Name and <= (int)BanKind.Address && (kind == (int)BanKind.Address) == isAddress)
            visit(new((BanKind)kind, subject, fields[1].ToString(), fields[2].TryParse(out long until) ? until : 0));
        return true;
    });

    /// <summary>A ban as <see cref="RedisScripts.SaveBan"/> takes it.</summary>
    internal static RedisValue[] WordsOf(Ban ban, string node) => [KeyOf(ban), node, (int)ban.Kind, ban.Subject, ban.Reason, ban.Until];

    private static string KeyOf(Ban ban) => ban.Kind == BanKind.Address
        ? $"{RedisKeys.Ban}{RedisKeys.Address}{ban.Subject}"
        : RedisKeys.Ban + RedisKeys.Escape(ban.Subject);

    /// <summary>Says, once each, what stands behind the beginning in the names of all hashes that begin so; the visitor says false when it cannot go on.</summary>
    private StoreResult VisitNames(string start, Func<string, bool> visit)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cursor = RedisPage.End;
        do
        {
            if (!RedisPage.TryTake(_link, start, ref cursor, out var keys, "hash"))
            {
                Fault = _link.Fault;
                return StoreResult.Unavailable;
            }

            foreach (var key in keys)
            {
                if (seen.Add(key) && !visit(key[start.Length..]))
                    return StoreResult.Unavailable;
            }
        }
        while (cursor != RedisPage.End);

        return StoreResult.Done;
    }
}
