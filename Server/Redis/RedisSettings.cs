using System.Diagnostics;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Ecs.Server.Redis;

/// <summary>Reads <c>config:server:*</c>: behind that a key of the options, or <c>host</c> for Bind and <c>port</c> for Port.</summary>
internal static class RedisSettings
{
    /// <summary>More keys than that are not settings of ours.</summary>
    private const int KeyLimit = 1_000;

    private const int TextLimit = 4_096;

    /// <summary>How long a start waits for a Redis.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>All of them, or none with one line of why. At the start, before anybody waits for a tick.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Read(RedisOptions options, out string fault)
    {
        using var link = new RedisLink(options, "settings", new RedisFigures(), TimeProvider.System, NullLogger.Instance);
        if (!link.TryReach(Patience))
        {
            fault = link.Fault;
            return [];
        }

        if (!TryList(link, out var keys, out fault) || keys.Count == 0)
            return [];

        if (!link.TryAsk(redis => redis.StringGetAsync([.. keys.Select(static key => (RedisKey)key)]), out var values) || values is null)
        {
            fault = link.Fault;
            return [];
        }

        var settings = new List<KeyValuePair<string, string?>>();
        for (var index = 0; index < keys.Count; index++)
        {
            // What is no text has none.
            if (!values[index].IsNull && values[index].Length() <= TextLimit && NameOf(keys[index]) is { } name)
                settings.Add(new(name, values[index].ToString()));
        }

        return settings;
    }

    private static bool TryList(RedisLink link, out List<string> keys, out string fault)
    {
        (keys, fault) = ([], "");
        var started = Stopwatch.GetTimestamp();
        var cursor = RedisPage.End;
        do
        {
            if (!RedisPage.TryTake(link, RedisKeys.Settings, ref cursor, out var page))
                fault = link.Fault;
            else if (Stopwatch.GetElapsedTime(started) > Patience)
                fault = "has too many keys to look through in two seconds";
            else
                keys.AddRange(page);
        }
        while (fault.Length == 0 && cursor != RedisPage.End);

        // A key may be listed twice.
        keys = [.. keys.Distinct(StringComparer.Ordinal)];
        if (keys.Count > KeyLimit)
            fault = $"has more than {KeyLimit} keys that begin with {RedisKeys.Settings}";
        return fault.Length == 0;
    }

    /// <summary>Where to find the Redis itself is no matter for it to say.</summary>
    private static string? NameOf(string key) => key[RedisKeys.Settings.Length..] switch
    {
        "host" => "Bind",
        "port" => "Port",
        var name when name.StartsWith("Redis:", StringComparison.OrdinalIgnoreCase) => null,
        var name => name,
    };
}
