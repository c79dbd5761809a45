using System.Runtime.InteropServices;
using Ecs.DebugView.Frames;
using Ecs.Simulation.Events;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.History;

/// <summary>Reads what <see cref="FrameEncoder"/> wrote, frame after frame from a whole one.</summary>
internal sealed class FrameDecoder
{
    private readonly CodedMoment _last = new();
    private List<EntityState> _before = [];

    /// <summary>Goes on by one frame. Where it leads is filled in only when asked for.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, bool isWhole, Frame? into)
    {
        if (isWhole)
            _last.Clear();
        into?.Clear();
        var reader = new ByteReader(bytes);
        ReadHead(ref reader);
        ReadEntities(ref reader);
        ReadNames(ref reader);
        ReadPlayers(ref reader);
        ReadEvents(ref reader, into);
        ReadNotes(ref reader, into);
        if (into is not null)
            Fill(into);
    }

    private void ReadHead(ref ByteReader reader)
    {
        _last.Number += reader.ReadSigned();
        _last.StepTo((uint)(_last.Tick + reader.ReadSigned()));
        _last.ClockTicks = (uint)(_last.ClockTicks + reader.ReadSigned());
        WordDelta.Read(ref reader, ref _last.Figures);
    }

    private void ReadEntities(ref ByteReader reader)
    {
        (_before, _last.Entities) = (_last.Entities, _before);
        EntityOrder.Read(ref reader, CollectionsMarshal.AsSpan(_before), _last.Entities);
        var entities = CollectionsMarshal.AsSpan(_last.Entities);
        for (var index = (int)reader.ReadNumber(); index < entities.Length; index += 1 + (int)reader.ReadNumber())
            WordDelta.Read(ref reader, ref entities[index]);
        foreach (ref var entity in entities)
            _last.Move(ref entity);
    }

    private void ReadNames(ref ByteReader reader)
    {
        for (var left = (int)reader.ReadNumber(); left > 0; left--)
            _last.Names.Add(reader.ReadText().ToString());
    }

    private void ReadPlayers(ref ByteReader reader)
    {
        var count = (int)reader.ReadNumber();
        var known = _last.Players.Count;
        CollectionsMarshal.SetCount(_last.Players, count);
        var players = CollectionsMarshal.AsSpan(_last.Players);
        if (count > known)
            players[known..].Clear();
        foreach (ref var player in players)
            WordDelta.Read(ref reader, ref player);
    }

    private static void ReadEvents(ref ByteReader reader, Frame? into)
    {
        for (var left = (int)reader.ReadNumber(); left > 0; left--)
        {
            WorldEvent happened = default;
            WordDelta.Read(ref reader, ref happened);
            into?.Add(in happened);
        }
    }

    private void ReadNotes(ref ByteReader reader, Frame? into)
    {
        for (var left = (int)reader.ReadNumber(); left > 0; left--)
        {
            var kind = (FrameNoteKind)reader.ReadNumber();
            var slot = new PlayerSlot((ushort)reader.ReadNumber());
            var name = _last.Names[(int)reader.ReadNumber()];
            var text = reader.ReadText();
            into?.Add(new FrameNote(kind, slot, name), text);
        }
    }

    private void Fill(Frame into)
    {
        into.Number = _last.Number;
        into.Figures = _last.Figures;
        into.View.Tick = new Tick(_last.Tick);
        into.View.ClockTicks = _last.ClockTicks;
        foreach (ref readonly var entity in CollectionsMarshal.AsSpan(_last.Entities))
            into.View.Add(in entity);
        foreach (ref readonly var player in CollectionsMarshal.AsSpan(_last.Players))
            into.Add(player.ToPlayer(_last.Names[player.Name]));
    }
}
