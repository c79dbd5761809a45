using StackExchange.Redis;

namespace Ecs.Server.Redis;

/// <summary>Some of the keys that begin in the same way. A key may stand on several pages, and a page may have none.</summary>
internal static class RedisPage
{
    /// <summary>The cursor before the first page, and behind the last.</summary>
    public const string End = "0";

    /// <summary>False, with the link's fault, when it cannot be had; the cursor stays then.</summary>
    /// <param name="link">To ask over.</param>
    /// <param name="start">Of the keys.</param>
    /// <param name="cursor">Which page; afterwards the next one's.</param>
    /// <param name="keys">On it.</param>
    /// <param name="type">Of what the keys stand for; empty for any.</param>
    public static bool TryTake(RedisLink link, string start, ref string cursor, out IEnumerable<string> keys, string type = "")
    {
        keys = [];
        object[] words = [cursor, "MATCH", start + "*", "COUNT", "1000", .. type.Length == 0 ? (string[])[] : ["TYPE", type]];
        if (!link.TryAsk(redis => redis.ExecuteAsync("SCAN", words), out var page) || page is not { Length: 2 })
            return false;

        keys = ((RedisKey[]?)page[1] ?? []).Select(static key => key.ToString());
        cursor = (string?)page[0] ?? End;
        return true;
    }
}
