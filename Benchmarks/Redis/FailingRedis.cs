using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Ecs.Benchmarks.Redis;

/// <summary>The machine's redis-server on a free port of the loopback, which fails as it is told to.</summary>
internal sealed partial class FailingRedis : IDisposable
{
    /// <summary>Seconds of an outage, and then of none.</summary>
    public const int Span = 3;

    private const int Continue = 18;
    private const int Stop = 19;

    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-redis-").FullName;
    private readonly int _port;
    private Process _process;

    public FailingRedis()
    {
        using (var any = new TcpListener(IPAddress.Loopback, 0))
        {
            any.Start();
            _port = ((IPEndPoint)any.LocalEndpoint).Port;
        }

        _process = Start();
    }

    /// <summary>What it may be told, and what ends it.</summary>
    public static IReadOnlyList<Outage> Outages { get; } =
    [
        new("killed", static redis => redis.Kill(), static redis => redis._process = redis.Start()),
        new("stopped", static redis => Signal(redis._process.Id, Stop), static redis => Signal(redis._process.Id, Continue)),
        new("paused", static redis => redis.Tell(string.Create(CultureInfo.InvariantCulture, $"CLIENT PAUSE {Span * 1000}")), static _ => { }),
        new("read-only", static redis => redis.Tell("REPLICAOF 127.0.0.1 1"), static redis => redis.Tell("REPLICAOF NO ONE")),
        new("full", static redis => redis.Tell("CONFIG SET maxmemory 1"), static redis => redis.Tell("CONFIG SET maxmemory 0")),
    ];

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("redis-server") { WorkingDirectory = _folder, RedirectStandardOutput = true };
        string[] arguments = ["--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--appendonly", "yes"];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start");
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Hears whatever it answers, so that it is done.</summary>
    private void Tell(string line)
    {
        using var client = new TcpClient("127.0.0.1", _port);
        client.GetStream().Write(Encoding.ASCII.GetBytes(line + "\r\n"));
        client.GetStream().ReadByte();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    /// <param name="Name">For figures.</param>
    /// <param name="Begin">Fails.</param>
    /// <param name="End">Is as before.</param>
    public sealed record Outage(string Name, Action<FailingRedis> Begin, Action<FailingRedis> End);
}
