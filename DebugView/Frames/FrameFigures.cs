using System.Runtime.CompilerServices;

namespace Ecs.DebugView.Frames;

/// <summary>Which of the figures somebody measured; the others are zero and mean nothing.</summary>
[Flags]
public enum FrameParts
{
    None = 0,

    /// <summary>Length of the tick.</summary>
    Tick = 1,

    /// <summary>The time of each stage of the world's tick.</summary>
    Systems = 2,

    /// <summary>The time of each stage of the server's tick.</summary>
    Stages = 4,

    /// <summary>Bytes and packets of the whole server.</summary>
    Traffic = 8,

    /// <summary>Round trip, loss and bytes of each player.</summary>
    PlayerTraffic = 16,

    /// <summary>How the server kept time: lateness, skipped ticks, allocations, collections.</summary>
    Pace = 32,
}

/// <summary>Numbers of one tick, of fixed size. Totals count from the start of the server.</summary>
public struct FrameFigures
{
    public FrameParts Parts;

    /// <summary>From the tick's start until the copy was made.</summary>
    public int TickNanoseconds;

    /// <summary>How long after its due moment the tick began.</summary>
    public int LatenessMicroseconds;

    public SystemTimes Systems;
    public StageTimes Stages;

    /// <summary>By the tick thread inside ticks, up to the tick before; total.</summary>
    public long AllocatedBytes;

    /// <summary>Wall-clock slots given up; total.</summary>
    public long SkippedTicks;

    public long BytesIn;
    public long BytesOut;
    public long PacketsIn;
    public long PacketsOut;

    /// <summary>Collections of the youngest generation in the server's process; total.</summary>
    public int Collections;

    /// <summary>Players of all rooms, bots included.</summary>
    public int Players;

    /// <summary>Connections of all doors.</summary>
    public int Sessions;

    public readonly bool Has(FrameParts part) => (Parts & part) == part;

    /// <summary>Nanoseconds by <see cref="Simulation.Worlds.TickStage"/>.</summary>
    [InlineArray(SystemCount)]
    public struct SystemTimes
    {
        private int _first;
    }

    /// <summary>Nanoseconds by <see cref="Server.ServerStage"/>.</summary>
    [InlineArray(StageCount)]
    public struct StageTimes
    {
        private int _first;
    }

    public const int SystemCount = (int)Simulation.Worlds.TickStage.PlayBack + 1;

    public const int StageCount = (int)Server.ServerStage.Observe + 1;
}
