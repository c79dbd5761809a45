using System.Numerics;
using Ecs.Protocol.Bits;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// From the bodies of snapshots to what a receiver may take for true. Keeps what the server may still take for its starting point. Never
/// throws on bad bytes, and holds no more entities than <see cref="Limits.SnapshotEntities"/>.
/// </summary>
public sealed class SnapshotDecoder
{
    /// <summary>The server's starting point is one of the last so many snapshots that it sent.</summary>
    private const int HeldLimit = SnapshotEncoder.SentLimit + 1;

    private readonly ReplicaCodes _codes;
    private readonly Queue<HeldView> _held = new(HeldLimit + 1);
    private readonly Stack<HeldView> _spare = new();
    private readonly long[] _componentBits;

    public SnapshotDecoder(ReplicaCodes codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        _codes = codes;
        _componentBits = new long[codes.Components.Count];
    }

    /// <summary>Bits that values of each component of the codes took in all that was read since this was made; those that say which entity and which field are not among them.</summary>
    public ReadOnlySpan<long> ComponentBits => _componentBits;

    /// <summary>The tick of the newest snapshot that was read; 0 for none.</summary>
    public Tick Newest { get; private set; }

    /// <summary>Snapshots whose starting point is not here: lost, or never sent.</summary>
    public long Baseless { get; private set; }

    /// <summary>Forgets everything, for another room.</summary>
    public void Reset()
    {
        while (_held.TryDequeue(out var view))
            _spare.Push(view);
        Newest = default;
    }

    /// <summary>
    /// Reads a snapshot that is newer than all before. False for anything malformed, for a difference from something that is not here, and
    /// where it shows that something here is wrong: then all of it is forgotten.
    /// </summary>
    /// <param name="tick">What it shows.</param>
    /// <param name="flags">What the body has.</param>
    /// <param name="body">Valid during the call.</param>
    /// <param name="picture">Becomes what it shows; otherwise it stays as it is.</param>
    /// <param name="hasBase">False when it may be sound and only cannot be read here.</param>
    public bool TryDecode(Tick tick, SnapshotFlags flags, ReadOnlySpan<byte> body, ReplicaPicture picture, out bool hasBase)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var reader = new BitReader(body);
        HeldView? from = null;
        hasBase = true;
        if ((flags & SnapshotFlags.Whole) == 0)
        {
            var distance = NumberCode.Read(ref reader, UsualBits.Base);
            from = reader.Failed || distance >= int.MaxValue ? null : Find(tick + -(int)(distance + 1));
            if (from is null)
            {
                hasBase = reader.Failed;
                Baseless += hasBase ? 0 : 1;
                Reset();
                return false;
            }
        }

        var view = _spare.TryPop(out var spare) ? spare : new HeldView();
        view.Clear();
        if (!TryRead(ref reader, tick, flags, from, view))
        {
            _spare.Push(view);
            Reset();
            return false;
        }

        while (_held.Count > 0 && (_held.Count >= HeldLimit || (from is not null && from.Header.Tick.IsNewerThan(_held.Peek().Header.Tick))))
            _spare.Push(_held.Dequeue());
        _held.Enqueue(view);
        Bound();
        Newest = tick;
        Show(view, picture, tick);

