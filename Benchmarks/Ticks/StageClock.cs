using System.Diagnostics;
using Ecs.Simulation.Worlds;

namespace Ecs.Benchmarks.Ticks;

/// <summary>Times the stages of so many ticks, and counts who was born.</summary>
internal sealed class StageClock(int ticks, bool endless = false) : ITickObserver
{
    private readonly double[][] _milliseconds = [.. Enum.GetValues<TickStage>().Select(_ => new double[ticks])];

    private int _tick;
    private long _start;

    public double[] Of(TickStage stage) => _milliseconds[(int)stage];

    /// <summary>Births that the ticks have asked for.</summary>
    public long Births { get; private set; }

    public void StageBegins(TickStage stage, GameWorld world)
    {
        if (stage == TickStage.PlayBack)
            Births += world.Commands.Births.Length;

        _start = Stopwatch.GetTimestamp();
    }

    public void StageEnds(TickStage stage, GameWorld world)
    {
        _milliseconds[(int)stage][_tick] = Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
        if (stage == TickStage.PlayBack && !endless)
            _tick++;
    }
}
