using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Ecs.Protocol.Bits;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// Tells one receiver what it may see, as the difference from the newest snapshot that it said it has. Remembers what it has sent since
/// then, and no more than so many snapshots. Warm, it allocates nothing.
/// </summary>
/// <remarks>
/// A view is a list. What a snapshot says of entities in view goes by their places in the view that the receiver holds; those that
/// leave are taken out, and those that enter stand at its end. So nothing but an entering entity's id needs a name.
/// </remarks>
internal sealed class SnapshotEncoder
{
    /// <summary>Snapshots that may be on their way; when the receiver says nothing for longer, it begins anew.</summary>
    public const int SentLimit = 64;

    private const int ProofBits = 32;
    private const int UsualPlayers = 16;   // who come into view at once
    private const int FewestEntryBits = 16;
    private const long OwnUrgency = long.MaxValue;
    private const long NearSquare = 2;     // square units at whose root nearness counts half
    private const long NearWeight = 960;
    private const long FarWeight = 4;
    private const int RawSquareBits = 2 * Simulation.Numerics.Fixed.FractionBits;

    private readonly ReplicaStates _states;
    private readonly SightingMarks _marks;
    private readonly SnapshotSpending _spending;
    private readonly SentRing _sent = new();
    private static readonly Comparison<PendingItem> InOrder = ByPlace;

    private readonly List<PendingItem> _pending;
    private readonly List<int> _leaves;
    private readonly List<ushort> _enteredPlayers = new(UsualPlayers);
    private readonly long[] _components;
    private SentView? _base;
    private SentView? _newest;
    private sbyte _newestMargin = SnapshotHeader.NoMargin;
    private int _passedOver;

    /// <param name="states">Of the room.</param>
    /// <param name="marks">Shared by all encoders of the room, which take turns.</param>
    /// <param name="spending">Learns what the bits are spent on.</param>
    public SnapshotEncoder(ReplicaStates states, SightingMarks marks, SnapshotSpending spending)
    {
        _states = states;
        _marks = marks;
        _spending = spending;
        (_pending, _leaves) = (states.Draft.Pending, states.Draft.Leaves);
        _components = new long[states.Codes.Components.Count];
    }

    /// <summary>Tick of the newest snapshot that the receiver said it has; 0 for none.</summary>
    public Tick Acknowledged => _base?.Header.Tick ?? default;

    /// <summary>Entities in view with that one.</summary>
    public int Held => _base?.Count ?? 0;

    public Tick NewestSent => _newest?.Header.Tick ?? default;

    /// <summary>The first snapshot sent after that of a tick, of those that the receiver may still take for its starting point; default for none.</summary>
    public Tick FirstSentAfter(Tick tick)
    {
        for (var index = 0; index < _sent.Count; index++)
        {
            if (_sent[index].Header.Tick.IsNewerThan(tick))
                return _sent[index].Header.Tick;
        }

        return default;
    }

    /// <summary>What the receiver holds if everything sent arrives.</summary>
    public ReadOnlySpan<ViewEntry> Newest => _newest is { } newest ? newest.Entries : default;

