using Ecs.Server.Recording;
using Ecs.Simulation;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Replay;

/// <summary>
/// A place in a recording: the world after one of its ticks. It goes forward by running ticks and anywhere else from the
/// checkpoint before. One thread at a time; several cursors may share a reader.
/// </summary>
public sealed class ReplayCursor(RecordingReader reader) : IDisposable
{
    private ReplaySegment? _segment;
    private ITickObserver? _observer;

    /// <summary>Listens to the stages of every tick that is run from now on; null for nobody.</summary>
    public ITickObserver? Observer
    {
        get => _observer;
        set
        {
            _observer = value;
            if (_segment is not null)
                _segment.World.Observer = value;
        }
    }

    /// <summary>The world; null before the first tick was reached.</summary>
    public WorldTick? World => _segment?.World;

    /// <summary>The tick that the world stands after; 0 before the first.</summary>
    public uint Tick { get; private set; }

    /// <summary>Whether the world has the recorded hash.</summary>
    public bool IsAsRecorded { get; private set; }

    /// <summary>What was said in this tick.</summary>
    public IReadOnlyList<RecordedNote> Notes => _segment?.Notes ?? [];

    /// <summary>Runs the next tick; false at the end of the recording and at a fault.</summary>
    public bool TryStep(out string fault)
    {
        fault = "";
        if (_segment is null)
            return TryGoTo(reader.StartTick + 1, out fault);
        if (!_segment.TryLoad())
        {
            fault = _segment.Fault;
            return false;
        }

        Run();
        return true;
    }

    /// <summary>Brings the world to stand after a tick; false with a reason when the recording does not have it whole.</summary>
    public bool TryGoTo(uint tick, out string fault)
    {
        fault = "";
        if (tick == Tick && _segment is not null)
            return true;
        if (_segment is null || tick < Tick || reader.Blocks[reader.CheckpointBefore(tick - 1)].Frame.FirstTick > Tick)
            return TrySeek(tick, out fault);
        while (Tick < tick)
        {
            if (!TryStep(out fault))
                return false;
        }

        return true;
    }

    public void Dispose() => _segment?.Dispose();

    private bool TrySeek(uint tick, out string fault)
    {
        if (!ReplayRunner.TryLoadTick(reader, tick, out var segment, out fault))
            return false;
        _segment?.Dispose();
        _segment = segment;
        _segment.World.Observer = _observer;
        Run();
        return true;
    }

    private void Run()
    {
        var hash = _segment!.Run();
        Tick = _segment.Tick.Value;
        IsAsRecorded = hash == _segment.ExpectedHash;
    }
}
