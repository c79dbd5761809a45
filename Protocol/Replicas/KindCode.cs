using Ecs.Protocol.Bits;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// How the fields of one kind travel. A record is what was last said of an entity, and of which tick: from then on both ends foretell
/// it. Written are whole records, for who has none, and the difference between two, of which the older is foretold up to the newer's tick.
/// </summary>
internal sealed class KindCode
{
    private readonly FieldCode[] _fields;
    private readonly Group[] _groups;
    private readonly int[] _components;
    private readonly int _motionFields;

    /// <param name="kind">Its fields.</param>
    /// <param name="isExact">For the owner of an avatar: nothing is rounded.</param>
    /// <param name="components">The index of each field's component among all of the schema.</param>
    public KindCode(ReplicaKind kind, bool isExact, int[] components)
    {
        Kind = kind;
        _components = components;
        _motionFields = kind.MotionFields;
        _fields = new FieldCode[kind.Fields.Length];
        for (var index = 0; index < _fields.Length; index++)
        {
            _fields[index] = new FieldCode(kind.Fields[index], isExact);
            Ages |= _fields[index].Predictor != Predictor.Stays;
        }

        _groups = GroupsOf(kind);
        Visible = [kind.VisibleTo(Audience.Everybody), kind.VisibleTo(Audience.Team), kind.VisibleTo(Audience.Owner)];
    }

    public ReplicaKind Kind { get; }

    public int Count => _fields.Length;

    /// <summary>Whether a record changes by itself, so that its tick matters.</summary>
    public bool Ages { get; }

    /// <summary>The fields that each <see cref="Audience"/> is told of, as bits.</summary>
    public ulong[] Visible { get; }

    /// <summary>What a record has become so many ticks later.</summary>
    public void Foretell(ReadOnlySpan<long> record, uint ticks, Span<long> result)
    {
        for (var index = 0; index < _fields.Length; index++)
            result[index] = Foretell(record, ticks, index);
    }

    /// <summary>Where a record says that its entity is so many ticks later.</summary>
    public (long X, long Y) PlaceOf(ReadOnlySpan<long> record, uint ticks) =>
        (Kind.X >= 0 ? Foretell(record, ticks, Kind.X) : 0, Kind.Y >= 0 ? Foretell(record, ticks, Kind.Y) : 0);

    /// <summary>Whether a record foretells these values well enough.</summary>
    /// <param name="record">What was last said.</param>
    /// <param name="ticks">Its age.</param>
    /// <param name="values">As they are.</param>
    /// <param name="mask">The fields that count.</param>
    public bool Holds(ReadOnlySpan<long> record, uint ticks, ReadOnlySpan<long> values, ulong mask)
    {
        for (var index = 0; index < _fields.Length; index++)
        {
            if ((mask >> index & 1) != 0 && !_fields[index].Holds(Foretell(record, ticks, index), values[index]))
                return false;
        }

        return true;
    }

    /// <summary>The record of these values.</summary>
    public void Round(ReadOnlySpan<long> values, Span<long> record)
    {
        for (var index = 0; index < _fields.Length; index++)
            record[index] = _fields[index].Round(values[index]);
    }

    /// <summary>Mixes what a receiver takes an entity for into a hash.</summary>
    public ulong Mix(ulong hash, ulong id, byte lane, ReadOnlySpan<long> record, uint ticks, ulong visible)
    {
        hash = StateHash.Mix(StateHash.Mix(hash, id), lane);
        for (var index = 0; index < _fields.Length; index++)
            hash = (visible >> index & 1) != 0 ? StateHash.Mix(hash, unchecked((ulong)Foretell(record, ticks, index))) : hash;
        return hash;
    }

    /// <summary>The fields in which a record differs from what a receiver would foretell.</summary>
    public ulong ChangesOf(ReadOnlySpan<long> from, uint ticks, ReadOnlySpan<long> to, ulong visible)
    {
        var changes = 0UL;
        for (var index = 0; index < _fields.Length; index++)
        {
            if (_fields[index].Round(Foretell(from, ticks, index)) != to[index])
                changes |= 1UL << index;
        }

        return changes & visible;
    }

