using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Ecs.Server.Redis;

/// <summary>
/// Publishes who is here, on a thread of its own: what has changed once a second, everybody every three seconds whether changed or not, and
/// everybody at once over a new connection. So whatever a Redis has lost is there again soon.
/// </summary>
internal sealed class PresencePublisher : IPublisher
{
    /// <summary>States that may wait.</summary>
    public const int OutboxLimit = 10_000;

    /// <summary>States of one call: it has a quarter of a second, and others wait for the Redis meanwhile.</summary>
    private const int BatchLimit = 64;

    /// <summary>Seconds after which each state is written again.</summary>
    private const int Turns = 3;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1.5);

    private readonly RedisLink _link;
    private readonly TimeProvider _time;
    private readonly PresenceExchange _exchange = new();
    private readonly Outbox<RedisValue[]> _outbox;
    private readonly Dictionary<string, Told> _told = new(StringComparer.Ordinal);
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private PresenceList _list = new();
    private int _connections;
    private int _second;

    public PresencePublisher(RedisOptions options, RedisFigures figures, TimeProvider time, ILogger log)
    {
        _time = time;
        _link = new RedisLink(options, "sessions", figures, time, log);
        _outbox = new Outbox<RedisValue[]>(OutboxLimit, figures);
        _thread = new Thread(Work) { Name = "redis", IsBackground = true };
        _thread.Start();
    }

    private long WallSeconds => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The tick's thread, once a second.</summary>
    public void Look(NameRegistry names, int sessions) => _exchange.Leave(names, sessions);

    /// <summary>Everybody is told to have left, if that can be done soon.</summary>
    public void Dispose()
    {
        _stop.Set();
        if (_thread.Join(StopPatience))
            _stop.Dispose();
    }

    private void Work()
    {
        while (!_stop.Wait(Period))
        {
            Collect();
            Write(_list.Sessions);
        }

        _list.Clear();
        TakeLeave([]);
        Write(PresenceScript.Gone);
        _link.Dispose();
    }

    private void Collect()
    {
        _list = _exchange.Take(_list);
        _second++;
        var here = new HashSet<string>(_list.Count, StringComparer.Ordinal);
        for (var index = 0; index < _list.Count; index++)
        {
            var entry = _list[index];
            var id = RedisKeys.IdOf(entry.Account, entry.Mode);
            var mark = entry.Fingerprint();
            here.Add(id);
            if (_told.TryGetValue(id, out var told) && told.Mark == mark && _second - told.Second < Turns)
                continue;

            _told[id] = new(mark, _second);
            _outbox.Put(id, PresenceText.Of(entry, WallSeconds));
        }

        TakeLeave(here);
    }

    /// <summary>Whoever was told of and is not here has left.</summary>
    private void TakeLeave(HashSet<string> here)
    {
        foreach (var id in _told.Keys)
        {
            if (here.Contains(id))
                continue;

            _told.Remove(id);
            _outbox.Put(id, PresenceText.OfLeft(id, WallSeconds));
        }
    }

    private void Write(int sessions)
    {
        do
        {
            var batch = _outbox.Peek(BatchLimit);
            RedisValue[] words = [RedisNode.Id, sessions, PresenceScript.LeaseSeconds, .. batch.SelectMany(static state => state.Value)];
            if (!_link.TryAsk(redis => RedisScript.RunAsync(redis, PresenceScript.Text, words), out _))
                return;

            _outbox.Remove(batch.Count);
        }
        while (_outbox.Count != 0);

        // What was written over another connection may be gone with the Redis behind it.
        if (_connections != _link.Connections)
            _second += Turns;
        _connections = _link.Connections;
    }

    private readonly record struct Told(int Mark, int Second);
}
