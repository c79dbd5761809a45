using System.Diagnostics;
using Ecs.DebugView.Frames;
using Ecs.Simulation;

namespace Ecs.DebugView.Sources;

/// <summary>Measures the stages of a world's tick. One thread steps the world and reads the times between its ticks.</summary>
public sealed class SystemClock : ITickObserver
{
    private readonly long[] _begun = new long[FrameFigures.SystemCount];
    private readonly long[] _taken = new long[FrameFigures.SystemCount];

    public void StageBegins(TickStage stage, GameWorld world) => _begun[(int)stage] = Stopwatch.GetTimestamp();

    public void StageEnds(TickStage stage, GameWorld world) => _taken[(int)stage] += Stopwatch.GetTimestamp() - _begun[(int)stage];

    /// <summary>Gives the times since the last call and begins anew; a stage that ran twice counts both.</summary>
    public void Take(ref FrameFigures.SystemTimes times)
    {
        for (int stage = 0; stage < _taken.Length; stage++)
        {
            times[stage] = Durations.ToNanoseconds(_taken[stage]);
            _taken[stage] = 0;
        }
    }
}
