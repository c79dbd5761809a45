using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Server.Options;
using Ecs.Tests.Server.Storage;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Redis;

/// <summary>Whatever a genuine Redis does, play goes on, and what is played is there again within five seconds of its return.</summary>
[Collection(SocketLane.Name)]
public sealed class OutageTests
{
    /// <summary>How long each outage lasts; ten in a deep run.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(DeepRun.Or("REDIS_SECONDS", 1));

    private static readonly TimeSpan Return = TimeSpan.FromSeconds(5);

    [ComponentFact("redis-server")]
    public void Down_at_the_start() => PlayThrough(new RedisChild(starts: false), static _ => { }, static redis => redis.Start());

    [ComponentFact("redis-server")]
    public void Killed() => PlayThrough(new RedisChild(), static redis => redis.Kill(), static redis => redis.Start());

    [ComponentFact("redis-server")]
    public void Killed_and_back_without_its_data() => PlayThrough(
        new RedisChild(),
        static redis => redis.Kill(),
        static redis => redis.Start("--appenddirname", "another"));

    [ComponentFact("redis-server")]
    public void Stopped() => PlayThrough(new RedisChild(), static redis => redis.Freeze(), static redis => redis.Thaw());

    [ComponentFact("redis-server")]
    public void Client_pause() => PlayThrough(
        new RedisChild(),
        static redis => redis.Ask("CLIENT", "PAUSE", $"{(int)Outage.TotalMilliseconds + 1000}"),
        static _ => { });

    [ComponentFact("redis-server")]
    public void Debug_sleep() => PlayThrough(
        new RedisChild(),
        static redis => redis.Tell("DEBUG", "SLEEP", $"{(int)Outage.TotalSeconds + 1}"),
        static _ => { });

    [ComponentFact("redis-server")]
    public void Read_only() => PlayThrough(
        new RedisChild(),
        static redis => redis.Ask("REPLICAOF", "127.0.0.1", "1"),
        static redis => redis.Ask("REPLICAOF", "NO", "ONE"));

    [ComponentFact("redis-server")]
    public void Out_of_memory() => PlayThrough(
        new RedisChild(),
        static redis => redis.Ask("CONFIG", "SET", "maxmemory", "1"),
        static redis => redis.Ask("CONFIG", "SET", "maxmemory", "0"));

    [ComponentFact("redis-server")]
    public void Snapshots_fail() => PlayThrough(new RedisChild(), static redis => redis.BreakSnapshots(), static redis => redis.MendSnapshots());

    /// <summary>One that acknowledges before the disk has it refuses writes, and takes them again by itself.</summary>
    [TinyDiskFact("redis-server")]
    public void Disk_full()
    {
        using var disk = TinyDisk.TryMount()!;
        PlayThrough(
            new RedisChild(folder: disk.Path, more: ["--appendfsync", "everysec"]),
            redis =>
            {
                disk.Fill();
                RedisChild.Until(() => redis.Ask("SET", "filler", new string('x', 4096)).StartsWith("MISCONF", StringComparison.Ordinal));
            },
            _ => disk.MakeRoom());
    }

    /// <summary>One that acknowledges nothing but what the disk has ends itself.</summary>
    [TinyDiskFact("redis-server")]
    public void Disk_full_under_one_that_writes_before_it_acknowledges()
    {
        using var disk = TinyDisk.TryMount()!;
        PlayThrough(
            new RedisChild(folder: disk.Path),
            redis =>
            {
                disk.Fill();
                redis.TellUntilEnd("SET", "filler", new string('x', 4096));
            },
            redis =>
            {
                disk.MakeRoom();
                redis.Start();
            });
    }

    [ComponentFact("redis-server")]
    public void Reset_in_the_middle_of_replies()
    {
        var redis = new RedisChild();
        using var proxy = new CuttingProxy(redis.Port);
        PlayThrough(redis, _ => proxy.Cut(), _ => proxy.Heal(), new RedisOptions { Address = proxy.Address });

        Assert.NotEqual(0, proxy.Resets);
    }

    /// <summary>Too short to fail a call.</summary>
    [ComponentFact("redis-server")]
    public void Flushed() => PlayThrough(new RedisChild(), static redis => redis.Ask("FLUSHALL"), static redis => redis.Ask("FLUSHALL"), isFelt: false);

    [ComponentFact("redis-server")]
    public void Connections_are_cut_again_and_again() => PlayThrough(
        new RedisChild(),
        static redis => redis.Ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"),
        static redis => redis.Ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"),
        isFelt: false);

