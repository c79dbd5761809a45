using System.Diagnostics;
using Ecs.Server.Metrics;
using Ecs.Server.Pacing;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>A server of ours as doors use it: a tick sixty times a second, something to say in every second one.</summary>
internal abstract class TickedServer : IServed
{
    private const int TickRate = 60;
    private const int SendDivisor = TickRate / WebSocketCommand.Rate;

    private readonly SystemTickWaiter _waiter = new();
    private readonly Thread _thread;
    private volatile bool _isStopping;

    protected TickedServer() => _thread = new Thread(Tick);

    public abstract int Port { get; }

    public long MessagesIn { get; protected set; }

    public long MessagesOut { get; private set; }

    protected ServerMetrics Metrics { get; } = new();

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        Close();
        _waiter.Dispose();
        Metrics.Dispose();
    }

    /// <summary>Begins the ticks; once all is open.</summary>
    protected void Start() => _thread.Start();

    protected abstract void Receive(TimeSpan elapsed);

    /// <summary>Says a snapshot to everybody; gives how many those are.</summary>
    protected abstract int Send();

    protected abstract void Update(TimeSpan elapsed);

    protected abstract void Close();

    private void Tick()
    {
        var elapsed = TimeSpan.FromSeconds(1.0 / TickRate);
        var start = Stopwatch.GetTimestamp();
        for (long tick = 0; !_isStopping; tick++)
        {
            _waiter.WaitUntil(start + (tick * Stopwatch.Frequency / TickRate));
            Receive(elapsed);
            if (tick % SendDivisor == 0)
                MessagesOut += Send();

            Update(elapsed);
        }
    }
}
