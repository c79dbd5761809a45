using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Text;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Storage.Accounts;

/// <summary>
/// Writes what waits in the queue, many characters to a commit. A store that does not take them makes the service degraded: they
/// go back into the queue and are tried again after a pause that doubles up to a limit.
/// </summary>
internal sealed partial class CharacterSaver(
    IStore store, SaveQueue queue, OnlineCharacters online, Admission admission, AccountOptions options, TimeProvider time, StoreFigures figures, ILogger log)
{
    /// <summary>In one commit, so that a request for a log-in does not wait long behind saves.</summary>
    private const int BatchLimit = 128;

    private readonly List<OnlineCharacter> _batch = [];
    private readonly CharacterRecord[] _records = new CharacterRecord[BatchLimit];
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _pause;
    private TimeSpan _retryAt;

    /// <summary>Time until a waiting save may be tried; zero or less when now.</summary>
    public TimeSpan Due => _retryAt - time.GetElapsedTime(_started);

    /// <summary>Saves one batch; false when the store did not take it.</summary>
    public bool SaveBatch()
    {
        Collect();
        if (_batch.Count == 0)
            return true;
        var result = store.Save(_records.AsSpan(0, _batch.Count));
        if (result == StoreResult.Done)
            Acknowledge();
        else
            Return();
        _batch.Clear();
        return result == StoreResult.Done;
    }

    private void Collect()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        lock (queue.Gate)
        {
            while (_batch.Count < BatchLimit && queue.Take() is { } character)
            {
                _records[_batch.Count] = character.ToRecord(now);
                _batch.Add(character);
            }
        }
    }

    private void Acknowledge()
    {
        if (figures.IsDegraded)
            LogRecovered(log, store.Label);
        figures.IsDegraded = false;
        figures.AddSaves(_batch.Count - store.Refused.Count);
        _pause = TimeSpan.Zero;
        _retryAt = TimeSpan.Zero;
        foreach (var index in store.Refused)
            GiveUp(_batch[index]);
        for (var index = 0; index < _batch.Count; index++)
        {
            if (store.Refused.Contains(index))
                continue;
            _batch[index].Acknowledge(_records[index].Version);
            if (!_records[index].IsActive)
                online.Remove(_batch[index]);
        }
    }

    /// <summary>It is another server's now: what is played here would never be kept, so whoever plays it goes.</summary>
    private void GiveUp(OnlineCharacter character)
    {
        figures.AddStale();
        LogStale(log, DisplayText.Clean(character.Name, 24), character.Mode);
        lock (queue.Gate)
            character.IsReplaced = true;
        online.Remove(character);
        admission.SendAway(character.Key, "your character is played on another server");
    }

    private void Return()
    {
        if (!figures.IsDegraded)
            LogDegraded(log, store.Label, store.Fault);
        figures.IsDegraded = true;
        figures.AddFailure();
        _pause = _pause == TimeSpan.Zero ? options.RetryAfter : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, options.RetryAtMost.Ticks));
        _retryAt = time.GetElapsedTime(_started) + _pause;
        lock (queue.Gate)
        {
            foreach (var character in _batch)
                queue.Add(character);
        }
    }

    [LoggerMessage(140, LogLevel.Warning, "The store {Store} takes no saves: {Fault}. Play goes on; the saves wait and are tried again")]
    private static partial void LogDegraded(ILogger log, string store, string fault);

    [LoggerMessage(147, LogLevel.Warning, "The {Mode} character of {Name} is held by another server: it is not saved here, and its player goes")]
    private static partial void LogStale(ILogger log, string name, string mode);

    [LoggerMessage(141, LogLevel.Information, "The store {Store} takes saves again")]
    private static partial void LogRecovered(ILogger log, string store);
}
