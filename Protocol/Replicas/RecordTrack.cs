using System.Diagnostics;
using System.Runtime.CompilerServices;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// What some audience is told of the entities of a lane: for each place the newest record, and of those before as many as a ring holds
/// for all of them. What receivers still have of an entity is one of its records, named by its tick. Allocates only while there are more
/// entities than ever before.
/// </summary>
internal sealed class RecordTrack
{
    /// <summary>Older records that are kept, for each entity that there is room for: a second's worth where everything changes with every snapshot.</summary>
    private const int RecordsPerEntity = 8;
    private const int FewestRecords = 1024;
    private const int MostRecords = 1 << 18;

    private readonly KindCode _code;
    private readonly ulong _mask;
    private Head[] _heads;
    private long[] _records;
    private Older[] _older = new Older[FewestRecords];
    private long[] _olderRecords;
    private long _written = 1;

    /// <param name="code">How the entities travel.</param>
    /// <param name="mask">Fields whose changes make a new record.</param>
    /// <param name="places">How many there are.</param>
    public RecordTrack(KindCode code, ulong mask, int places)
    {
        _code = code;
        _mask = mask;
        _heads = new Head[places];
        _records = new long[places * code.Count];
        _olderRecords = new long[_older.Length * code.Count];
    }

    /// <summary>The newest record of the entity at a place.</summary>
    public ReadOnlySpan<long> RecordOf(int place) => _records.AsSpan(place * _code.Count, _code.Count);

    /// <summary>Its tick.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Changed(int place) => _heads[place].Changed;

    /// <summary>Somebody else has the place from this tick on.</summary>
    public void Begin(int place, Tick tick, ReadOnlySpan<long> values)
    {
        _heads[place] = new Head { Changed = tick.Value };
        _code.Round(values, _records.AsSpan(place * _code.Count, _code.Count));
    }

    /// <summary>The values of who has the place; a new record where the newest one does not foretell them.</summary>
    public void Put(int place, Tick tick, ReadOnlySpan<long> values)
    {
        ref var head = ref _heads[place];
        var record = _records.AsSpan(place * _code.Count, _code.Count);
        if (_code.Holds(record, tick.Value - head.Changed, values, _mask))
            return;

        var at = (int)(_written & (_older.Length - 1));
        _older[at] = new Older { Tick = head.Changed, Before = head.Older };
        record.CopyTo(_olderRecords.AsSpan(at * _code.Count, _code.Count));
        head.Older = _written++;
        head.Changed = tick.Value;
        _code.Round(values, record);
    }

    /// <summary>The record of a living entity as of an earlier change; false when it is older than what is kept.</summary>
    /// <param name="place">Where the entity is.</param>
    /// <param name="version">The record's tick.</param>
    /// <param name="record">As it was.</param>
    /// <param name="next">The tick of the record that followed it.</param>
    public bool TryFind(int place, uint version, out ReadOnlySpan<long> record, out uint next)
    {
        ref readonly var head = ref _heads[place];
        next = head.Changed;
        if (head.Changed == version)
        {
            record = RecordOf(place);
            return true;
        }

        for (var number = head.Older; number != 0 && number > _written - _older.Length;)
        {
            var at = (int)(number & (_older.Length - 1));
            ref readonly var older = ref _older[at];
            if (older.Tick == version)
            {
                record = _olderRecords.AsSpan(at * _code.Count, _code.Count);
                return true;
            }

            if (older.Tick < version)
                break;

            next = older.Tick;
            number = older.Before;
        }

        record = default;
        return false;
    }

    /// <summary>There are so many places from now on.</summary>
    public void Grow(int places)
    {
        Array.Resize(ref _heads, places);
        Array.Resize(ref _records, places * _code.Count);
        GrowRing();
    }

    /// <summary>Numbers stay what they are: those still kept move to where the longer ring has them.</summary>
    private void GrowRing()
    {
        var length = Math.Clamp(_heads.Length * RecordsPerEntity, FewestRecords, MostRecords);
        if (length <= _older.Length)
            return;

        var older = new Older[length];
        var records = new long[length * _code.Count];
        for (var number = Math.Max(1, _written - _older.Length); number < _written; number++)
        {
            var (from, to) = ((int)(number & (_older.Length - 1)), (int)(number & (length - 1)));
            older[to] = _older[from];
            _olderRecords.AsSpan(from * _code.Count, _code.Count).CopyTo(records.AsSpan(to * _code.Count));
        }

        Debug.Assert(System.Numerics.BitOperations.IsPow2(length), "Numbers find their place by their low bits.");
        (_older, _olderRecords) = (older, records);
    }

    /// <summary>The newest record's tick, and the number of the one before it; 0 for none.</summary>
    private struct Head
    {
        public long Older;
        public uint Changed;
    }

    private struct Older
    {
        public uint Tick;
        public long Before;
    }
}
