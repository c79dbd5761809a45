using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;

namespace Ecs.Protocol.Replicas;

/// <summary>What a receiver holds after a snapshot: the records of everything in view.</summary>
internal sealed class HeldView
{
    private const int WordsPerEntity = 3;

    private HeldEntity[] _entities = new HeldEntity[64];
    private long[] _records = new long[512];
    private int _used;

    public int Count { get; private set; }

    /// <summary>Eight bytes each that it takes, filled or not.</summary>
    public long Words => _records.Length + (long)(_entities.Length * WordsPerEntity);

    /// <summary>Whether it holds as much as a view may.</summary>
    public bool IsFull => _used + (long)(Count * WordsPerEntity) > Limits.SnapshotWords;

    public ReadOnlySpan<HeldEntity> Entities => _entities.AsSpan(0, Count);

    public SnapshotHeader Header { get; set; }

    public ulong TopId { get; set; }

    public ReadOnlySpan<long> RecordOf(in HeldEntity entity, int count) => _records.AsSpan(entity.First, count);

    public void Clear()
    {
        Count = 0;
        _used = 0;
        TopId = 0;
        Header = default;
    }

    /// <summary>Adds an entity; its record is to be filled in.</summary>
    public Span<long> Add(ulong id, uint version, byte lane, Audience nearness, int count)
    {
        if (Count == _entities.Length)
            Array.Resize(ref _entities, Count * 2);
        if (_records.Length < _used + count)
            Array.Resize(ref _records, Math.Max(_records.Length * 2, _used + count));

        _entities[Count++] = new HeldEntity(id, version, _used, lane, nearness);
        _used += count;
        return _records.AsSpan(_used - count, count);
    }

    /// <summary>The tick of the record of the entity added last.</summary>
    public void SetVersion(uint version) => _entities[Count - 1] = _entities[Count - 1] with { Version = version };

    public readonly record struct HeldEntity(ulong Id, uint Version, int First, byte Lane, Audience Nearness);
}
