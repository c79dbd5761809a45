using System.Diagnostics;
using System.Runtime.CompilerServices;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// The records of all living entities of one lane: for each the newest, and of those before as many as a ring holds for the whole lane.
/// What receivers still have of an entity is one of its records, named by its tick. Allocates only while there are more entities, or
/// more records in a while, than ever before.
/// </summary>
internal sealed class ReplicaLane
{
    /// <summary>Older records that are kept, for each entity that there is room for: a second's worth where everything changes with every snapshot.</summary>
    private const int RecordsPerEntity = 8;
    private const int FewestRecords = 1024;
    private const int MostRecords = 1 << 18;

    private readonly KindCode _code;
    private readonly ulong _mask;
    private readonly Dictionary<ulong, int> _places = [];
    private readonly Stack<int> _free = [];
    private Row[] _rows = new Row[16];
    private long[] _records;
    private Older[] _older = new Older[FewestRecords];
    private long[] _olderRecords;
    private long _written = 1;
    private int _used;

    /// <param name="code">How its entities travel.</param>
    /// <param name="mask">Fields whose changes make a new record.</param>
    public ReplicaLane(KindCode code, ulong mask)
    {
        _code = code;
        _mask = mask;
        _records = new long[_rows.Length * code.Count];
        _olderRecords = new long[_older.Length * code.Count];
    }

    public KindCode Code => _code;

    /// <summary>Places are below this.</summary>
    public int PlaceLimit => _used;

    public ReadOnlySpan<Row> Rows => _rows.AsSpan(0, _used);

    /// <summary>The newest record of the entity at a place.</summary>
    public ReadOnlySpan<long> RecordOf(int place) => _records.AsSpan(place * _code.Count, _code.Count);

    /// <summary>The values that an entity has at a tick; from them its record.</summary>
    public void Put(EntityId id, Tick tick, Interest interest, ReadOnlySpan<long> values)
    {
        if (!_places.TryGetValue(id.Value, out var place))
        {
            place = TakePlace();
            _places.Add(id.Value, place);
            _rows[place] = new Row { Id = id.Value, Born = tick.Value, Changed = tick.Value };
            _code.Round(values, _records.AsSpan(place * _code.Count, _code.Count));
        }

        ref var row = ref _rows[place];
        row.Seen = tick.Value;
        row.Interest = interest;
        var record = _records.AsSpan(place * _code.Count, _code.Count);
        if (!_code.Holds(record, tick.Value - row.Changed, values, _mask))
        {
            Keep(ref row, record);
            row.Changed = tick.Value;
            _code.Round(values, record);
        }

        var kind = _code.Kind;
        row.X = kind.X >= 0 ? values[kind.X] : 0;
        row.Y = kind.Y >= 0 ? values[kind.Y] : 0;
        row.Owner = kind.Owner >= 0 ? unchecked((ushort)values[kind.Owner]) : PlayerSlot.None.Value;
        row.Team = kind.Team >= 0 ? unchecked((byte)values[kind.Team]) : (byte)0;
    }

    /// <summary>Entities that were not put at this tick are gone.</summary>
    public void Sweep(Tick tick)
    {
        for (var place = 0; place < _used; place++)
        {
            ref var row = ref _rows[place];
            if (row.Id == 0 || row.Seen == tick.Value)
                continue;

            _places.Remove(row.Id);
            row = default;
            _free.Push(place);
        }
    }

    /// <summary>Where an entity is; -1 when it is not here.</summary>
    public int PlaceOf(EntityId id) => _places.TryGetValue(id.Value, out var place) ? place : -1;

    /// <summary>Whether the entity that had a record of this tick at this place still lives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Lives(int place, uint version) => _rows[place].Id != 0 && _rows[place].Born <= version;

    /// <summary>The record of a living entity as of an earlier change; false when it is older than what is kept.</summary>
    /// <param name="place">Where the entity is.</param>
    /// <param name="version">The record's tick.</param>
    /// <param name="record">As it was.</param>
    /// <param name="next">The tick of the record that followed it.</param>
    public bool TryFind(int place, uint version, out ReadOnlySpan<long> record, out uint next)
    {
        ref readonly var row = ref _rows[place];
        next = row.Changed;
        if (row.Changed == version)
        {
            record = RecordOf(place);
            return true;
        }

        for (var number = row.Older; number != 0 && number > _written - _older.Length;)
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

    private void Keep(ref Row row, ReadOnlySpan<long> record)
    {
        var at = (int)(_written & (_older.Length - 1));
        _older[at] = new Older { Tick = row.Changed, Before = row.Older };
        record.CopyTo(_olderRecords.AsSpan(at * _code.Count, _code.Count));
        row.Older = _written++;
    }

    private int TakePlace()
    {
        if (_free.TryPop(out var place))
            return place;

        if (_used == _rows.Length)
        {
            Array.Resize(ref _rows, _used * 2);
            Array.Resize(ref _records, _rows.Length * _code.Count);
            GrowRing();
        }

        return _used++;
    }

    /// <summary>Numbers stay what they are: those still kept move to where the longer ring has them.</summary>
    private void GrowRing()
    {
        var length = Math.Clamp(_rows.Length * RecordsPerEntity, FewestRecords, MostRecords);
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

    /// <summary>What is known of an entity beside its record; all zero in a free place.</summary>
    internal struct Row
    {
        public ulong Id;
        public long X;
        public long Y;

        /// <summary>The number of the record before the newest; 0 for none.</summary>
        public long Older;

        /// <summary>The tick that it was first seen at.</summary>
        public uint Born;

        /// <summary>The tick of its newest record.</summary>
        public uint Changed;
        public uint Seen;
        public ushort Owner;
        public byte Team;
        public Interest Interest;
    }

    private struct Older
    {
        public uint Tick;
        public long Before;
    }
}