    /// <summary>The difference between two records.</summary>
    /// <param name="writer">Gets it.</param>
    /// <param name="from">What the receiver has.</param>
    /// <param name="ticks">From that record's tick to the other's.</param>
    /// <param name="to">What it shall have.</param>
    /// <param name="age">From the newer record's tick to now.</param>
    /// <param name="visible">The fields that the receiver is told of.</param>
    /// <param name="changes">As <see cref="ChangesOf"/>.</param>
    /// <param name="spent">Learns the bits of each component; empty when nobody wants to know.</param>
    public void WriteUpdate(
        ref BitWriter writer, ReadOnlySpan<long> from, uint ticks, ReadOnlySpan<long> to, uint age, ulong visible, ulong changes, Span<long> spent)
    {
        if (Ages)
            NumberCode.Write(ref writer, age, UsualBits.UpdateAge);
        WriteMask(ref writer, visible, changes);
        for (var left = changes; left != 0; left &= left - 1)
        {
            var index = System.Numerics.BitOperations.TrailingZeroCount(left);
            var before = writer.RemainingBits;
            _fields[index].WriteChange(ref writer, _fields[index].Round(Foretell(from, ticks, index)), to[index]);
            if (!spent.IsEmpty)
                spent[_components[index]] += before - writer.RemainingBits;
        }
    }

    /// <summary>Bits that <see cref="WriteUpdate"/> takes.</summary>
    public int BitsOfUpdate(ReadOnlySpan<long> from, uint ticks, ReadOnlySpan<long> to, uint age, ulong visible, ulong changes)
    {
        var bits = (Ages ? NumberCode.BitsOf(age, UsualBits.UpdateAge) : 0) + BitsOfMask(visible, changes);
        for (var left = changes; left != 0; left &= left - 1)
        {
            var index = System.Numerics.BitOperations.TrailingZeroCount(left);
            bits += _fields[index].BitsOfChange(_fields[index].Round(Foretell(from, ticks, index)), to[index]);
        }

        return bits;
    }

    /// <summary>Reads what <see cref="WriteUpdate"/> wrote; false when it cannot be that.</summary>
    /// <param name="reader">Has it.</param>
    /// <param name="from">What the receiver has.</param>
    /// <param name="now">From that record's tick to now.</param>
    /// <param name="visible">The fields that the receiver is told of.</param>
    /// <param name="to">Becomes the newer record.</param>
    /// <param name="spent">Learns the bits of each component.</param>
    /// <param name="age">From the newer record's tick to now.</param>
    public bool TryReadUpdate(ref BitReader reader, ReadOnlySpan<long> from, uint now, ulong visible, Span<long> to, Span<long> spent, out uint age)
    {
        var read = Ages ? NumberCode.Read(ref reader, UsualBits.UpdateAge) : 0;
        age = (uint)Math.Min(read, now);
        var changes = ReadMask(ref reader, visible);
        for (var index = 0; index < _fields.Length; index++)
        {
            to[index] = _fields[index].Round(Foretell(from, now - age, index));
            if ((changes >> index & 1) == 0)
                continue;

            var before = reader.RemainingBits;
            to[index] = _fields[index].ReadChange(ref reader, to[index]);
            spent[_components[index]] += before - reader.RemainingBits;
        }

        return !reader.Failed && read <= now;
    }

    /// <summary>A whole record.</summary>
    /// <param name="writer">Gets it.</param>
    /// <param name="record">What the receiver shall have.</param>
    /// <param name="age">From the record's tick to now.</param>
    /// <param name="visible">The fields that the receiver is told of.</param>
    /// <param name="x">From where places are seen.</param>
    /// <param name="y">From where places are seen.</param>
    /// <param name="spent">Learns the bits of each component; empty when nobody wants to know.</param>
    public void WriteEntry(ref BitWriter writer, ReadOnlySpan<long> record, uint age, ulong visible, long x, long y, Span<long> spent)
    {
        if (Ages)
            NumberCode.Write(ref writer, age, UsualBits.EntryAge);
        for (var index = 0; index < _fields.Length; index++)
        {
            if ((visible >> index & 1) == 0)
                continue;

            var before = writer.RemainingBits;
            ref readonly var field = ref _fields[index];
            if (field.IsPlace)
                field.WritePlace(ref writer, field.Round(Foretell(record, age, index)), index == Kind.X ? x : y);
            else
                field.WriteValue(ref writer, record[index]);
            if (!spent.IsEmpty)
                spent[_components[index]] += before - writer.RemainingBits;
        }
    }

    /// <summary>Bits that <see cref="WriteEntry"/> takes.</summary>
    public int BitsOfEntry(ReadOnlySpan<long> record, uint age, ulong visible, long x, long y)
    {
        var bits = Ages ? NumberCode.BitsOf(age, UsualBits.EntryAge) : 0;
        for (var index = 0; index < _fields.Length; index++)
        {
            if ((visible >> index & 1) == 0)
                continue;

            ref readonly var field = ref _fields[index];
            bits += field.IsPlace ? field.BitsOfPlace(field.Round(Foretell(record, age, index)), index == Kind.X ? x : y)
                : field.BitsOfValue(record[index]);
        }

        return bits;
    }

