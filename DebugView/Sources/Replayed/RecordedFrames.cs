using Ecs.DebugView.Frames;
using Ecs.Protocol;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.DebugView.Sources.Replayed;

/// <summary>
/// A recording as frames, numbered by the world's ticks: each is made by running its tick again, so the times of systems are
/// those of this machine and nobody else's figures are known.
/// </summary>
internal sealed class RecordedFrames : IFrameArchive, IDisposable
{
    private readonly RecordingReader _reader;
    private readonly FrameWishes _wishes;
    private readonly ReplayCursor _cursor;
    private readonly SystemClock _clock = new();
    private readonly Dictionary<EntityId, string> _names = [];
    private FrameFigures.SystemTimes _times;

    public RecordedFrames(RecordingReader reader, FrameWishes wishes)
    {
        _reader = reader;
        _wishes = wishes;
        _cursor = new ReplayCursor(reader) { Observer = _clock };
    }

    public int Count => (int)Math.Min(_reader.TickCount, int.MaxValue);

    public long Oldest => _reader.StartTick + 1;

    public long Newest => _reader.LastTick;

    /// <summary>Empty, or why the recording ends here or cannot be trusted.</summary>
    public string Fault { get; private set; } = "";

    public bool TryRead(long number, Frame into)
    {
        if (number < Oldest)
            return false;
        var tick = (uint)Math.Min(number, Newest);
        if (tick != _cursor.Tick && !TryReach(tick))
            return false;
        Fill(into);
        return true;
    }

    public void Dispose()
    {
        _cursor.Dispose();
        _reader.Dispose();
    }

    /// <summary>The tick itself is the last one run, so that its times are not mixed with those before it.</summary>
    private bool TryReach(uint tick)
    {
        // Where the tick before it is missing, it may still follow a checkpoint: the second attempt tells.
        if (tick != _cursor.Tick + 1 && tick > Oldest)
            _cursor.TryGoTo(tick - 1, out _);
        _clock.Take(ref _times);
        if (!_cursor.TryGoTo(tick, out var fault))
        {
            Fault = fault;
            return false;
        }

        Fault = _cursor.IsAsRecorded ? "" : $"tick {tick} does not have the recorded hash: this build or machine computes something else";
        _clock.Take(ref _times);
        return true;
    }

    private void Fill(Frame frame)
    {
        var world = _cursor.World!.World;
        frame.Clear();
        frame.Number = _cursor.Tick;
        world.CopyTo(frame.View);
        foreach (ref readonly var happened in world.Events)
            frame.Add(happened);
        AddPlayers(frame, world);
        foreach (var note in _cursor.Notes)
        {
            var kind = note.Kind == (byte)ChatKind.Player ? FrameNoteKind.Chat : FrameNoteKind.ServerChat;
            frame.Add(new FrameNote(kind, note.Slot, world.NameOf(note.Slot)), note.Text);
        }

        if (_wishes.WantsCells)
            frame.Cells.Take(_cursor.World.BroadPhase);
        if (!frame.Selected.TryTake(world, _wishes.Selected))
            frame.Selected.TakeWorld(world);
        if (_wishes.WantsStocks)
            ThingStock.Take(frame, world);
        frame.Figures.Parts = FrameParts.Tick | FrameParts.Systems;
        frame.Figures.Systems = _times;
        foreach (var nanoseconds in _times)
            frame.Figures.TickNanoseconds += nanoseconds;
    }

    private void AddPlayers(Frame frame, GameWorld world)
    {
        foreach (ref readonly var entity in frame.View.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                continue;
            if (!_names.TryGetValue(entity.Id, out var name))
                _names[entity.Id] = name = world.NameOf(entity.Slot);
            frame.Add(new FramePlayer(entity.Slot, entity.Id, name) { IsBot = (entity.Flags & EntityFlags.Bot) != 0 });
        }
    }
}
