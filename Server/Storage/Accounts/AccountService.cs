using System.Diagnostics;
using System.Net;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Text;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Storage.Accounts;

/// <summary>
/// The store with the one thread that uses it. Doors ask through clients and hand in characters; hashing passwords and waiting for
/// the disk happen here. When it is disposed of, what waits to be saved is saved first.
/// </summary>
public sealed partial class AccountService : IDisposable
{
    private readonly IStore _store;
    private readonly AccountOptions _options;
    private readonly ServerMetrics _metrics;
    private readonly ILogger _log;
    private readonly RequestQueue _requests;
    private readonly SaveQueue _saves = new();
    private readonly CharacterSaver _saver;
    private readonly AccountWorker _worker;
    private readonly AccountAttempts _attempts;
    private readonly BanKeeper _bans;
    private readonly StoreNews _news;
    private readonly Admission _admission;
    private readonly Thread? _thread;
    private bool _stopping;

    /// <param name="store">Is used by the worker alone from now on, and disposed of at the end.</param>
    /// <param name="options">The limits.</param>
    /// <param name="time">For limits, retries and the time of saves.</param>
    /// <param name="metrics">Gets the figures of the store and the drops.</param>
    /// <param name="log">Is told when the store fails and when it is back.</param>
    /// <param name="admission">Learns the registered names and the bans of the store, and tells it of new ones; null for one of its own.</param>
    public AccountService(
        IStore store, AccountOptions options, TimeProvider time, ServerMetrics metrics, ILogger log, Admission? admission = null)
    {
        _store = store;
        _options = options;
        _metrics = metrics;
        _log = log;
        _requests = new RequestQueue(options.RequestLimit, options.RequestsPerAddress);
        var online = new OnlineCharacters();
        var started = time.GetTimestamp();
        _admission = admission ?? new Admission(() => time.GetElapsedTime(started), time, options.FailuresPerMinute);
        _saver = new CharacterSaver(store, _saves, online, _admission, options, time, metrics.Store, log);
        _attempts = new AccountAttempts(_admission.Guesses, options, time, metrics);
        _worker = new AccountWorker(store, _attempts, _saves, online, _admission, options, time);
        _bans = new BanKeeper(store, _saves.Gate, options.RetryAfter, time, log);
        _news = new StoreNews(store, _saves, online, _admission, time);
        Learn();
        if (options.RunsInline)
            return;
        _thread = new Thread(Work) { Name = "accounts", IsBackground = true };
        _thread.Start();
    }

    /// <summary>A client for one door; all clients share the worker.</summary>
    public AccountClient OpenClient() => new(this);

    /// <summary>For callers that may wait.</summary>
    public AccountCalls Calls => new(this);

    /// <summary>
    /// Saves what waits, for as long as <see cref="AccountOptions.StopPatience"/> lasts, and closes the store. Requests that wait
    /// are forgotten.
    /// </summary>
    public void Dispose()
    {
        lock (_saves.Gate)
        {
            if (_stopping)
                return;
            _stopping = true;
            Monitor.PulseAll(_saves.Gate);
        }

        if (_thread is null)
        {
            SaveLast();
        }
        else if (!_thread.Join(_options.StopPatience + _options.StatementPatience))
        {
            // The thread is inside the store, which therefore stays open; neither keeps the process.
            LogStuck(_log, _store.Label);
            return;
        }

        if (_saves.Count != 0)
            LogLost(_log, _saves.Count, _store.Fault);
        _store.Dispose();
    }

    /// <summary>What is over a limit is answered here: it waits for nobody, and nobody waits for it.</summary>
    internal bool TryAsk(AccountRequest request)
    {
        if (!_attempts.MayTry(request))
        {
            request.Listener.Answer(new(request.Owner, AccountOutcome.TooManyAttempts, null));
            return true;
        }

        lock (_saves.Gate)
        {
            if (_requests.TryAdd(request))
            {
                Monitor.PulseAll(_saves.Gate);
                return true;
            }
        }

        _metrics.CountDrop(DropCause.QueueFull);
        return false;
    }

