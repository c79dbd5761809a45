using Ecs.Server.Base;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Redis;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Storage.Redis;

/// <summary>Opens the store in a Redis: it has to be there, since the server learns from it which names have an owner.</summary>
internal static class RedisStoreOpener
{
    /// <summary>An exit code, and the store when it is <see cref="ExitCode.Ok"/>; otherwise one line.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="node">This server, as others see it.</param>
    /// <param name="metrics">Count.</param>
    /// <param name="admission">Knows who is here.</param>
    /// <param name="log">Is told when the Redis is gone, and when it has lost everything.</param>
    /// <param name="store">Null when there is none.</param>
    /// <param name="fault">Why.</param>
    public static int TryOpen(
        RedisOptions options, string node, ServerMetrics metrics, Admission admission, ILogger log, out IStore? store, out string fault)
    {
        (store, fault) = (null, "");
        var link = new RedisLink(options, "accounts and characters", metrics.Redis, TimeProvider.System, log);
        if (!link.TryReach(RedisSettings.Patience))
        {
            fault = $"the Redis {options.Address} cannot be used: {link.Fault}";
            link.Dispose();
            return ExitCode.Missing;
        }

        var held = new HeldCharacters(node);
        var keeper = new RedisLink(options, "holds on characters", metrics.Redis, TimeProvider.System, log);
        store = new RedisStore(options.Address, link, held, new HoldKeeper(keeper, held, admission, metrics.Store, log));
        return ExitCode.Ok;
    }
}
