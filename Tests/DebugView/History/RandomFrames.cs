using System.Runtime.InteropServices;
using Ecs.DebugView.Frames;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.DebugView.History;

/// <summary>A world that never was: entities fly, turn, jump, die and are born, and storage fills the holes with the last one.</summary>
internal sealed class RandomFrames(int seed, int entities, double turning = 0.2, double birthsPerTick = 3)
{
    private readonly Random _random = new(seed);
    private readonly List<EntityState> _entities = [];
    private readonly List<string> _names = ["Ada", "Grace", "Ada"];
    private ulong _nextId = 1;
    private long _number;

    /// <summary>Fills a frame with the next tick.</summary>
    public void Next(Frame frame)
    {
        var ticks = _random.Next(50) == 0 ? _random.Next(2, 40) : 1;
        _number += ticks;
        while (_entities.Count < entities)
            _entities.Add(Born());
        for (var left = Poisson(birthsPerTick); left > 0 && _entities.Count > 1; left--)
            Kill(_random.Next(_entities.Count));
        for (var left = Poisson(birthsPerTick); left > 0; left--)
            _entities.Add(Born());
        foreach (ref var entity in CollectionsMarshal.AsSpan(_entities))
            Live(ref entity, ticks);
        Write(frame);
    }

    public static void AssertEqual(Frame expected, Frame actual)
    {
        Assert.Equal(expected.Number, actual.Number);
        Assert.Equal((expected.View.Tick, expected.View.ClockTicks), (actual.View.Tick, actual.View.ClockTicks));
        Assert.True(expected.View.Entities.SequenceEqual(actual.View.Entities), $"entities of frame {expected.Number} differ");
        Assert.True(expected.Events.SequenceEqual(actual.Events));
        Assert.True(expected.Players.SequenceEqual(actual.Players));
        Assert.True(Bytes(expected.Figures).SequenceEqual(Bytes(actual.Figures)));
        Assert.Equal(expected.Notes.Length, actual.Notes.Length);
        for (var index = 0; index < expected.Notes.Length; index++)
        {
            var note = expected.Notes[index];
            var other = actual.Notes[index];
            Assert.Equal((note.Kind, note.Slot, note.Name), (other.Kind, other.Slot, other.Name));
            Assert.True(expected.TextOf(note).SequenceEqual(actual.TextOf(other)));
        }
    }

    private static byte[] Bytes(FrameFigures figures) => MemoryMarshal.AsBytes(new ReadOnlySpan<FrameFigures>(in figures)).ToArray();

    private int Poisson(double mean) => (int)(mean * 2 * _random.NextDouble());

    private EntityState Born()
    {
        EntityState entity = default;
        _random.NextBytes(MemoryMarshal.AsBytes(new Span<EntityState>(ref entity)));
        // Through its members, so that what lies between them is as the compiler leaves it.
        return new EntityState { Health = 100, MaxHealth = 100 } with
        {
            Id = new EntityId(_nextId++),
            Kind = (EntityKind)_random.Next(6),
            Slot = new PlayerSlot((ushort)_random.Next(64)),
            X = new Fixed(_random.Next(-1_000_000, 1_000_000)),
            Y = new Fixed(_random.Next(-1_000_000, 1_000_000)),
            VelocityX = entity.VelocityX.Raw % 2 == 0 ? default : new Fixed(_random.Next(-60_000, 60_000)),
            VelocityY = new Fixed(_random.Next(-60_000, 60_000)),
            Variant = entity.Variant,
        };
    }

    /// <summary>As storage does it: the last one takes the place.</summary>
    private void Kill(int place)
    {
        _entities[place] = _entities[^1];
        _entities.RemoveAt(_entities.Count - 1);
    }

    private void Live(ref EntityState entity, int ticks)
    {
        var luck = _random.NextDouble();
        if (luck < turning)
        {
            entity.VelocityX += new Fixed(_random.Next(-3000, 3000));
            entity.VelocityY += new Fixed(_random.Next(-3000, 3000));
            entity.Aim = new Angle((ushort)_random.Next(65536));
        }
        else if (luck > 0.9999)
        {
            _random.NextBytes(MemoryMarshal.AsBytes(new Span<Fixed>(ref entity.X)));
            entity.Health = (ushort)_random.Next(65536);
        }

        entity.X += entity.VelocityX * ticks;
        entity.Y += entity.VelocityY * ticks;
    }

    private void Write(Frame frame)
    {
        frame.Clear();
        frame.Number = _number;
        frame.View.Tick = new Tick((uint)_number + 77);
        frame.View.ClockTicks = (uint)Math.Max(0, 5000 - _number);
        foreach (var entity in _entities)
            frame.View.Add(in entity);
        _random.NextBytes(MemoryMarshal.AsBytes(new Span<FrameFigures>(ref frame.Figures))[..32]);
        for (var left = _random.Next(4); left > 0; left--)
        {
            frame.Add(new WorldEvent(
                (WorldEventKind)_random.Next(20), new PlayerSlot((ushort)_random.Next(9)), PlayerSlot.None, new EntityId((ulong)_random.Next()), _random.Next(), -_random.Next()));
        }

        if (_random.Next(40) == 0)
            _names.Add($"guest {_number}");
        if (_random.Next(60) == 0 && _names.Count > 0)
            _names.RemoveAt(_random.Next(_names.Count));
        for (var index = 0; index < _names.Count; index++)
        {
            frame.Add(new FramePlayer(new PlayerSlot((ushort)index), new EntityId((ulong)index * 7), _names[index])
            {
                IsBot = index % 2 == 0,
                RoundTripMilliseconds = _random.Next(-1, 200),
                LossPerMille = _random.Next(-1, 1001),
                BytesOut = _number * 1_000_000_007L,
                Acknowledged = new Tick((uint)_number),
                Held = _random.Next(-1, 300),
            });
        }

        if (_random.Next(10) == 0)
            frame.Add(new FrameNote(FrameNoteKind.Chat, new PlayerSlot(3), _names.Count == 0 ? "" : _names[0]), $"tick {_number}: été");
        if (_random.Next(30) == 0)
            frame.Add(new FrameNote(FrameNoteKind.Notice, PlayerSlot.None, ""), "");
    }
}