    internal Ban? FindBan(string name, IPAddress from) =>
        _admission.Bans.Find(from, DisplayText.TryCleanName(name, out var clean) ? DisplayText.UniqueKey(clean) : "");

    /// <summary>Without a thread: does all that is due.</summary>
    internal void RunInline()
    {
        if (_thread is not null)
            return;
        while (TryFindWork(out var saves, out var request, out _))
            DoWork(saves, request);
    }

    private void Work()
    {
        // Takes as long as a hash, which the first guess at a name is not to tell.
        _ = _attempts.Nobody;
        while (WaitForWork(out var saves, out var request))
            DoWork(saves, request);
        SaveLast();
    }

    private void DoWork(bool saves, AccountRequest? request)
    {
        if (saves && _saves.Count != 0 && _saver.Due <= TimeSpan.Zero)
            _saver.SaveBatch();
        if (saves && _bans.Due <= TimeSpan.Zero)
            _bans.Write();
        if (saves && _news.Due <= TimeSpan.Zero)
            _news.Hear();
        if (request is not null)
            request.Listener.Answer(_worker.Decide(request));
        lock (_saves.Gate)
            _metrics.Store.Waiting = _saves.Count;
    }

    /// <summary>False when the service closes.</summary>
    private bool WaitForWork(out bool saves, out AccountRequest? request)
    {
        lock (_saves.Gate)
        {
            while (!_stopping)
            {
                if (TryFindWork(out saves, out request, out var wait))
                    return true;
                Monitor.Wait(_saves.Gate, wait);
            }
        }

        (saves, request) = (false, null);
        return false;
    }

    /// <param name="saves">Whether characters or bans wait that may be saved now, or it is time to hear of others.</param>
    /// <param name="request">The next request, which is taken out of its queue.</param>
    /// <param name="wait">How long to wait when there is nothing to do; infinite unless saves wait for their next try, or others write too.</param>
    private bool TryFindWork(out bool saves, out AccountRequest? request, out TimeSpan wait)
    {
        lock (_saves.Gate)
        {
            var due = _saves.Count == 0 ? TimeSpan.MaxValue : _saver.Due;
            if (_bans.Count != 0 && _bans.Due < due)
                due = _bans.Due;
            if (_news.Due < due)
                due = _news.Due;
            saves = due <= TimeSpan.Zero;
            wait = due == TimeSpan.MaxValue || saves ? Timeout.InfiniteTimeSpan : due + TimeSpan.FromMilliseconds(1);
            return _requests.TryTake(out request) || saves;
        }
    }

    /// <summary>What the store knows of names and bans is what doors know from now on.</summary>
    private void Learn()
    {
        if (!_news.Hear())
            LogUnread(_log, _store.Label, _store.Fault);
        _admission.Bans.Keep = (ban, isMade) =>
        {
            lock (_saves.Gate)
            {
                _bans.Add(ban, isMade);
                Monitor.PulseAll(_saves.Gate);
            }
        };
    }

    private void SaveLast()
    {
        var started = Stopwatch.GetTimestamp();
        _bans.Write();
        while (_saves.Count != 0)
        {
            if (_saver.SaveBatch())
                continue;
            var left = _options.StopPatience - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || _thread is null)
                break;
            Thread.Sleep(left < _options.RetryAfter ? left : _options.RetryAfter);
        }
    }

    [LoggerMessage(145, LogLevel.Error, "The store {Store} does not say which names are registered and who is banned: {Fault}")]
    private static partial void LogUnread(ILogger log, string store, string fault);

    [LoggerMessage(143, LogLevel.Error, "The store {Store} does not answer: what was being saved at the end may be lost")]
    private static partial void LogStuck(ILogger log, string store);

    [LoggerMessage(142, LogLevel.Error, "{Count} characters could not be saved at the end: {Fault}")]
    private static partial void LogLost(ILogger log, int count, string fault);
}
