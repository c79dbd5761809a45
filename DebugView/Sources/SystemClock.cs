using System.Diagnostics;
using Ecs.DebugView.Frames;
using Ecs.Simulation.Worlds;

namespace Ecs.DebugView.Sources;

/// <summary>
/// Measures the stages of a world's tick; each lasts from the end of the one before, which halves the readings of the clock. One
/// thread steps the world and reads the times between its ticks.
/// </summary>
public sealed class SystemClock : ITickObserver
{
    private readonly long[] _taken = new long[FrameFigures.SystemCount];
    private long _last;

    public void StageBegins(TickStage stage, GameWorld world)
    {
        if (stage == TickStage.Commands)
            _last = Stopwatch.GetTimestamp();
    }

    public void StageEnds(TickStage stage, GameWorld world)
    {
        var now = Stopwatch.GetTimestamp();
        _taken[(int)stage] += now - _last;
        _last = now;
    }

    /// <summary>Gives the times since the last call and begins anew; a stage that ran twice counts both.</summary>
    public void Take(ref FrameFigures.SystemTimes times)
    {
        for (var stage = 0; stage < _taken.Length; stage++)
        {
            times[stage] = Durations.ToNanoseconds(_taken[stage]);
            _taken[stage] = 0;
        }
    }
}
