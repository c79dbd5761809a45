using Ecs.DebugView.Model.Chronicles;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Simulation.Events;

namespace Ecs.DebugView.Sources.Replayed;

/// <summary>Runs a whole recording through once, on a thread of its own, to find the moments worth marking.</summary>
internal sealed class MarkScan : IDisposable
{
    /// <summary>Marks of one recording; what comes later than so many is not marked.</summary>
    private const int MarkLimit = 20_000;

    private readonly RecordingReader _reader;
    private readonly Thread _thread;
    private Mark[] _found = [];
    private volatile bool _isStopping;

    public MarkScan(RecordingReader reader)
    {
        _reader = reader;
        _thread = new Thread(Run) { Name = "marks", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>What has been found so far.</summary>
    public IReadOnlyList<Mark> Found => Volatile.Read(ref _found);

    /// <summary>Waits for the end of the recording; for tests.</summary>
    internal void Wait() => _thread.Join();

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
    }

    private void Run()
    {
        var marks = new List<Mark>();
        using var cursor = new ReplayCursor(_reader);
        while (!_isStopping && marks.Count < MarkLimit && TryNext(cursor))
        {
            foreach (ref readonly var happened in cursor.World!.World.Events)
            {
                if (happened.Kind == WorldEventKind.Died)
                    marks.Add(new Mark(cursor.Tick, MarkKind.Death));
            }

            if (cursor.Notes.Count != 0)
                marks.Add(new Mark(cursor.Tick, MarkKind.Chat));
            if (cursor.Tick % (uint)_reader.Header.TickRate == 0)
                Volatile.Write(ref _found, [.. marks]);
        }

        Volatile.Write(ref _found, [.. marks]);
    }

    /// <summary>The next tick, or the first one behind a place where some are missing.</summary>
    private bool TryNext(ReplayCursor cursor)
    {
        if (cursor.TryStep(out var fault))
            return true;
        if (fault.Length == 0)
            return false;
        var from = cursor.Tick;
        foreach (var block in _reader.Blocks)
        {
            if (block.Frame.Kind == BlockKind.Checkpoint && block.Frame.FirstTick > from && cursor.TryGoTo(block.Frame.FirstTick + 1, out _))
                return true;
        }

        return false;
    }
}
