using System.Globalization;

namespace Ecs.Server.Redis;

/// <summary>What tells this process from other servers on the same Redis.</summary>
internal static class RedisNode
{
    /// <summary>16 hexadecimal digits, others after each start.</summary>
    public static string Id { get; } = NewMark();

    /// <summary>16 hexadecimal digits that nobody else has.</summary>
    public static string NewMark() => Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
}
