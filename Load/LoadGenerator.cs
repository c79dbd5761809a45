using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Ecs.Load;

/// <summary>All clients, in one process or several, moved together.</summary>
internal sealed class LoadGenerator : IDisposable
{
    private readonly List<IWorkerLink> _workers = [];

    private LoadGenerator()
    {
    }

    /// <summary>Those who play after the joining.</summary>
    public int Connected { get; private set; }

    /// <summary>From the first join until everybody played.</summary>
    public double JoinSeconds { get; private set; }

    /// <summary>Lets everybody come. False when a process of clients has ended.</summary>
    /// <param name="options">Who plays.</param>
    /// <param name="accounts">As whom.</param>
    /// <param name="server">Where.</param>
    /// <param name="processes">1 for this one.</param>
    /// <param name="generator">To be disposed of in any case.</param>
    public static bool TryStart(LoadOptions options, LoadAccounts accounts, IPEndPoint server, int processes, out LoadGenerator generator)
    {
        generator = new LoadGenerator();
        var start = Stopwatch.GetTimestamp();
        for (var process = 0; process < processes; process++)
        {
            var share = LoadShare.Of(options.Clients, process, processes);
            generator._workers.Add(processes == 1
                ? new WorkerThread(() => new LoadRun(server, accounts, share, options.Scene))
                : new WorkerProcess(options.Command, options.WorkerArguments(server, share)));
        }

        foreach (var worker in generator._workers)
        {
            if (worker.Receive()?.Split(' ') is not [LoadWorker.ConnectedWord, var count])
                return false;
            generator.Connected += int.Parse(count, CultureInfo.InvariantCulture);
        }

        generator.JoinSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return true;
    }

    /// <summary>What each process measured, all of them over the same seconds; null when one has ended.</summary>
    /// <param name="from">A timestamp, of now or later.</param>
    /// <param name="seconds">More than none.</param>
    /// <param name="machineCpu">Milliseconds per second that all programs of this machine took meanwhile; null where it does not say.</param>
    public List<WorkerFigures>? Measure(long from, double seconds, out double? machineCpu)
    {
        foreach (var worker in _workers)
            worker.Send(LoadWorker.MeasureLine(from, seconds));

        Thread.Sleep(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Math.Max(from, Stopwatch.GetTimestamp())));
        var (before, began) = (MachineCpu.Read(), Stopwatch.GetTimestamp());
        machineCpu = null;
        var figures = new List<WorkerFigures>();
        foreach (var worker in _workers)
        {
            if (worker.Receive() is not { } line || JsonSerializer.Deserialize<WorkerFigures>(line) is not { } measured)
                return null;
            figures.Add(measured);
        }

        machineCpu = (MachineCpu.Read() - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        return figures;
    }

    public void Leave()
    {
        foreach (var worker in _workers)
            worker.Send(LoadWorker.LeaveWord);
        foreach (var worker in _workers)
            worker.Receive();
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
    }
}
