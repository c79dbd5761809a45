using Ecs.Server.Guards;
using Ecs.Server.Redis;
using StackExchange.Redis;

namespace Ecs.Server.Storage.Redis;

/// <summary>What all servers on the Redis did, which is a stream there.</summary>
internal sealed partial class RedisStore
{
    private string _heard = "";

    public bool IsShared => true;

    public StoreResult VisitChanges(Action<StoreChange> visit)
    {
        if (!TryRun(RedisScripts.ListChanges, [_heard], out var answer) || answer!.Length != 2)
            return StoreResult.Unavailable;

        var newest = (string?)answer[0] ?? "";
        var entries = (RedisResult[]?)answer[1] ?? [];
        var follows = (entries.Length == 0 ? newest : IdOf(entries[0])) == _heard;
        foreach (var entry in entries.AsSpan(follows && entries.Length != 0 ? 1 : 0))
        {
            if (ChangeOf(entry) is not { } change)
                continue;
            if (change is { IsMade: false, IsOwn: false, Ban: null })
                _held.Forget(change.Account);
            visit(change);
        }

        _heard = entries.Length == 0 ? newest : IdOf(entries[^1]);
        return follows ? StoreResult.Done : StoreResult.Missing;
    }

    private static string IdOf(RedisResult entry) => (string?)entry[0] ?? "";

    /// <summary>Null for what none of ours wrote.</summary>
    private StoreChange? ChangeOf(RedisResult entry)
    {
        var words = (RedisValue[]?)entry[1] ?? [];
        if (words.Length != 12)
            return null;

        var (isOwn, isMade, subject) = (words[1] == _held.Node, words[3] == 1, words[7].ToString());
        if (words[5] == RedisScripts.OfAccount)
            return new(RedisKeys.Unescape(subject), null, isMade, isOwn);
        return words[5].TryParse(out int kind) && kind is >= (int)BanKind.Name and <= (int)BanKind.Address && words[11].TryParse(out long until)
            ? new("", new Ban((BanKind)kind, subject, words[9].ToString(), until), isMade, isOwn)
            : null;
    }
}
