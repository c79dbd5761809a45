using System.Runtime.InteropServices;
using Ecs.DebugView.Frames;
using Ecs.Simulation.Events;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.History;

/// <summary>Writes frames as differences from the frame before. <see cref="FrameDecoder"/> reads them in the same order.</summary>
internal sealed class FrameEncoder
{
    private readonly CodedMoment _last = new();
    private readonly EntityOrder _order = new();
    private readonly ByteWriter _writer = new();

    /// <summary>The bytes of a frame, until the next call. A whole frame depends on no other.</summary>
    public ReadOnlySpan<byte> Encode(Frame frame, bool isWhole)
    {
        if (isWhole)
            _last.Clear();
        _writer.Clear();
        WriteHead(frame);
        WriteEntities(frame.View.Entities);
        WriteNames(frame);
        WritePlayers(frame.Players);
        WriteEvents(frame.Events);
        WriteNotes(frame);
        return _writer.Written;
    }

    private void WriteHead(Frame frame)
    {
        _writer.WriteSigned(frame.Number - _last.Number);
        _writer.WriteSigned((long)frame.View.Tick.Value - _last.Tick);
        _writer.WriteSigned((long)frame.View.ClockTicks - _last.ClockTicks);
        WordDelta.Write(_writer, in frame.Figures, in _last.Figures);
        _last.Number = frame.Number;
        _last.StepTo(frame.View.Tick.Value);
        _last.ClockTicks = frame.View.ClockTicks;
        _last.Figures = frame.Figures;
    }

    /// <summary>The order first, then how many are as expected, then one that is not, and so on.</summary>
    private void WriteEntities(ReadOnlySpan<EntityState> entities)
    {
        ReadOnlySpan<EntityState> before = CollectionsMarshal.AsSpan(_last.Entities);
        _order.Find(entities, before);
        _order.Write(_writer);
        var sources = _order.Sources;
        var expected = 0;
        for (var index = 0; index < entities.Length; index++)
        {
            var halted = _last.Halt(entities[index]);
            var previous = sources[index] == EntityOrder.Newborn ? default : before[sources[index]];
            if (WordDelta.AreEqual(in halted, in previous))
            {
                expected++;
                continue;
            }

            _writer.WriteNumber((ulong)expected);
            WordDelta.Write(_writer, in halted, in previous);
            expected = 0;
        }

        _writer.WriteNumber((ulong)expected);
        _last.BecomeEntities(entities);
    }

    /// <summary>Those that nobody has mentioned since the last whole frame.</summary>
    private void WriteNames(Frame frame)
    {
        var known = _last.Names.Count;
        for (var index = 0; index < frame.Players.Length; index++)
        {
            var name = frame.Players[index].Name;
            if (!IsNameOf(index, name))
                Mention(name);
        }

        foreach (ref readonly var note in frame.Notes)
            Mention(note.Name);
        _writer.WriteNumber((ulong)(_last.Names.Count - known));
        for (var number = known; number < _last.Names.Count; number++)
            _writer.WriteText(_last.Names[number]);
    }

    private void WritePlayers(ReadOnlySpan<FramePlayer> players)
    {
        _writer.WriteNumber((ulong)players.Length);
        for (var index = 0; index < players.Length; index++)
        {
            var name = players[index].Name;
            var number = IsNameOf(index, name) ? _last.Players[index].Name : _last.Names.IndexOf(name);
            var record = PlayerRecord.Of(in players[index], number);
            var previous = index < _last.Players.Count ? _last.Players[index] : default;
            WordDelta.Write(_writer, in record, in previous);
            if (index < _last.Players.Count)
                _last.Players[index] = record;
            else
                _last.Players.Add(record);
        }

        CollectionsMarshal.SetCount(_last.Players, players.Length);
    }

    private void WriteEvents(ReadOnlySpan<WorldEvent> events)
    {
        WorldEvent nothing = default;
        _writer.WriteNumber((ulong)events.Length);
        foreach (ref readonly var happened in events)
            WordDelta.Write(_writer, in happened, in nothing);
    }

    private void WriteNotes(Frame frame)
    {
        _writer.WriteNumber((ulong)frame.Notes.Length);
        foreach (ref readonly var note in frame.Notes)
        {
            _writer.WriteNumber((ulong)note.Kind);
            _writer.WriteNumber(note.Slot.Value);
            _writer.WriteNumber((ulong)_last.Names.IndexOf(note.Name));
            _writer.WriteText(frame.TextOf(in note));
        }
    }

    /// <summary>Players hardly ever change their place: most names need not be looked for.</summary>
    private bool IsNameOf(int player, string name) =>
        player < _last.Players.Count && _last.Names[_last.Players[player].Name] == name;

    private void Mention(string name)
    {
        if (!_last.Names.Contains(name))
            _last.Names.Add(name);
    }
}
