using System.Runtime.InteropServices;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// What a receiver may take for true at a tick: every entity in its view, with the values that its fields have by what was said and
/// foretold. Reusable; allocates only to grow.
/// </summary>
public sealed class ReplicaPicture
{
    private readonly List<ReplicaEntity> _entities = [];
    private long[] _values = new long[256];
    private int _used;

    public Tick Tick => Header.Tick;

    /// <summary>What the snapshot says to its receiver alone.</summary>
    public SnapshotHeader Header { get; internal set; }

    public ReadOnlySpan<ReplicaEntity> Entities => CollectionsMarshal.AsSpan(_entities);

    /// <summary>The values of one entity's fields, in the order of its kind; what the receiver is not told of is 0.</summary>
    public ReadOnlySpan<long> ValuesOf(in ReplicaEntity entity) => _values.AsSpan(entity.First, entity.Count);

    /// <summary>Whether nobody could tell the two apart, whatever the order of their entities.</summary>
    public bool Equals(ReplicaPicture other, out string difference)
    {
        ArgumentNullException.ThrowIfNull(other);
        difference = Header != other.Header ? $"headers {Header} and {other.Header}"
            : _entities.Count != other._entities.Count ? $"{_entities.Count} and {other._entities.Count} entities"
            : "";
        for (var index = 0; difference.Length == 0 && index < _entities.Count; index++)
        {
            var (one, two) = (_entities[index], other._entities[index]);
            if ((one.Id, one.Kind, one.IsOwn, one.Nearness) != (two.Id, two.Kind, two.IsOwn, two.Nearness))
                difference = $"{one.Kind} {one.Id} and {two.Kind} {two.Id} at {index}";
            else if (!ValuesOf(in one).SequenceEqual(other.ValuesOf(in two)))
                difference = $"{one.Kind} {one.Id}: [{string.Join(' ', ValuesOf(in one).ToArray())}] and [{string.Join(' ', other.ValuesOf(in two).ToArray())}]";
        }

        return difference.Length == 0;
    }

    internal void Clear()
    {
        _entities.Clear();
        _used = 0;
        Header = default;
    }

    /// <summary>Adds an entity by its record.</summary>
    internal void Add(KindCode code, EntityId id, byte lane, Audience nearness, ReadOnlySpan<long> record, uint ticks)
    {
        if (_values.Length < _used + code.Count)
            Array.Resize(ref _values, Math.Max(_values.Length * 2, _used + code.Count));

        var values = _values.AsSpan(_used, code.Count);
        code.Foretell(record, ticks, values);
        var visible = code.Visible[(int)nearness];
        for (var index = 0; index < values.Length; index++)
            values[index] = (visible >> index & 1) != 0 ? values[index] : 0;
        _entities.Add(new ReplicaEntity(id, code.Kind.Kind, lane == ReplicaCodes.OwnLane, nearness, _used, code.Count));
        _used += code.Count;
    }
}
