using System.Text;
using System.Text.Json;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>What reader.py reads, which says what the lines mean: parts of snapshots as they came, and what our client holds after them.</summary>
internal sealed class ReaderLines
{
    private readonly StringBuilder _lines = new();

    public string Text => _lines.ToString();

    /// <summary>What follows is what this receiver gets.</summary>
    /// <param name="name">For whoever reads of a difference.</param>
    /// <param name="entered">The message.</param>
    /// <param name="schema">The message.</param>
    public void Begin(string name, ReadOnlySpan<byte> entered, ReadOnlySpan<byte> schema) =>
        Write(new { receiver = name, entered = Convert.ToHexString(entered), schema = Convert.ToHexString(schema) });

    /// <summary>A part after which nothing new can be shown.</summary>
    public void Add(ReadOnlySpan<byte> part) => Write(new { part = Convert.ToHexString(part) });

    /// <summary>A part that completed a snapshot.</summary>
    public void Add(ReadOnlySpan<byte> part, ReplicaPicture picture, ReplicaSchema schema)
    {
        var header = picture.Header;
        var view = new List<object>();
        foreach (ref readonly var entity in picture.Entities)
        {
            var lane = entity.IsOwn ? ReplicaCodes.OwnLane : (int)entity.Kind;
            view.Add(new object[] { entity.Id.Value, lane, (int)entity.Nearness, ValuesOf(picture, in entity, schema) });
        }

        var holds = new
        {
            tick = header.Tick.Value,
            confirmed = header.Confirmed.Value,
            margin = header.Margin,
            late = header.Late,
            clock = header.ClockTicks,
            own = header.OwnEntity.Value,
            acts = new[] { AgeOf(header.Missed), AgeOf(header.Refused), AgeOf(header.Pushed), AgeOf(header.ModeActed) },
            view,
        };
        Write(new { part = Convert.ToHexString(part), holds });

        int AgeOf(Tick act) => act == default ? SnapshotHeader.OldestAct + 1 : header.Tick.Since(act);
    }

    private static long?[] ValuesOf(ReplicaPicture picture, in ReplicaEntity entity, ReplicaSchema schema)
    {
        var told = schema[entity.Kind]!.VisibleTo(entity.Nearness);
        var values = new List<long?>();
        foreach (var value in picture.ValuesOf(in entity))
            values.Add((told >> values.Count & 1) != 0 ? value : null);
        return [.. values];
    }

    private void Write<T>(T line) => _lines.Append(JsonSerializer.Serialize(line)).Append('\n');
}
