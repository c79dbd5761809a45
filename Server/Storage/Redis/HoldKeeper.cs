using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Redis;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Ecs.Server.Storage.Redis;

/// <summary>
/// Tells the Redis every two seconds, on a thread of its own, that what this server holds is still held. Where it finds that everything
/// is gone (a mark that all servers share is another), it writes anew whoever is here, and who is banned.
/// </summary>
internal sealed partial class HoldKeeper : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly RedisLink _link;
    private readonly HeldCharacters _held;
    private readonly Admission _admission;
    private readonly StoreFigures _figures;
    private readonly ILogger _log;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private string _mark = "";

    /// <param name="link">Its own, disposed of at the end.</param>
    /// <param name="held">What this server holds.</param>
    /// <param name="admission">Knows who is here, and how many names there were.</param>
    /// <param name="figures">Counts what is lost.</param>
    /// <param name="log">Is told of it.</param>
    public HoldKeeper(RedisLink link, HeldCharacters held, Admission admission, StoreFigures figures, ILogger log)
    {
        _link = link;
        _held = held;
        _admission = admission;
        _figures = figures;
        _log = log;
        _thread = new Thread(Work) { Name = "holds", IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        if (!_thread.Join(StopPatience))
            return;

        _link.Dispose();
        _stop.Dispose();
    }

    private void Work()
    {
        do
            Renew();
        while (!_stop.Wait(Period));
    }

    private void Renew()
    {
        RedisValue[] words = [RedisNode.NewMark(), RedisScripts.LeaseMilliseconds, .. _held.Tokens.SelectMany(static held => (RedisValue[])[held.Key, held.Value])];
        if (!_link.TryAsk(redis => RedisScript.RunAsync(redis, RedisScripts.Renew, words), out var answer) || (string?)answer is not { } mark)
            return;

        if (_mark.Length != 0 && mark != _mark && !TryWriteAnew())
            return;

        _mark = mark;
    }

    /// <summary>False when it has to be tried again.</summary>
    private bool TryWriteAnew()
    {
        var (known, back) = (_admission.Registered.Count, 0);
        foreach (var account in _held.Accounts)
        {
            if (!_admission.IsBorne(account.Key))
                continue;
            if (!_link.TryAsk(redis => RedisScript.RunAsync(redis, RedisScripts.AddAccount, RedisStore.WordsOf(account, _held.Node)), out _))
                return false;
            back++;
        }

        foreach (var (saved, token) in _held.Saved)
        {
            if (!_link.TryAsk(redis => RedisScript.RunAsync(redis, RedisScripts.Save, RedisStore.WordsOf(saved, token)), out _))
                return false;
        }

        foreach (var ban in _admission.Bans.All)
        {
            if (!_link.TryAsk(redis => RedisScript.RunAsync(redis, RedisScripts.RestoreBan, RedisStore.WordsOf(ban, _held.Node)), out _))
                return false;
        }

        _figures.AddLost(Math.Max(0, known - back));
        LogLost(_log, known, back);
        return true;
    }

    [LoggerMessage(148, LogLevel.Error, "The Redis has lost all that it had: of {Known} accounts the {Back} that are here are written anew, the others are gone")]
    private static partial void LogLost(ILogger log, int known, int back);
}
