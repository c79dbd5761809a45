using Ecs.Server.Metrics;
using Ecs.Server.Pacing;

namespace Ecs.Tests.Server.Pacing;

/// <summary>A tick loop on a virtual clock, and what its ticks saw.</summary>
internal sealed class CrankedLoop
{
    public const long Second = 1_000_000_000;

    private readonly Action<CrankedLoop> _work;
    private readonly int _tickRate;
    private readonly long _stopAt;
    private long _slot = -1;
    private int _inSlot;

    /// <param name="tickRate">Ticks per second.</param>
    /// <param name="seconds">Virtual seconds to run for.</param>
    /// <param name="work">Spends virtual time as a tick would.</param>
    /// <param name="early">What presses between ticks.</param>
    public CrankedLoop(int tickRate, long seconds, Action<CrankedLoop> work, Func<CrankedLoop, IEarlyWork>? early = null)
    {
        _tickRate = tickRate;
        _work = work;
        Started = Time.Now;
        _stopAt = Started + (seconds * Second);
        Loop = new TickLoop(tickRate, Time, Time, RunTick, Figures, null, Log, early?.Invoke(this));
    }

    public CrankTime Time { get; } = new();

    public TickFigures Figures { get; } = new();

    public LogLines Log { get; } = new();

    public TickLoop Loop { get; }

    public long Started { get; }

    /// <summary>When each tick began, in the order of running.</summary>
    public List<long> Starts { get; } = [];

    public List<TimeSpan> Elapsed { get; } = [];

    /// <summary>Most ticks that began inside one wall slot: 1 on schedule, more when making up.</summary>
    public int MostInOneSlot { get; private set; }

    public long Passed => Time.Now - Started;

    public void Run(long slotLimit = 0) => Loop.Run(slotLimit);

    private void RunTick(TimeSpan elapsed)
    {
        Starts.Add(Time.Now);
        Elapsed.Add(elapsed);
        _inSlot = SlotOf(Time.Now) == _slot ? _inSlot + 1 : 1;
        _slot = SlotOf(Time.Now);
        MostInOneSlot = Math.Max(MostInOneSlot, _inSlot);
        _work(this);
        if (Time.Now >= _stopAt)
            Loop.Stop();
    }

    private long SlotOf(long timestamp) => (timestamp - Started) * _tickRate / Second;
}