        // What was said once is not foretold.
        view.Header = view.Header with { Margin = SnapshotHeader.NoMargin };
        return true;
    }

    /// <summary>What the newest snapshot makes of a later tick, as long as nothing else is said. False when there is none.</summary>
    public bool TryForetell(Tick tick, ReplicaPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (Newest == default || Find(Newest) is not { } view)
            return false;

        Show(view, picture, tick);
        picture.Header = HeaderCode.Foretell(view.Header, tick);
        return true;
    }

    /// <summary>However large the views are that a server makes up, what is kept of them is not.</summary>
    private void Bound()
    {
        var words = 0L;
        foreach (var view in _held)
            words += view.Words;
        foreach (var view in _spare)
            words += view.Words;
        while (words > Limits.HeldWords && _spare.TryPop(out var spare))
            words -= spare.Words;
        while (words > Limits.HeldWords && _held.Count > 1)
            words -= _held.Dequeue().Words;
    }

    private HeldView? Find(Tick tick)
    {
        foreach (var view in _held)
        {
            if (view.Header.Tick == tick)
                return view;
        }

        return null;
    }

    private bool TryRead(ref BitReader reader, Tick tick, SnapshotFlags flags, HeldView? from, HeldView view)
    {
        // Nothing else would show that a whole one is of another tick.
        if (from is null && (flags & SnapshotFlags.Proof) == 0)
            return false;

        var header = from is null ? new SnapshotHeader { Tick = tick, Margin = SnapshotHeader.NoMargin } : HeaderCode.Foretell(from.Header, tick);
        if ((flags & SnapshotFlags.Header) != 0)
            header = HeaderCode.Read(ref reader, in header);
        if ((flags & SnapshotFlags.Margin) != 0)
            header = header with { Margin = reader.ReadSByte() };
        view.Header = header;
        view.TopId = from?.TopId ?? 0;
        return TryReadChanges(ref reader, tick, (flags & SnapshotFlags.Changes) != 0, from, view)
            && ((flags & SnapshotFlags.Enters) == 0 || TryReadEntries(ref reader, tick, view))
            && ((flags & SnapshotFlags.Proof) == 0 || IsProven(ref reader, tick, view))
            && reader.TryFinish();
    }

    private bool TryReadChanges(ref BitReader reader, Tick tick, bool hasChanges, HeldView? from, HeldView view)
    {
        var entities = from is null ? default : from.Entities;
        var changes = hasChanges ? NumberCode.Read(ref reader, UsualBits.Changes) : 0;
        if (reader.Failed || (hasChanges && changes >= (ulong)entities.Length))
            return false;

        var left = hasChanges ? (int)changes + 1 : 0;
        var usualGap = left > 0 ? BitOperations.Log2((uint)(entities.Length / left)) : 0;
        var next = left > 0 ? ReadPlace(ref reader, usualGap, 0) : long.MaxValue;
        for (var index = 0; index < entities.Length; index++)
        {
            ref readonly var entity = ref entities[index];
            var code = _codes[entity.Lane]!;
            var record = from!.RecordOf(in entity, code.Count);
            if (index != next)
            {
                record.CopyTo(view.Add(entity.Id, entity.Version, entity.Lane, entity.Nearness, code.Count));
                continue;
            }

            if (!reader.ReadBool())
            {
                var changed = view.Add(entity.Id, entity.Version, entity.Lane, entity.Nearness, code.Count);
                var age = unchecked(tick.Value - entity.Version);
                if (!code.TryReadUpdate(ref reader, record, age, code.Visible[(int)entity.Nearness], changed, _componentBits, out var newAge))
                    return false;

                view.SetVersion(unchecked(tick.Value - newAge));
            }

            next = --left > 0 ? ReadPlace(ref reader, usualGap, index + 1) : long.MaxValue;
        }

        return left == 0 && !reader.Failed;
    }

    private static long ReadPlace(ref BitReader reader, int usualGap, int after) =>
        NumberCode.Read(ref reader, usualGap) is <= int.MaxValue and var gap && !reader.Failed ? after + (long)gap : long.MaxValue;

    private bool TryReadEntries(ref BitReader reader, Tick tick, HeldView view)
    {
        var (lane, nearness, id) = ((byte)EntityKind.Bullet, Audience.Everybody, view.TopId);
        var (x, y) = (0L, 0L);
        var knowsPlace = TryFindOwn(view, tick, ref x, ref y);
        for (var entered = 0; ; entered++)
        {
            if (entered > 0 && !reader.ReadBool())
                return !reader.Failed;

            if (reader.ReadBool())
            {
                lane = (byte)reader.Read(UsualBits.Lane);
                nearness = (Audience)reader.Read(UsualBits.Nearness);
            }

            if (reader.Failed || _codes[lane] is not { } code || nearness > Audience.Owner || view.Count >= Limits.SnapshotEntities || view.IsFull)
                return false;

            id = unchecked(id + (ulong)NumberCode.Unfold(NumberCode.Read(ref reader, entered == 0 ? UsualBits.FirstId : UsualBits.NextId)));
            var record = view.Add(id, tick.Value, lane, nearness, code.Count);
            if (!code.TryReadEntry(ref reader, code.Visible[(int)nearness], x, y, record, _componentBits, out var age) || id == 0)
                return false;

            view.SetVersion(unchecked(tick.Value - age));
            view.TopId = Math.Max(view.TopId, id);
            if (!knowsPlace)
                knowsPlace = TryFindOwn(view, tick, ref x, ref y);
        }
    }

    private bool IsProven(ref BitReader reader, Tick tick, HeldView view)
    {
        var hash = HeaderCode.Hash(view.Header);
        foreach (ref readonly var entity in view.Entities)
        {
            var code = _codes[entity.Lane]!;
            hash = code.Mix(hash, entity.Id, entity.Lane, view.RecordOf(in entity, code.Count), unchecked(tick.Value - entity.Version), code.Visible[(int)entity.Nearness]);
        }

        return reader.Read(32) == (uint)hash;
    }

    private bool TryFindOwn(HeldView view, Tick tick, ref long x, ref long y)
    {
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Lane != ReplicaCodes.OwnLane)
                continue;

            var code = _codes[entity.Lane]!;
            (x, y) = code.PlaceOf(view.RecordOf(in entity, code.Count), unchecked(tick.Value - entity.Version));
            return true;
        }

        return false;
    }

    private void Show(HeldView view, ReplicaPicture picture, Tick tick)
    {
        picture.Clear();
        picture.Header = view.Header;
        foreach (ref readonly var entity in view.Entities)
        {
            var code = _codes[entity.Lane]!;
            picture.Add(code, new EntityId(entity.Id), entity.Lane, entity.Nearness, view.RecordOf(in entity, code.Count), unchecked(tick.Value - entity.Version));
        }
    }
}
