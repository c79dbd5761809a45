using System.Diagnostics;
using System.Globalization;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>One of the servers in a process of its own, so that its processor time is nobody else's.</summary>
internal sealed class ServedChild : IDisposable
{
    private readonly Process _process;

    public ServedChild(string kind)
    {
        _process = ThisProgram.Start(["websocket", "--serve", kind]);
        Port = int.Parse(_process.StandardOutput.ReadLine() ?? "", CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    public double CpuMilliseconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    public double RssMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The child's side: serves until its standard input ends.</summary>
    public static int Serve(string kind)
    {
        using IServed server = kind switch { "own" => new OwnServer(), "page" => new WebServed(), _ => new FrameworkServer() };
        Console.WriteLine(server.Port);
        while (Console.ReadLine() is not null)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{server.MessagesIn} {server.MessagesOut} {GC.CollectionCount(0)}"));

        return 0;
    }

    /// <summary>Messages taken in and sent, and collections, so far.</summary>
    public long[] Ask()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the server is gone");
        return [.. line.Split(' ').Select(static number => long.Parse(number, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000))
            _process.Kill();

        _process.Dispose();
    }
}
