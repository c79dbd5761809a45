using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Events;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Chronicles;

/// <summary>
/// What the frames have told so far, in order: lines, hits, marks and numbers. Frames of a live server only ever rise; those
/// of a recording may go back, and what they told after that is forgotten.
/// </summary>
public sealed class Chronicle
{
    private const int LineLimit = 2000;
    private const int HitLimit = 4096;
    private const int VerdictLimit = 4096;
    private const int MarkLimit = 4096;

    /// <summary>Ticks of numbers that are kept: a minute at the highest rate.</summary>
    private const int SampleLimit = 240 * 60;

    private readonly List<HitRecord> _found = [];
    private readonly SentBytes _sent = new();
    private readonly WorldView _before = new();
    private long _last = long.MinValue;
    private long _skipped;

    public BoundedLog<LogLine> Lines { get; } = new(LineLimit, static line => line.Number);

    public BoundedLog<HitRecord> Hits { get; } = new(HitLimit, static hit => hit.Number);

    public BoundedLog<VerdictRecord> Verdicts { get; } = new(VerdictLimit, static verdict => verdict.Number);

    public BoundedLog<Mark> Marks { get; } = new(MarkLimit, static mark => mark.Number);

    public BoundedLog<Sample> Samples { get; } = new(SampleLimit, static sample => sample.Number);

    /// <summary>Takes a frame in; one that it has had last adds nothing.</summary>
    public void Add(Frame frame, WorldFacts facts)
    {
        if (frame.Number == _last)
            return;
        if (frame.Number < _last)
            CutAfter(frame.Number - 1);
        else if (frame.View.Tick.Value < _before.Tick.Value && _last != long.MinValue)
            BeginAnew(frame);
        var isFirst = Samples.Count == 0;
        _last = frame.Number;
        Samples.Add(new Sample(frame.Number, frame.View.Entities.Length, frame.Figures));
        foreach (ref readonly var happened in frame.Events)
            Take(frame, happened);
        foreach (ref readonly var note in frame.Notes)
            Take(frame, note);
        TakeOverrun(frame, facts, isFirst);
        _sent.Add(frame, facts.TickRate);
        _before.CopyFrom(frame.View);
    }

    /// <summary>Bytes sent to a seat per second, of the newest second that the frames have told of.</summary>
    public double SentPerSecond(PlayerSlot slot) => _sent.PerSecond(slot);

    /// <summary>A line that comes from the window itself.</summary>
    public void Tell(long number, uint tick, string text) => Lines.Add(new LogLine(number, tick, LogKind.Notice, text));

    public void Clear()
    {
        CutAfter(long.MinValue);
        _last = long.MinValue;
    }

    /// <summary>Hits of the last <paramref name="span"/> frames up to this one, oldest first; valid until the next call.</summary>
    public IReadOnlyList<HitRecord> HitsAt(long number, long span)
    {
        _found.Clear();
        for (var index = Hits.CountUpTo(number) - 1; index >= 0 && Hits[index].Number > number - span; index--)
            _found.Add(Hits[index]);
        _found.Reverse();
        return _found;
    }

    /// <summary>The last hit on an entity up to a frame.</summary>
    public bool TryGetLastHit(EntityId victim, long number, out HitRecord hit)
    {
        for (var index = Hits.CountUpTo(number) - 1; index >= 0; index--)
        {
            hit = Hits[index];
            if (hit.Victim == victim && !hit.IsDeath)
                return true;
        }

        hit = default;
        return false;
    }

    private void CutAfter(long number)
    {
        Lines.CutAfter(number);
        Hits.CutAfter(number);
        Verdicts.CutAfter(number);
        Marks.CutAfter(number);
        Samples.CutAfter(number);
    }

    /// <summary>Another world under the same name, whose entities have the same numbers and nothing else in common.</summary>
    private void BeginAnew(Frame frame)
    {
        Hits.Clear();
        Verdicts.Clear();
        Lines.Add(new LogLine(frame.Number, frame.View.Tick.Value, LogKind.Notice, "the server has begun anew"));
    }

    private void Take(Frame frame, in WorldEvent happened)
    {
        if (happened.Kind is WorldEventKind.Hit or WorldEventKind.Died)
        {
            var isDeath = happened.Kind == WorldEventKind.Died;
            Hits.Add(new HitRecord(frame.Number, happened.Subject, happened.Other, PlaceOf(frame, happened), isDeath ? 0 : happened.HitPointsLost, isDeath));
            if (isDeath)
                Marks.Add(new Mark(frame.Number, MarkKind.Death));
        }

        if (happened.Kind == WorldEventKind.ShotJudged)
            Verdicts.Add(new VerdictRecord(frame.Number, happened.Slot, happened.Subject, happened.Evidence));

        var text = EventText.Of(frame, happened);
        if (text.Length != 0)
        {
            var kind = happened.Kind == WorldEventKind.Died ? LogKind.Death : LogKind.Event;
            Lines.Add(new LogLine(frame.Number, frame.View.Tick.Value, kind, text));
        }
    }

    private void Take(Frame frame, in FrameNote note)
    {
        var isChat = note.Kind is FrameNoteKind.Chat or FrameNoteKind.ServerChat;
        if (isChat)
            Marks.Add(new Mark(frame.Number, MarkKind.Chat));
        var text = EventText.Of(frame, note);
        if (text.Length != 0)
            Lines.Add(new LogLine(frame.Number, frame.View.Tick.Value, isChat ? LogKind.Chat : LogKind.Notice, text));
    }

    private void TakeOverrun(Frame frame, WorldFacts facts, bool isFirst)
    {
        var skipped = frame.Figures.SkippedTicks - _skipped;
        _skipped = frame.Figures.SkippedTicks;
        if (!frame.Figures.Has(FrameParts.Tick | FrameParts.Pace))
            return;
        var isLong = frame.Figures.TickNanoseconds > 1_000_000_000L / facts.TickRate;
        if (isFirst || (skipped <= 0 && !isLong))
            return;
        Marks.Add(new Mark(frame.Number, MarkKind.Overrun));
        var text = skipped > 0
            ? $"late: gave {skipped} ticks up"
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"overrun: {frame.Figures.TickNanoseconds / 1e6:0.0} ms");
        Lines.Add(new LogLine(frame.Number, frame.View.Tick.Value, LogKind.Overrun, text));
    }

    /// <summary>Where the subject stands; one that died in this tick is where it was the tick before.</summary>
    private Vector2 PlaceOf(Frame frame, in WorldEvent happened) =>
        EntitySearch.TryFind(frame.View, happened.Subject, out var there) || EntitySearch.TryFind(_before, happened.Subject, out there)
            ? Units.Place(there)
            : default;
}
