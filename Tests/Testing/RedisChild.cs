using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ecs.Server.Options;

namespace Ecs.Tests.Testing;

/// <summary>A genuine redis-server of the test's own: on a free port of the loopback, in a folder that goes with it.</summary>
internal sealed class RedisChild : IDisposable
{
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly string _folder;
    private Process? _process;

    /// <param name="starts">Whether it runs from the beginning; otherwise nobody listens at its port yet.</param>
    /// <param name="folder">What its own folder is made in; null for where such things usually are.</param>
    /// <param name="more">As for <see cref="Start"/>.</param>
    public RedisChild(bool starts = true, string? folder = null, params string[] more)
    {
        _folder = folder is null ? Directory.CreateTempSubdirectory("ecs-redis-").FullName : Directory.CreateDirectory(Path.Combine(folder, "redis")).FullName;
        using (var any = new TcpListener(IPAddress.Loopback, 0))
        {
            any.Start();
            Port = ((IPEndPoint)any.LocalEndpoint).Port;
        }

        if (starts)
            Start(more);
    }

    public int Port { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public RedisOptions Options => new() { Address = Address };

    /// <summary>Every write is on the disk before it is acknowledged, and is there again after a kill.</summary>
    public void Start(params string[] more)
    {
        var start = new ProcessStartInfo("redis-server")
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--appendonly", "yes",
            "--appendfsync", "always", "--enable-debug-command", "yes", "--daemonize", "no", .. more,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start");
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Until(IsReady);
    }

    public bool IsRunning => _process is not null;

    /// <summary>Says it again and again until the Redis has ended itself.</summary>
    public void TellUntilEnd(params string[] words)
    {
        Until(() => TryAsk(words) is not null && _process!.HasExited);
        _process!.Dispose();
        _process = null;
    }

    /// <summary>Snapshots fail from now on, as on a disk that takes nothing, and then it takes no writes. No rights are needed for that.</summary>
    public void BreakSnapshots()
    {
        Directory.CreateDirectory(SnapshotFile);
        Ask("CONFIG", "SET", "save", "3600 1");
        Snapshot("err");
    }

    public void MendSnapshots()
    {
        Directory.Delete(SnapshotFile);
        Snapshot("ok");
    }

    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Freeze() => Assert.Equal(0, Signal(_process!.Id, Stop));

    public void Thaw() => Assert.Equal(0, Signal(_process!.Id, Continue));

    /// <summary>Says something to it over a connection of its own, and gives the answer as text, elements with blanks between.</summary>
    public string Ask(params string[] words)
    {
        using var talk = new RedisTalk(Port);
        return talk.Ask(words);
    }

    /// <summary>Likewise; nothing while it does not answer.</summary>
    public string TryAsk(params string[] words)
    {
        try
        {
            using var talk = new RedisTalk(Port, TimeSpan.FromMilliseconds(200));
            return talk.Ask(words);
        }
        catch (Exception silent) when (silent is SocketException or IOException)
        {
            return "";
        }
    }

    /// <summary>Says something and does not wait for the answer.</summary>
    public void Tell(params string[] words)
    {
        using var talk = new RedisTalk(Port);
        talk.Say(words);
    }

    /// <summary>Waits for what other threads and programs do; how long it took.</summary>
    public static TimeSpan Until(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit, "it did not happen");
            Thread.Sleep(10);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    public void Dispose()
    {
        if (_process is not null)
            Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private string SnapshotFile => Path.Combine(_folder, "dump.rdb");

    private void Snapshot(string result)
    {
        Ask("BGSAVE");
        Until(() => Ask("INFO", "persistence").Contains($"rdb_last_bgsave_status:{result}", StringComparison.Ordinal));
    }

    private bool IsReady()
    {
        try
        {
            return Ask("PING") == "PONG";
        }
        catch (Exception early) when (early is SocketException or IOException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
