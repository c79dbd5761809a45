using Ecs.Server.Guards;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Storage.Accounts;

/// <summary>Writes bans as they are made and lifted, in that order; one that the store does not take is tried again.</summary>
/// <param name="store">Where to.</param>
/// <param name="gate">Held while something is added or taken.</param>
/// <param name="pause">Between tries.</param>
/// <param name="time">For that.</param>
/// <param name="log">Is told when a ban cannot be kept.</param>
internal sealed partial class BanKeeper(IStore store, object gate, TimeSpan pause, TimeProvider time, ILogger log)
{
    private readonly Queue<(Ban Ban, bool IsMade)> _waiting = new();
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _retryAt;
    private bool _hasFailed;

    /// <summary>Under the gate.</summary>
    public int Count => _waiting.Count;

    /// <summary>Time until the next may be written; zero or less when now.</summary>
    public TimeSpan Due => _retryAt - time.GetElapsedTime(_started);

    /// <summary>Under the gate.</summary>
    public void Add(Ban ban, bool isMade) => _waiting.Enqueue((ban, isMade));

    /// <summary>Writes all that wait; false when the store did not take one.</summary>
    public bool Write()
    {
        while (true)
        {
            (Ban Ban, bool IsMade) next;
            lock (gate)
            {
                if (!_waiting.TryPeek(out next))
                    return true;
            }

            if ((next.IsMade ? store.Save(next.Ban) : store.Remove(next.Ban)) != StoreResult.Done)
            {
                if (!_hasFailed)
                    LogFailed(log, store.Label, store.Fault);
                _hasFailed = true;
                _retryAt = time.GetElapsedTime(_started) + pause;
                return false;
            }

            _hasFailed = false;
            lock (gate)
                _waiting.Dequeue();
        }
    }

    [LoggerMessage(144, LogLevel.Warning, "The store {Store} does not keep a ban: {Fault}. It holds, and is tried again")]
    private static partial void LogFailed(ILogger log, string store, string fault);
}
