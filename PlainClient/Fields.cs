namespace Ecs.PlainClient;

/// <summary>The fields of one kind of entity, in the order in which they travel. A record's values are in the same order.</summary>
internal sealed class Fields
{
    private readonly Field[] _all;
    private readonly int _motion;

    public Fields(Field[] all)
    {
        _all = all;
        Ages = all.Any(static field => field.Flies || field.CountsDown);
        while (_motion < all.Length && (all[_motion].Flies || all.Any(field => field.Flies && field.By == _motion)))
            _motion++;
    }

    public int Count => _all.Length;

    /// <summary>Whether a record changes by itself.</summary>
    public bool Ages { get; }

    /// <summary>What a record says that a field is at a later tick.</summary>
    public long At(in EntityRecord record, uint tick, int number)
    {
        var (value, passed) = (record.Values[number], (long)(tick - record.Tick));
        return _all[number].Flies ? value + (record.Values[_all[number].By] * passed)
            : _all[number].CountsDown ? Math.Max(0, value - passed)
            : value;
    }

    public (long X, long Y) PlaceOf(in EntityRecord record, uint tick)
    {
        var (x, y) = (0L, 0L);
        for (var number = 0; number < _all.Length; number++)
        {
            x = _all[number].IsX ? At(record, tick, number) : x;
            y = _all[number].IsY ? At(record, tick, number) : y;
        }

        return (x, y);
    }

    /// <summary>Mixes what one is told into a hash.</summary>
    public ulong Mix(ulong hash, in EntityRecord record, uint tick)
    {
        hash = Mix(Mix(hash, record.Id), (ulong)record.Lane);
        for (var number = 0; number < _all.Length; number++)
            hash = _all[number].Audience <= record.Nearness ? Mix(hash, (ulong)At(record, tick, number)) : hash;
        return hash;
    }

    /// <summary>The record of somebody who comes into view.</summary>
    /// <param name="bits">Has it.</param>
    /// <param name="entering">Who; the record's tick and values are yet to come.</param>
    /// <param name="tick">The snapshot's.</param>
    /// <param name="x">Where one is oneself.</param>
    /// <param name="y">Where one is oneself.</param>
    public EntityRecord ReadEntry(BitReader bits, in EntityRecord entering, uint tick, long x, long y)
    {
        var age = Ages ? (uint)bits.ReadNumber(5) : 0;
        var values = new long[_all.Length];
        for (var number = 0; number < _all.Length; number++)
        {
            var field = _all[number];
            if (field.Audience > entering.Nearness)
                continue;
            if (field.IsX || field.IsY)
                values[number] = field.Round(field.IsX ? x : y) + (bits.ReadSignedNumber(field.ValueBits) * field.Quantum);
            else if (field.IsOwner)
                values[number] = (long)((bits.ReadNumber(field.ValueBits) - 1) & (ulong.MaxValue >> (64 - (8 * field.Bytes))));
            else
                values[number] = (field.IsSigned ? bits.ReadSignedNumber(field.ValueBits) : (long)bits.ReadNumber(field.ValueBits)) * field.Quantum;
        }

        // Places are as of now, and the record is older.
        for (var number = 0; number < _all.Length; number++)
        {
            if (_all[number] is { Flies: true } field && (field.IsX || field.IsY))
                values[number] = field.RoundDown(values[number] - (age * values[field.By]));
        }

        return entering with { Tick = tick - age, Values = values };
    }

    /// <summary>The record that takes the place of another one.</summary>
    public EntityRecord ReadUpdate(BitReader bits, in EntityRecord record, uint tick)
    {
        var made = tick - (Ages ? (uint)bits.ReadNumber(0) : 0);
        var changes = ReadChanges(bits, record.Nearness);
        var values = new long[_all.Length];
        for (var number = 0; number < _all.Length; number++)
        {
            values[number] = _all[number].Round(At(record, made, number));
            if (changes[number])
                values[number] = _all[number].Change(values[number], bits.ReadSignedNumber(_all[number].ChangeBits));
        }

        return record with { Tick = made, Values = values };
    }

    public static ulong Mix(ulong hash, ulong number)
    {
        var mixed = (hash ^ number) * 0x9E37_79B9_7F4A_7C15;
        return mixed ^ (mixed >> 29);
    }

    /// <summary>Which fields change: one bit for each of the motion, then one for each component, and those of its fields if there are several.</summary>
    private bool[] ReadChanges(BitReader bits, int nearness)
    {
        var changes = new bool[_all.Length];
        var told = Enumerable.Range(0, _all.Length).Where(number => _all[number].Audience <= nearness).ToArray();
        var hasRest = bits.Read(1) == 1;
        foreach (var number in told.Where(number => number < _motion))
            changes[number] = bits.Read(1) == 1;
        if (!hasRest)
            return changes;
        foreach (var component in told.Where(number => number >= _motion).GroupBy(number => _all[number].Component))
        {
            if (bits.Read(1) == 0)
                continue;
            foreach (var number in component)
                changes[number] = component.Count() == 1 || bits.Read(1) == 1;
        }

        return changes;
    }
}
