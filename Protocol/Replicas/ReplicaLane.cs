using System.Runtime.CompilerServices;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// All living entities of one lane, each at a place of its own, and their records: one track for all audiences that are told the same
/// fields. Audiences that are told more have a track of their own, so that nobody can tell by the ticks of its records when something
/// changed that it must not know. Allocates only while there are more entities than ever before.
/// </summary>
internal sealed class ReplicaLane
{
    private readonly Dictionary<ulong, int> _places = [];
    private readonly Stack<int> _free = [];
    private readonly RecordTrack[] _tracks;
    private readonly RecordTrack[] _trackOf;
    private Row[] _rows = new Row[16];
    private int _used;

    /// <param name="code">How its entities travel.</param>
    /// <param name="masks">By <see cref="Audience"/>, fields whose changes make a new record.</param>
    public ReplicaLane(KindCode code, ReadOnlySpan<ulong> masks)
    {
        Code = code;
        var tracks = new Dictionary<ulong, RecordTrack>();
        _trackOf = new RecordTrack[masks.Length];
        for (var audience = 0; audience < masks.Length; audience++)
        {
            if (!tracks.TryGetValue(masks[audience], out var track))
                tracks[masks[audience]] = track = new RecordTrack(code, masks[audience], _rows.Length);
            _trackOf[audience] = track;
        }

        _tracks = [.. tracks.Values];
    }

    public KindCode Code { get; }

    /// <summary>Places are below this.</summary>
    public int PlaceLimit => _used;

    public ReadOnlySpan<Row> Rows => _rows.AsSpan(0, _used);

    /// <summary>The records that an audience is told of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RecordTrack RecordsFor(Audience audience) => _trackOf[(int)audience];

    /// <summary>The values that an entity has at a tick; from them its records.</summary>
    public void Put(EntityId id, Tick tick, Interest interest, ReadOnlySpan<long> values)
    {
        var isNew = !_places.TryGetValue(id.Value, out var place);
        if (isNew)
        {
            place = TakePlace();
            _places.Add(id.Value, place);
            _rows[place] = new Row { Id = id.Value, Born = tick.Value };
        }

        foreach (var track in _tracks)
        {
            if (isNew)
                track.Begin(place, tick, values);
            else
                track.Put(place, tick, values);
        }

        ref var row = ref _rows[place];
        row.Seen = tick.Value;
        row.Interest = interest;
        var kind = Code.Kind;
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

    private int TakePlace()
    {
        if (_free.TryPop(out var place))
            return place;

        if (_used == _rows.Length)
        {
            Array.Resize(ref _rows, _used * 2);
            foreach (var track in _tracks)
                track.Grow(_rows.Length);
        }

        return _used++;
    }

    /// <summary>What is known of an entity beside its records; all zero in a free place.</summary>
    internal struct Row
    {
        public ulong Id;
        public long X;
        public long Y;

        /// <summary>The tick that it was first seen at.</summary>
        public uint Born;
        public uint Seen;
        public ushort Owner;
        public byte Team;
        public Interest Interest;
    }
}