    [Fact]
    public void A_false_server_that_announces_a_gibibyte_is_not_listened_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        long sent = 0;
        var ends = false;
        var thread = new Thread(() => SendGibibytes(listener, ref sent, ref ends)) { IsBackground = true };
        thread.Start();
        var before = Process.GetCurrentProcess().WorkingSet64;
        using (var rig = new PresenceRig(new() { Address = listener.LocalEndpoint.ToString()! }))
        {
            rig.Enter("Ana");
            Play(rig, Outage + TimeSpan.FromSeconds(1));
            PlayUntil(rig, () => rig.Metrics.Redis.Failures != 0);
        }

        Volatile.Write(ref ends, true);
        listener.Stop();
        var grown = Process.GetCurrentProcess().WorkingSet64 - before;
        Assert.True(grown < 256L << 20, $"{grown >> 20} MiB more after {Volatile.Read(ref sent) >> 20} MiB were offered");
    }

    /// <summary>Answers whatever is said with a text without end.</summary>
    private static void SendGibibytes(TcpListener listener, ref long sent, ref bool ends)
    {
        var block = new byte[1 << 16];
        while (!Volatile.Read(ref ends))
        {
            try
            {
                using var socket = listener.AcceptSocket();
                socket.SendTimeout = 1000;
                socket.Receive(block);
                socket.Send(Encoding.ASCII.GetBytes("$1073741824\r\n"));
                for (var part = 0; part < (1 << 30) / block.Length; part++)
                    Interlocked.Add(ref sent, socket.Send(block));
            }
            catch (SocketException)
            {
                // Hung up on, as it should be.
            }
            catch (InvalidOperationException)
            {
                // Nobody is listened for any more.
                return;
            }
        }
    }

    /// <param name="redis">Disposed of at the end.</param>
    /// <param name="begin">The outage.</param>
    /// <param name="end">Of it.</param>
    /// <param name="options">Where the server finds the Redis, if not where it is.</param>
    /// <param name="isFelt">Whether calls fail, which is counted.</param>
    private static void PlayThrough(RedisChild redis, Action<RedisChild> begin, Action<RedisChild> end, RedisOptions? options = null, bool isFelt = true)
    {
        using var ends = redis;
        using var rig = new PresenceRig(options ?? redis.Options);
        rig.Enter("Ana");
        var wasThere = redis.IsRunning;
        if (wasThere)
            PlayUntil(rig, () => redis.Ask("GET", "session:ana:active") == "1");

        var (failures, memory) = (rig.Metrics.Redis.Failures, GC.GetTotalMemory(forceFullCollection: false));
        begin(redis);
        Play(rig, Outage);
        rig.Enter("Bo");
        Play(rig, TimeSpan.FromSeconds(0.2));
        if (isFelt)
            PlayUntil(rig, () => rig.Metrics.Redis.Failures > failures);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - memory;
        Assert.True(grown < 64L << 20, $"{grown >> 20} MiB more");
        end(redis);

        var took = PlayUntil(rig, () => redis.TryAsk("MGET", "session:ana:active", "session:bo:active") == "1 1");
        Assert.True(took <= Return, $"it took {took.TotalSeconds:0.0} s");
        Assert.Contains("argentum", redis.Ask("HMGET", "player:ana:position", "mode"), StringComparison.Ordinal);
        PlayUntil(rig, () => !rig.Metrics.Redis.IsDown && rig.Metrics.Redis.Waiting == 0);
        Assert.Equal(0, rig.Metrics.Redis.Dropped);
    }

    private static TimeSpan PlayUntil(PresenceRig rig, Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit, "it did not happen");
            Play(rig, TimeSpan.FromMilliseconds(50));
        }

        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Ticks as they are due; none of them waits for the Redis, which would take 250 ms.</summary>
    private static void Play(PresenceRig rig, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var longest = TimeSpan.Zero;
        for (var tick = 0; Stopwatch.GetElapsedTime(started) < time; tick++)
        {
            var began = Stopwatch.GetTimestamp();
            rig.Turn();
            rig.Look();
            var took = Stopwatch.GetElapsedTime(began);
            longest = took > longest ? took : longest;
            Thread.Sleep(5);
        }

        Assert.True(longest < TimeSpan.FromMilliseconds(200), $"a tick took {longest.TotalMilliseconds:0} ms");
    }
}