    /// <summary>Slots of the players whose avatars came into view with the newest snapshot.</summary>
    public ReadOnlySpan<ushort> EnteredPlayers => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_enteredPlayers);

    /// <summary>Entities that should have been told of by the last snapshot and were not.</summary>
    public int Waiting { get; private set; }

    /// <summary>
    /// The receiver has nothing any more. A snapshot of this very tick that says everything still counts as sent: what the receiver says that it has
    /// of a tick can be one thing only.
    /// </summary>
    public void Reset()
    {
        _base = null;
        if (_newest is { IsWhole: true } newest && newest.Header.Tick == _states.Tick)
        {
            _sent.Forget(_sent.Count - 1);
            return;
        }

        _sent.Forget(_sent.Count);
        _newest = null;
    }

    /// <summary>The receiver says that it has the snapshot of a tick; what was never sent, or is older than what it said before, means nothing.</summary>
    /// <returns>How many were sent before it that the receiver, it seems, never got; -1 when it says nothing new.</returns>
    public int Acknowledge(Tick tick)
    {
        var index = tick == Acknowledged ? -1 : IndexOf(tick);
        if (index < 0)
            return -1;

        var lost = _base is null ? index : index - 1;
        _sent.Forget(index);
        _base = _sent[0];
        return lost;
    }

    /// <summary>Writes a snapshot of the states as they are now; returns its bytes, 0 when there is nothing to tell but that time goes on, or not even that.</summary>
    /// <param name="header">What is for this receiver alone; the tick is taken from the states.</param>
    /// <param name="seen">What it may see.</param>
    /// <param name="audiences">Whose secrets it may know.</param>
    /// <param name="destination">As long as the snapshot may be. What does not fit waits for the next one, the most urgent goes first.</param>
    /// <param name="proves">Whether it says what the receiver should hold then, so that damage shows.</param>
    /// <param name="mustTell">Whether it shall be written even if there is nothing to tell.</param>
    /// <param name="flags">What the body has.</param>
    public int Encode(
        in SnapshotHeader header, ReadOnlySpan<Sighting> seen, Audiences audiences, Span<byte> destination, bool proves, bool mustTell, out SnapshotFlags flags)
    {
        flags = SnapshotFlags.None;
        var said = HeaderCode.Clamp(header with { Tick = _states.Tick });
        if (_newest is not null && _newest.Header.Tick == said.Tick)
            return 0; // What the receiver says that it has of a tick can be one thing only.
        if (_sent.Count > SentLimit)
            Reset();

        var most = destination.Length * 8 / FewestEntryBits;
        Sort(seen, audiences, _base, most);
        if (!mustTell && _pending.Count == 0 && _leaves.Count == 0 && IsQuiet(in said, seen, audiences, most))
            return 0;

        var writer = new BitWriter(destination);
        flags = WriteHeader(ref writer, in said);
        if (RoomIn(in writer) < 0 && _base is not null)
        {
            // So much is to be forgotten that saying it does not fit: what is told from nothing forgets everything.
            Reset();
            Sort(seen, audiences, null, most);
            writer = new BitWriter(destination);
            flags = WriteHeader(ref writer, in said);
        }

        var room = RoomIn(in writer);
        Waiting = _passedOver + (BitsOf(_pending) > room ? KeepMostUrgent(room) : 0);

        var view = _sent.Add((_base?.Count ?? 0) + _pending.Count);
        view.Header = said with { Margin = SnapshotHeader.NoMargin };
        view.TopId = _base?.TopId ?? 0;
        view.IsWhole = _base is null;
        _pending.Sort(InOrder);
        _spending.Count(SnapshotCause.Header, (destination.Length * 8L) - writer.RemainingBits);
        flags |= WriteChanges(ref writer, view);
        flags |= WriteEntries(ref writer, seen, audiences, view);
        if (proves || _base is null)
            flags |= WriteProof(ref writer, view);
        Debug.Assert(!writer.Overflowed, "What fits was measured before.");
        _newest = view;
        _newestMargin = said.Margin;
        return writer.Finish();
    }

    /// <summary>Adds what of the receiver's view, as it acknowledged it, still lives.</summary>
    public void CopyHeld(List<EntityId> held)
    {
        foreach (ref readonly var entry in _base is null ? default : _base.Entries)
        {
            var lane = _states[entry.Lane]!;
            if (lane.Lives(entry.Place, entry.Version))
                held.Add(new EntityId(lane.Rows[entry.Place].Id));
        }
    }

    /// <summary>What this receiver would hold after the newest snapshot, entity by entity: what the plain codec would say.</summary>
    public void CopyNewest(ReplicaPicture picture)
    {
        picture.Clear();
        picture.Header = (_newest?.Header ?? default) with { Margin = _newestMargin };
        foreach (ref readonly var entry in Newest)
        {
            var lane = _states[entry.Lane]!;
            if (lane.Lives(entry.Place, entry.Version) && lane.RecordsFor(entry.Nearness).TryFind(entry.Place, entry.Version, out var record, out _))
                picture.Add(lane.Code, new EntityId(lane.Rows[entry.Place].Id), entry.Lane, entry.Nearness, record, unchecked(picture.Tick.Value - entry.Version));
        }
    }

    private int IndexOf(Tick tick)
    {
        for (var index = 0; index < _sent.Count; index++)
        {
            if (_sent[index].Header.Tick == tick)
                return index;
        }

        return -1;
    }

    private static int ByPlace(PendingItem one, PendingItem other) =>
        one.IsEntry != other.IsEntry ? one.IsEntry.CompareTo(other.IsEntry) : one.Index.CompareTo(other.Index);

    /// <summary>Whether the receiver needs nothing, whichever of the snapshots since the one that it said it has it got.</summary>
    private bool IsQuiet(in SnapshotHeader header, ReadOnlySpan<Sighting> seen, Audiences audiences, int most)
    {
        if (_base is null || _newest is null || HasNews(in header, _base) || HasNews(in header, _newest))
            return false;
        if (_newest == _base)
            return true;

        for (var index = 0; index < _sent.Count; index++)
        {
            Sort(seen, audiences, _sent[index], most);
            if (_pending.Count != 0 || _leaves.Count != 0)
            {
                Sort(seen, audiences, _base, most);
                return false;
            }
        }

        return true;
    }

    private static bool HasNews(in SnapshotHeader header, SentView newest)
    {
        var foretold = HeaderCode.Foretell(newest.Header, header.Tick);
        return header.Late != foretold.Late || header.ClockTicks != foretold.ClockTicks || header.OwnEntity != foretold.OwnEntity;
    }

    /// <summary>Bits for changes and entries behind the header, once it is said whom to forget; that goes first.</summary>
    private long RoomIn(in BitWriter writer) => writer.RemainingBits - CountsRoom - ProofBits - LeaveRoom;

    /// <summary>Bits that the number of changes, and the first id that enters, may take.</summary>
    private const int CountsRoom = 2 * 34;

    /// <summary>Bits that saying whom to forget takes at most, whatever else changes: never more than six and those of the usual gap between them.</summary>
    private long LeaveRoom => _leaves.Count == 0 ? 0 : _leaves.Count * (1L + 5 + BitOperations.Log2((uint)(_base!.Count / _leaves.Count)));

    /// <summary>Bits that a place in the receiver's view may take on average, where few of many change.</summary>
    private int AddressBits => 4 + BitOperations.Log2((uint)(_base?.Count ?? 0) | 1);

    /// <summary>
    /// Finds what a receiver that holds a view needs to be told. Of what enters it looks closely at the most urgent only, as many as may fit:
    /// somebody who comes into a world of thousands costs no tick much more than anybody else.
    /// </summary>
    private void Sort(ReadOnlySpan<Sighting> seen, Audiences audiences, SentView? held, int most)
    {
        _pending.Clear();
        _leaves.Clear();
        _marks.Begin(_states, seen);
        var now = _states.Tick.Value;
        var entries = held is null ? default : held.Entries;
        for (var index = 0; index < entries.Length; index++)
        {
            ref readonly var entry = ref entries[index];
            var lane = _states[entry.Lane]!;
            var sighting = _marks.Find(entry.Lane, entry.Place);
            if (sighting < 0 || !lane.Lives(entry.Place, entry.Version) || audiences.NearnessOf(lane, entry.Place, entry.Lane) != entry.Nearness)
            {
                _leaves.Add(index);
                continue;
            }

            var records = lane.RecordsFor(entry.Nearness);
            var changed = records.Changed(entry.Place);
            if (changed != entry.Version)
            {
                if (!records.TryFind(entry.Place, entry.Version, out var record, out var since))
                {
                    // What the receiver has of it is forgotten here: it comes in anew.
                    _leaves.Add(index);
                    continue;
                }

                var visible = lane.Code.Visible[(int)entry.Nearness];
                var changes = lane.Code.ChangesOf(record, changed - entry.Version, records.RecordOf(entry.Place), visible);
                if (changes != 0)
                {
                    var bits = 1 + AddressBits + lane.Code.BitsOfUpdate(record, changed - entry.Version, records.RecordOf(entry.Place), now - changed, visible, changes);
                    _pending.Add(new PendingItem(index, changes, bits, UrgencyOf(entry.Lane, seen[sighting].Distance, now - since)));
                }
            }

            _marks.Take(entry.Lane, entry.Place);
        }

        var first = _pending.Count;
        for (var index = 0; index < seen.Length; index++)
        {
            if (!_marks.IsTaken(seen[index].Lane, seen[index].Place))
                _pending.Add(new PendingItem(index, 0, 0, UrgencyOfEntry(in seen[index])));
        }

        _passedOver = Math.Max(0, _pending.Count - first - most);
        if (_passedOver > 0)
        {
            MostUrgent.ToFront(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending)[first..], most);
            _pending.RemoveRange(first + most, _passedOver);
        }

        foreach (ref var item in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending)[first..])
            item = item with { Bits = BitsOfEntry(in seen[item.Index], audiences) };
    }

    private int BitsOfEntry(in Sighting sighting, Audiences audiences)
    {
        var lane = _states[sighting.Lane]!;
        var nearness = audiences.NearnessOf(lane, sighting.Place, sighting.Lane);
        var records = lane.RecordsFor(nearness);
        var age = _states.Tick.Value - records.Changed(sighting.Place);
        return UsualNameBits + lane.Code.BitsOfEntry(records.RecordOf(sighting.Place), age, lane.Code.Visible[(int)nearness], audiences.X, audiences.Y);
    }

    private long UrgencyOfEntry(in Sighting sighting) => UrgencyOf(
        sighting.Lane, sighting.Distance, EntryAge + Math.Min(_states.Tick.Value - _states[sighting.Lane]!.Rows[sighting.Place].Born, LongestEntryAge));

    /// <summary>Bits of what says which entity enters, and that one does; what takes more may not fit, and waits.</summary>
    private const int UsualNameBits = 12;

    /// <summary>
    /// Ticks that an entering entity counts as having waited, beside those of its life up to the longest: how long it has been in this receiver's
    /// sight nobody remembers, and what has lived long goes on longer than what is born by the hundred.
    /// </summary>
    private const uint EntryAge = 4;
    private const uint LongestEntryAge = 240;

    /// <summary>Grows with the time that something has waited; a hundred times as fast beside the avatar as at the edge of a usual sight.</summary>
    private static long UrgencyOf(byte lane, long distance, uint waited) =>
        lane == ReplicaCodes.OwnLane ? OwnUrgency : (waited + 1L) * (FarWeight + ((NearWeight - FarWeight) * NearSquare / (NearSquare + (distance >> RawSquareBits))));

    private static long BitsOf(List<PendingItem> items)
    {
        var bits = 0L;
        foreach (var item in items)
            bits += item.Bits;
        return bits;
    }

    /// <summary>Lets the least urgent wait until the rest fits; returns how many.</summary>
    private int KeepMostUrgent(long room)
    {
        _pending.Sort();
        var kept = 0;
        for (var index = 0; index < _pending.Count; index++)
        {
            var item = _pending[index];
            if (item.Bits > room)
                continue;

            room -= item.Bits;
            _pending[kept++] = item;
        }

        var waiting = _pending.Count - kept;
        _pending.RemoveRange(kept, waiting);
        return waiting;
    }

    private SnapshotFlags WriteHeader(ref BitWriter writer, in SnapshotHeader header)
    {
        var flags = SnapshotFlags.None;
        if (_base is null)
            flags |= SnapshotFlags.Whole;
        else
            NumberCode.Write(ref writer, header.Tick.Value - _base.Header.Tick.Value - 1, UsualBits.Base);

        var foretold = _base is null ? new SnapshotHeader { Tick = header.Tick, Margin = SnapshotHeader.NoMargin } : HeaderCode.Foretell(_base.Header, header.Tick);
        if (_base is null || HeaderCode.Differs(in header, in foretold))
        {
            flags |= SnapshotFlags.Header;
            HeaderCode.Write(ref writer, in header, in foretold);
        }

        if (header.Margin != SnapshotHeader.NoMargin)
        {
            flags |= SnapshotFlags.Margin;
            writer.Write(header.Margin, 8);
        }

        return flags;
    }

    /// <summary>What is told of the entities that the receiver holds, and what it holds then.</summary>
    private SnapshotFlags WriteChanges(ref BitWriter writer, SentView view)
    {
        var entries = _base is null ? default : _base.Entries;
        var updates = 0;
        while (updates < _pending.Count && !_pending[updates].IsEntry)
            updates++;

        var changes = updates + _leaves.Count;
        var usualGap = 0;
        var before = writer.RemainingBits;
        if (changes > 0)
        {
            NumberCode.Write(ref writer, (ulong)changes - 1, UsualBits.Changes);
            usualGap = BitOperations.Log2((uint)(entries.Length / changes));
        }

        var (update, leave, next) = (0, 0, 0);
        for (var index = 0; index < entries.Length; index++)
        {
            ref readonly var entry = ref entries[index];
            var leaves = leave < _leaves.Count && _leaves[leave] == index;
            if (leaves || (update < updates && _pending[update].Index == index))
            {
                NumberCode.Write(ref writer, (ulong)(index - next), usualGap);
                writer.Write(leaves);
                next = index + 1;
            }

            if (leaves)
            {
                leave++;
                before = Spend(SnapshotCause.Leave, before, in writer);
                continue;
            }

            if (update < updates && _pending[update].Index == index)
            {
                var lane = _states[entry.Lane]!;
                var records = lane.RecordsFor(entry.Nearness);
                var changed = records.Changed(entry.Place);
                records.TryFind(entry.Place, entry.Version, out var record, out _);
                lane.Code.WriteUpdate(
                    ref writer, record, changed - entry.Version, records.RecordOf(entry.Place), _states.Tick.Value - changed,
                    lane.Code.Visible[(int)entry.Nearness], _pending[update].Changes, _spending.Counted);
                view.Add(entry with { Version = changed });
                update++;
                before = Spend(SnapshotCause.Update, before, in writer);
                continue;
            }

            view.Add(in entry);
        }

        return changes > 0 ? SnapshotFlags.Changes : SnapshotFlags.None;
    }

    private SnapshotFlags WriteEntries(ref BitWriter writer, ReadOnlySpan<Sighting> seen, Audiences audiences, SentView view)
    {
        _enteredPlayers.Clear();
        var first = 0;
        while (first < _pending.Count && !_pending[first].IsEntry)
            first++;
        if (first == _pending.Count)
            return SnapshotFlags.None;

        var before = writer.RemainingBits;
        var now = _states.Tick.Value;
        var (lastLane, lastNearness, lastId) = ((byte)EntityKind.Bullet, Audience.Everybody, view.TopId);
        var (x, y, entered) = (0L, 0L, 0);
        var knowsPlace = TryFindOwn(view, ref x, ref y);
        SortByIds(seen, first);
        var counted = _spending.Counted;
        for (var number = first; number < _pending.Count; number++)
        {
            var sighting = seen[_pending[number].Index];
            var lane = _states[sighting.Lane]!;
            ref readonly var row = ref lane.Rows[sighting.Place];
            var nearness = audiences.NearnessOf(lane, sighting.Place, sighting.Lane);
            var records = lane.RecordsFor(nearness);
            var changed = records.Changed(sighting.Place);
            var attempt = writer;
            if (entered > 0)
                attempt.Write(true);
            var differs = sighting.Lane != lastLane || nearness != lastNearness;
            attempt.Write(differs);
            if (differs)
            {
                attempt.Write((uint)sighting.Lane, UsualBits.Lane);
                attempt.Write((uint)nearness, UsualBits.Nearness);
            }

            NumberCode.Write(ref attempt, NumberCode.Fold(unchecked((long)(row.Id - lastId))), entered == 0 ? UsualBits.FirstId : UsualBits.NextId);
            var again = attempt;
            lane.Code.WriteEntry(ref attempt, records.RecordOf(sighting.Place), now - changed, lane.Code.Visible[(int)nearness], x, y, counted);
            if (attempt.Overflowed || attempt.RemainingBits <= ProofBits)
            {
                // It is not sent, so what was counted is taken back: written once more, it counts the same.
                Array.Clear(_components);
                lane.Code.WriteEntry(ref again, records.RecordOf(sighting.Place), now - changed, lane.Code.Visible[(int)nearness], x, y, _components);
                for (var index = 0; index < counted.Length; index++)
                    counted[index] -= _components[index];
                Waiting++;
                continue;
            }

            writer = attempt;
            entered++;
            (lastLane, lastNearness, lastId) = (sighting.Lane, nearness, row.Id);
            view.TopId = Math.Max(view.TopId, row.Id);
            view.Add(new ViewEntry(sighting.Place, changed, sighting.Lane, nearness));
            if (sighting.Lane == (int)EntityKind.Avatar)
                _enteredPlayers.Add(row.Owner);
            if (!knowsPlace)
                knowsPlace = TryFindOwn(view, ref x, ref y);
        }

        if (entered == 0)
            return SnapshotFlags.None;

        writer.Write(false);
        Spend(SnapshotCause.Enter, before, in writer);
        return SnapshotFlags.Enters;
    }

    private SnapshotFlags WriteProof(ref BitWriter writer, SentView view)
    {
        var before = writer.RemainingBits;
        var hash = HeaderCode.Hash(view.Header);
        foreach (ref readonly var entry in view.Entries)
        {
            var lane = _states[entry.Lane]!;
            lane.RecordsFor(entry.Nearness).TryFind(entry.Place, entry.Version, out var record, out _);
            hash = lane.Code.Mix(hash, lane.Rows[entry.Place].Id, entry.Lane, record, _states.Tick.Value - entry.Version, lane.Code.Visible[(int)entry.Nearness]);
        }

        writer.Write((uint)hash, ProofBits);
        Spend(SnapshotCause.Header, before, in writer);
        return SnapshotFlags.Proof;
    }

    /// <summary>The own avatar first, because others are seen from it; then by id.</summary>
    private void SortByIds(ReadOnlySpan<Sighting> seen, int first)
    {
        for (var number = first; number < _pending.Count; number++)
        {
            var sighting = seen[_pending[number].Index];
            var id = sighting.Lane == ReplicaCodes.OwnLane ? 0 : _states[sighting.Lane]!.Rows[sighting.Place].Id;
            _pending[number] = _pending[number] with { Urgency = unchecked((long)~id) };
        }

        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending)[first..].Sort();
    }

    /// <summary>Where the receiver's avatar is by what it holds of it.</summary>
    private bool TryFindOwn(SentView view, ref long x, ref long y)
    {
        foreach (ref readonly var entry in view.Entries)
        {
            if (entry.Lane != ReplicaCodes.OwnLane)
                continue;

            var lane = _states[entry.Lane]!;
            if (lane.RecordsFor(entry.Nearness).TryFind(entry.Place, entry.Version, out var record, out _))
                (x, y) = lane.Code.PlaceOf(record, _states.Tick.Value - entry.Version);
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Spend(SnapshotCause cause, long before, in BitWriter writer)
    {
        _spending.Count(cause, before - writer.RemainingBits);
        return writer.RemainingBits;
    }
}
