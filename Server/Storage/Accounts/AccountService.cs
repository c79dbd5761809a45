using System.Diagnostics;
using Ecs.Server.Metrics;
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
    private readonly Thread? _thread;
    private bool _stopping;

    /// <param name="store">Is used by the worker alone from now on, and disposed of at the end.</param>
    /// <param name="options">The limits.</param>
    /// <param name="time">For limits, retries and the time of saves.</param>
    /// <param name="metrics">Gets the figures of the store and the drops.</param>
    /// <param name="log">Is told when the store fails and when it is back.</param>
    public AccountService(IStore store, AccountOptions options, TimeProvider time, ServerMetrics metrics, ILogger log)
    {
        _store = store;
        _options = options;
        _metrics = metrics;
        _log = log;
        _requests = new RequestQueue(options.RequestLimit, options.RequestsPerAddress);
        var online = new OnlineCharacters();
        _saver = new CharacterSaver(store, _saves, online, options, time, metrics.Store, log);
        _worker = new AccountWorker(store, _saves, online, options, time, metrics);
        if (options.RunsInline)
            return;
        _thread = new Thread(Work) { Name = "accounts", IsBackground = true };
        _thread.Start();
    }

    /// <summary>A client for one door; all clients share the worker.</summary>
    public AccountClient OpenClient() => new(this);

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
        if (!_worker.MayTry(request))
        {
            request.Client.Answer(new(request.Owner, AccountOutcome.TooManyAttempts, null));
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
        while (WaitForWork(out var saves, out var request))
            DoWork(saves, request);
        SaveLast();
    }

    private void DoWork(bool saves, AccountRequest? request)
    {
        if (saves)
            _saver.SaveBatch();
        if (request is not null)
            request.Client.Answer(_worker.Decide(request));
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

    /// <param name="saves">Whether characters wait that may be saved now.</param>
    /// <param name="request">The next request, which is taken out of its queue.</param>
    /// <param name="wait">How long to wait when there is nothing to do; infinite unless saves wait for their next try.</param>
    private bool TryFindWork(out bool saves, out AccountRequest? request, out TimeSpan wait)
    {
        lock (_saves.Gate)
        {
            var due = _saver.Due;
            saves = _saves.Count != 0 && due <= TimeSpan.Zero;
            wait = _saves.Count == 0 || saves ? Timeout.InfiniteTimeSpan : due + TimeSpan.FromMilliseconds(1);
            return _requests.TryTake(out request) || saves;
        }
    }

    private void SaveLast()
    {
        var started = Stopwatch.GetTimestamp();
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

    [LoggerMessage(143, LogLevel.Error, "The store {Store} does not answer: what was being saved at the end may be lost")]
    private static partial void LogStuck(ILogger log, string store);

    [LoggerMessage(142, LogLevel.Error, "{Count} characters could not be saved at the end: {Fault}")]
    private static partial void LogLost(ILogger log, int count, string fault);
}
