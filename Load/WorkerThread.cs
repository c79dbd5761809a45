using System.Collections.Concurrent;

namespace Ecs.Load;

/// <summary>A worker on a thread of this process, for as many clients as one thread plays.</summary>
internal sealed class WorkerThread : IWorkerLink
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly BlockingCollection<string> _answers = [];
    private readonly Thread _thread;

    public WorkerThread(Func<LoadRun> open)
    {
        _thread = new Thread(() =>
        {
            using var run = open();
            new LoadWorker(run, () => _lines.TryDequeue(out var line) ? line : null, _answers.Add).Serve();
            _answers.CompleteAdding();
        })
        {
            IsBackground = true,
            Name = "clients",
        };
        _thread.Start();
    }

    public void Send(string line) => _lines.Enqueue(line);

    public string? Receive() => _answers.TryTake(out var line, Timeout.Infinite) ? line : null;

    public void Dispose()
    {
        _lines.Enqueue("");
        _thread.Join();
        _answers.Dispose();
    }
}
