using StackExchange.Redis;

namespace Ecs.Server.Redis;

/// <summary>Runs scripts, which are whole or not at all as seen by others.</summary>
internal static class RedisScript
{
    /// <summary>Sends the text each time: a Redis that was restarted knows none, and the text is short.</summary>
    public static Task<RedisResult> RunAsync(IDatabase redis, string text, IReadOnlyCollection<RedisValue> words)
    {
        var arguments = new List<object>(words.Count + 2) { text, 0 };
        foreach (var word in words)
            arguments.Add(word);
        return redis.ExecuteAsync("EVAL", arguments);
    }
}
