using System.Runtime.CompilerServices;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Redis;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Redis;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Host;

/// <summary>Everything that needs the library for Redis goes through here and is not inlined: where no Redis was asked for, nothing of it is loaded.</summary>
public static class RedisOpening
{
    /// <inheritdoc cref="RedisReader"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IReadOnlyList<KeyValuePair<string, string?>> ReadSettings(RedisOptions options, out string fault) => RedisSettings.Read(options, out fault);

    /// <summary>Begins to publish who is here; null without a Redis.</summary>
    internal static IPublisher? OpenPublisher(RedisOptions options, RedisFigures figures, ILoggerFactory logs) =>
        options.IsGiven ? Publish(options, figures, logs.CreateLogger("Ecs.Server.Redis")) : null;

    /// <summary>Opens the store in a Redis. An exit code, and one line of fault without a store.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int TryOpenStore(RedisOptions options, ServerMetrics metrics, Admission admission, ILogger log, out IStore? store, out string fault) =>
        RedisStoreOpener.TryOpen(options, RedisNode.Id, metrics, admission, log, out store, out fault);

    // What it makes is not to be known where nothing of it may be loaded.
#pragma warning disable CA1859
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IPublisher Publish(RedisOptions options, RedisFigures figures, ILogger log) =>
        new PresencePublisher(options, figures, TimeProvider.System, log);
#pragma warning restore CA1859
}
