using System.Net;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Text;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Ecs.Server.Redis;

/// <summary>
/// One connection to a Redis with a breaker: a call waits at most a quarter of a second, and after five that failed in a row the connection is
/// thrown away and nothing is asked until a pause is over that grows, with chance in it, to two seconds. Used by one thread at a time, which
/// is never the tick's.
/// </summary>
/// <param name="options">Where it is.</param>
/// <param name="use">For logs: what it is for.</param>
/// <param name="figures">Counts calls and failures.</param>
/// <param name="time">For pauses.</param>
/// <param name="log">Is told once when it is gone, and once when it is back.</param>
internal sealed partial class RedisLink(RedisOptions options, string use, RedisFigures figures, TimeProvider time, ILogger log) : IDisposable
{
    /// <summary>Failures in a row after which nothing is asked for a while.</summary>
    public const int BreakerLimit = 5;

    private const int FaultLimit = 200;

    /// <summary>Nobody waits for a connection but the thread that makes it; on a busy machine the first takes its time.</summary>
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly long _started = time.GetTimestamp();
    private ConnectionMultiplexer? _connection;
    private TimeSpan _pause;
    private TimeSpan _retryAt;
    private int _failures;
    private bool _isDown;

    /// <summary>Why the last call gave nothing; one line.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>Goes up with each connection: what was written over an older one may be gone.</summary>
    public int Connections { get; private set; }

    public bool IsDown => _isDown;

    /// <summary>Time until something may be asked; zero or less when now.</summary>
    public TimeSpan Due => _connection is null ? _retryAt - Now : TimeSpan.Zero;

    private TimeSpan Now => time.GetElapsedTime(_started);

    /// <summary>Asks and waits; false, with the fault, when no good answer came in time. It may have been done all the same.</summary>
    public bool TryAsk<T>(Func<IDatabase, Task<T>> ask, out T? answer)
    {
        answer = default;
        if (!TryConnect())
            return false;

        if (TryAwait(ask, out answer, out var isRefusal))
        {
            Succeed();
            return true;
        }

        Fail(isRefusal);
        return false;
    }

    /// <summary>At the start, when somebody may wait: asks whether it is there, and again for as long as the patience lasts.</summary>
    public bool TryReach(TimeSpan patience)
    {
        var end = Now + patience;
        while (!TryAsk(static redis => redis.PingAsync(), out _))
        {
            if (Now >= end)
                return false;
            if (Due > TimeSpan.Zero)
                Thread.Sleep(Due);
        }

        return true;
    }

    public void Dispose() => Drop();

    private static ConfigurationOptions Describe(RedisOptions options)
    {
        var described = new ConfigurationOptions
        {
            ClientName = "ecs",
            Password = options.Password.Length == 0 ? null : options.Password,
            AbortOnConnectFail = true,
            ConnectRetry = 1,
            ConnectTimeout = (int)ConnectPatience.TotalMilliseconds,
            AsyncTimeout = (int)options.Patience.TotalMilliseconds,
            SyncTimeout = (int)options.Patience.TotalMilliseconds,
            HeartbeatInterval = options.Patience,
            BacklogPolicy = BacklogPolicy.FailFast,
            Protocol = RedisProtocol.Resp2,
            Tunnel = new GuardedTunnel(),
            SetClientLibrary = false,
            IncludeDetailInExceptions = false,
            IncludePerformanceCountersInExceptions = false,

            // One server, asked for nothing but what stands here: no subscription, no other servers, nothing that needs rights.
            TieBreaker = "",
            ConfigurationChannel = "",
            CommandMap = CommandMap.Create(["CONFIG", "CLUSTER", "INFO", "SUBSCRIBE", "PSUBSCRIBE", "SENTINEL"], available: false),
        };
        described.EndPoints.Add(IPAddress.TryParse(options.Host, out var address) ? new IPEndPoint(address, options.Port) : new DnsEndPoint(options.Host, options.Port));
        return described;
    }

    private static string Plain(Exception exception) => DisplayText.Clean((exception.InnerException ?? exception).Message, FaultLimit);

    private bool TryConnect()
    {
        if (_connection is { IsConnected: true })
            return true;
        if (_connection is not null)
        {
            Fault = "the connection was lost";
            Drop();
            Postpone();
        }

        if (_retryAt > Now)
            return false;

        try
        {
            // A name may take its time to resolve, and a server that is stopped lets itself be connected to.
            var connecting = ConnectionMultiplexer.ConnectAsync(Describe(options));
            if (connecting.Wait(2 * ConnectPatience))
            {
                _connection = connecting.Result;
                Connections++;
                return true;
            }

            connecting.ContinueWith(static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            Fault = "does not answer";
        }
        catch (Exception broken)
        {
            // Whatever the library throws: it is optional.
            var inner = (broken as AggregateException)?.InnerException ?? broken;
            Fault = inner is RedisConnectionException { FailureType: var kind } ? $"no connection ({kind})" : Plain(inner);
        }

        figures.AddFailure();
        Announce();
        Postpone();
        return false;
    }

    private bool TryAwait<T>(Func<IDatabase, Task<T>> ask, out T? answer, out bool isRefusal)
    {
        (answer, isRefusal) = (default, false);
        try
        {
            var asked = ask(_connection!.GetDatabase());
            if (asked.Wait(options.Patience))
            {
                answer = asked.Result;
                return true;
            }

            Fault = "does not answer";
        }
        catch (Exception broken)
        {
            var inner = (broken as AggregateException)?.InnerException ?? broken;
            isRefusal = inner is RedisServerException;
            Fault = Plain(inner);
        }

        return false;
    }

    private void Succeed()
    {
        if (_isDown)
            LogBack(log, use);
        _isDown = false;
        figures.SetDown(use, isDown: false);
        figures.AddCall();
        _failures = 0;
        _pause = TimeSpan.Zero;
    }

    /// <summary>A server that says no is there: full, read-only or loading. It is asked again as often as one that is silent.</summary>
    private void Fail(bool isRefusal)
    {
        figures.AddFailure();
        _failures++;
        if (_failures >= BreakerLimit || isRefusal)
            Announce();
        if (_failures < BreakerLimit)
            return;

        _failures = 0;
        figures.AddOpening();
        Drop();
        Postpone();
    }

    private void Announce()
    {
        if (!_isDown)
            LogGone(log, options.Address, use, Fault);
        _isDown = true;
        figures.SetDown(use, isDown: true);
    }

    private void Postpone()
    {
        _pause = _pause == TimeSpan.Zero ? FirstPause : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks));

        // Many servers that lost the same Redis do not come back at the same moment.
        _retryAt = Now + (_pause * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>What waits for an answer there is forgotten; closing may wait, so somebody else does it.</summary>
    private void Drop()
    {
        if (_connection is { } old)
            Task.Run(() => old.Dispose());
        _connection = null;
    }

    [LoggerMessage(170, LogLevel.Warning, "The Redis {Address} does not take {Use}: {Fault}. Play goes on; it is tried again")]
    private static partial void LogGone(ILogger log, string address, string use, string fault);

    [LoggerMessage(171, LogLevel.Information, "The Redis takes {Use} again")]
    private static partial void LogBack(ILogger log, string use);
}