    /// <summary>Reads what <see cref="WriteEntry"/> wrote; fields that the receiver is not told of are 0.</summary>
    public bool TryReadEntry(ref BitReader reader, ulong visible, long x, long y, Span<long> record, Span<long> spent, out uint age)
    {
        var read = Ages ? NumberCode.Read(ref reader, UsualBits.EntryAge) : 0;
        age = unchecked((uint)read);
        for (var index = 0; index < _fields.Length; index++)
        {
            var before = reader.RemainingBits;
            record[index] = (visible >> index & 1) == 0 ? 0
                : _fields[index].IsPlace ? _fields[index].ReadPlace(ref reader, index == Kind.X ? x : y)
                : _fields[index].ReadValue(ref reader);
            spent[_components[index]] += before - reader.RemainingBits;
        }

        // Where it was when the record was made: places come as they are now.
        for (var index = 0; index < _fields.Length; index++)
        {
            if (_fields[index] is { IsPlace: true, Predictor: Predictor.Flies, By: var by })
                record[index] = _fields[index].RoundBack(unchecked(record[index] - record[by] * age));
        }

        return !reader.Failed && read <= uint.MaxValue;
    }

    private long Foretell(ReadOnlySpan<long> record, uint ticks, int index) => _fields[index].Predictor switch
    {
        Predictor.Flies => unchecked(record[index] + record[_fields[index].By] * ticks),
        Predictor.CountsDown => Math.Max(0, unchecked(record[index] - ticks)),
        _ => record[index],
    };

    /// <summary>
    /// One bit says whether anything but motion changed. The fields of motion have a bit each; of the rest each component has one,
    /// and when that is set and it has several fields, each of these. What the receiver is not told of has none.
    /// </summary>
    private void WriteMask(ref BitWriter writer, ulong visible, ulong changes)
    {
        var rest = changes >> _motionFields != 0;
        writer.Write(rest);
        for (var index = 0; index < _motionFields; index++)
        {
            if ((visible >> index & 1) != 0)
                writer.Write((changes >> index & 1) != 0);
        }

        if (!rest)
            return;

        foreach (var group in _groups)
        {
            var seen = group.Fields & visible;
            if (seen == 0)
                continue;

            writer.Write((changes & seen) != 0);
            if ((changes & seen) == 0 || (seen & (seen - 1)) == 0)
                continue;

            for (; seen != 0; seen &= seen - 1)
                writer.Write((changes & seen & (~seen + 1)) != 0);
        }
    }

    private int BitsOfMask(ulong visible, ulong changes)
    {
        var motion = (1UL << _motionFields) - 1;
        var bits = 1 + System.Numerics.BitOperations.PopCount(visible & motion);
        if (changes >> _motionFields == 0)
            return bits;

        foreach (var group in _groups)
        {
            var seen = group.Fields & visible;
            bits += seen == 0 ? 0 : 1;
            bits += (changes & seen) == 0 || (seen & (seen - 1)) == 0 ? 0 : System.Numerics.BitOperations.PopCount(seen);
        }

        return bits;
    }

    private ulong ReadMask(ref BitReader reader, ulong visible)
    {
        var rest = reader.ReadBool();
        var changes = 0UL;
        for (var index = 0; index < _motionFields; index++)
        {
            if ((visible >> index & 1) != 0 && reader.ReadBool())
                changes |= 1UL << index;
        }

        if (!rest)
            return changes;

        foreach (var group in _groups)
        {
            var seen = group.Fields & visible;
            if (seen == 0 || !reader.ReadBool())
                continue;

            if ((seen & (seen - 1)) == 0)
            {
                changes |= seen;
                continue;
            }

            for (; seen != 0; seen &= seen - 1)
                changes |= reader.ReadBool() ? seen & (~seen + 1) : 0;
        }

        return changes;
    }

    private static Group[] GroupsOf(ReplicaKind kind)
    {
        var groups = new List<Group>();
        for (var index = kind.MotionFields; index < kind.Fields.Length; index++)
        {
            if (groups.Count == 0 || groups[^1].Component != kind.Fields[index].Component)
                groups.Add(new Group(kind.Fields[index].Component, 0));
            groups[^1] = groups[^1] with { Fields = groups[^1].Fields | (1UL << index) };
        }

        return [.. groups];
    }

    private readonly record struct Group(string Component, ulong Fields);
}
