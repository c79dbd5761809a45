using System.Numerics;

namespace Ecs.PlainClient;

/// <summary>Reads snapshots as differences from earlier ones.</summary>
internal sealed class SnapshotReader(Schema schema)
{
    private const int Whole = 2;
    private const int Header = 4;
    private const int Margin = 8;
    private const int Changes = 16;
    private const int Enters = 32;
    private const int Proof = 64;
    private const int MostKept = 65;

    private readonly List<Snapshot> _kept = [];

    /// <summary>Null for the difference from a snapshot that is not here, and where a proof fails; then all that was read before is forgotten.</summary>
    public Snapshot? Read(int flags, uint tick, byte[] body)
    {
        var bits = new BitReader(body);
        if (StartOf(bits, flags, tick) is not { } start)
            return Forget();

        var snapshot = ReadHeader(bits, flags, tick, start);
        if ((flags & Changes) != 0)
            ReadChanges(bits, snapshot);
        if ((flags & Enters) != 0)
            snapshot = snapshot with { TopId = ReadEnters(bits, snapshot) };
        if ((flags & Proof) != 0 && bits.Read(32) != (uint)HashOf(snapshot))
            return Forget();
        bits.ExpectEnd();
        _kept.Add(snapshot);
        if (_kept.Count > MostKept)
            _kept.RemoveAt(0);
        return snapshot;
    }

    public (long X, long Y) PlaceOf(in EntityRecord record, uint tick) => schema[record.Lane].PlaceOf(record, tick);

    private Snapshot? Forget()
    {
        _kept.Clear();
        return null;
    }

    private ulong HashOf(Snapshot snapshot)
    {
        ulong hash = snapshot.Tick;
        foreach (var number in (long[])[snapshot.Lead, snapshot.Late, snapshot.Clock, (long)snapshot.Own])
            hash = Fields.Mix(hash, (ulong)number);
        foreach (var age in snapshot.Acts)
            hash = Fields.Mix(hash, (ulong)age);
        foreach (var record in snapshot.View)
            hash = schema[record.Lane].Mix(hash, record, snapshot.Tick);
        return hash;
    }

    private Snapshot? StartOf(BitReader bits, int flags, uint tick)
    {
        if ((flags & Whole) != 0)
            return new Snapshot { Tick = tick };
        var start = tick - 1 - (uint)bits.ReadNumber(2);
        return _kept.Find(kept => kept.Tick == start);
    }

    private static Snapshot ReadHeader(BitReader bits, int flags, uint tick, Snapshot start)
    {
        var has = (flags & Header) != 0 ? bits.Read(5) : 0;
        return start with
        {
            Tick = tick,
            Lead = (has & 1) != 0 ? bits.ReadSigned(8) : start.Lead,
            Late = (has & 2) != 0 ? (uint)bits.Read(16) : start.Late,
            Clock = (has & 4) != 0 ? (uint)bits.Read(32) : start.Clock - Math.Min(start.Clock, tick - start.Tick),
            Own = (has & 8) != 0 ? bits.ReadGroups() : start.Own,
            Acts = ReadActs(bits, (has & 16) != 0, start, tick),
            Margin = (flags & Margin) != 0 ? bits.ReadSigned(8) : Snapshot.NoMargin,
            View = [.. start.View],
        };
    }

    /// <summary>Those that nothing is said of are as many ticks older as have passed.</summary>
    private static int[] ReadActs(BitReader bits, bool follow, Snapshot start, uint tick)
    {
        var ages = new int[start.Acts.Count];
        for (var act = 0; act < ages.Length; act++)
        {
            ages[act] = follow && bits.Read(1) != 0
                ? (int)bits.Read(6)
                : (int)Math.Min(Snapshot.NoAct, start.Acts[act] + (long)(tick - start.Tick));
        }

        return ages;
    }

    private void ReadChanges(BitReader bits, Snapshot snapshot)
    {
        var view = snapshot.View;
        var count = bits.ReadNumber(1) + 1;
        if (count > (ulong)view.Count)
            throw new InvalidDataException("more changes than there is in view");
        var usualGap = BitOperations.Log2((uint)view.Count / (uint)count);
        var gone = new HashSet<ulong>();
        for (ulong place = 0, left = count; left > 0; left--, place++)
        {
            place += bits.ReadNumber(usualGap);
            if (place >= (ulong)view.Count)
                throw new InvalidDataException("a change of nobody in view");
            var record = view[(int)place];
            if (bits.Read(1) == 1)
                gone.Add(record.Id);
            else
                view[(int)place] = schema[record.Lane].ReadUpdate(bits, record, snapshot.Tick);
        }

        view.RemoveAll(record => gone.Contains(record.Id));
    }

    /// <summary>Returns the largest id by now.</summary>
    private ulong ReadEnters(BitReader bits, Snapshot snapshot)
    {
        var (lane, nearness, id, top) = (Schema.BulletLane, 0, snapshot.TopId, snapshot.TopId);
        var isFirst = true;
        do
        {
            if (bits.Read(1) == 1)
                (lane, nearness) = ((int)bits.Read(3), (int)bits.Read(2));
            id += (ulong)bits.ReadSignedNumber(isFirst ? 9 : 3);
            isFirst = false;
            top = Math.Max(top, id);
            var own = snapshot.View.Find(static record => record.Lane == Schema.OwnLane);
            var (x, y) = own.Id == 0 ? (0, 0) : PlaceOf(own, snapshot.Tick);
            snapshot.View.Add(schema[lane].ReadEntry(bits, new EntityRecord(id, lane, nearness, 0, []), snapshot.Tick, x, y));
        }
        while (bits.Read(1) == 1);
        return top;
    }
}
