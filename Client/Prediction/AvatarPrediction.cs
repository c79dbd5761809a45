using Ecs.Client.Snapshots;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Prediction;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Client.Prediction;

/// <summary>
/// The own avatar as it will be when the commands on their way are taken: each command moves it at once, by the server's own systems. Each snapshot says exactly what it
/// was at the snapshot's tick. Where that is what was predicted, nothing happens; otherwise it is put right there, and the commands since are run again.
/// </summary>
/// <remarks>Warm, it allocates nothing.</remarks>
public sealed class AvatarPrediction : IDisposable
{
    /// <summary>Bullets of one's own that are on their way and not told of yet, at most.</summary>
    private const int BulletLimit = 256;

    private readonly PredictedWorld _world;
    private readonly ReplicaKind _kind;
    private readonly EntityStates _states;
    private readonly CommandRing _commands;
    private readonly StateRing _ring;
    private readonly long[] _now;
    private readonly PredictedBullet[] _bullets = new PredictedBullet[BulletLimit];
    private readonly long[] _counts = new long[(int)CorrectionReason.CommandRefused + 1];
    private readonly int[] _intent;
    private readonly int[] _health = new int[ReplicaSchema.Kinds];
    private FixedVector[] _bodies = new FixedVector[64];
    private PlayerSlot _slot = PlayerSlot.None;
    private EntityId _avatar;
    private Tick _confirmed;

    /// <param name="world">Its own.</param>
    /// <param name="commands">The client's, those included that were sent before it could predict.</param>
    internal AvatarPrediction(PredictedWorld world, CommandRing commands)
    {
        (_world, _commands) = (world, commands);
        _kind = world.Schema[EntityKind.Avatar]!;
        _states = new EntityStates(world.Schema);
        _ring = new StateRing(world.FieldCount);
        _now = new long[world.FieldCount];
        for (var kind = EntityKind.Avatar; kind <= EntityKind.Item; kind++)
            _health[(int)kind] = world.Schema[kind]?.IndexOf("Health.Current") ?? -1;
        _intent = Array.FindAll(
            [_kind.IndexOf("Intent.MoveX"), _kind.IndexOf("Intent.MoveY"), _kind.IndexOf("Intent.Aim"), _kind.IndexOf("Intent.Drought")], static index => index >= 0);
    }

    /// <summary>Whether there is an avatar to predict: from the first snapshot that has it.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The tick that the avatar is predicted for; the newest command's, as a rule.</summary>
    public Tick Tick => IsReady ? _world.Tick : default;

    /// <summary>The tick of the newest snapshot that was compared.</summary>
    public Tick Confirmed => _confirmed;

    /// <summary>The avatar as predicted; default while it is not ready.</summary>
    public EntityState Own => IsReady ? _states.StateOf(_avatar, EntityKind.Avatar, _now) : default;

    /// <summary>What <see cref="Values"/> are of.</summary>
    public ReplicaKind Fields => _kind;

    /// <summary>The avatar as predicted, field by field.</summary>
    public ReadOnlySpan<long> Values => _now;

    /// <summary>Bullets that the avatar has fired in ticks that no snapshot has shown yet; those before are in the snapshots.</summary>
    public ReadOnlySpan<PredictedBullet> Bullets => IsReady ? _bullets.AsSpan(0, _world.ReadBullets(_bullets)) : default;

    /// <summary>Snapshots whose avatar was what had been predicted.</summary>
    public long Hits { get; private set; }

    /// <summary>Corrections that nothing the server said explains; they count as <see cref="CorrectionReason.LostSnapshot"/>. There should be none.</summary>
    public long Unexplained { get; private set; }

    /// <summary>Corrections for this reason.</summary>
    public long Corrections(CorrectionReason reason) => _counts[(int)reason];

    /// <summary>The value of "Component.Field" as predicted; false when avatars of this game have no such field, or there is none.</summary>
    public bool TryRead(string fullName, out long value)
    {
        var index = _kind.IndexOf(fullName);
        value = IsReady && index >= 0 ? _now[index] : 0;
        return IsReady && index >= 0;
    }

    /// <summary>What was predicted for an earlier tick, by the newest that is known; empty for one that is not kept.</summary>
    public ReadOnlySpan<long> ValuesAt(Tick tick) => IsReady ? _ring.Of(tick) : default;

    public void Dispose() => _world.Dispose();

    /// <summary>Moves the avatar by the commands up to this tick, at once.</summary>
    internal void Follow(Tick tick)
    {
        if (IsReady)
            AdvanceTo(tick);
    }

    /// <summary>Compares with a snapshot, and puts right what was wrong.</summary>
    /// <returns>Whether there was something, which <paramref name="correction"/> tells.</returns>
    internal bool Reconcile(ReplicaPicture picture, PlayerSlot slot, out Correction correction)
    {
        correction = default;
        PlaceBodies(picture);
        if (!TryFindOwn(picture, out var own))
        {
            Stop();
            return false;
        }

        var values = picture.ValuesOf(in own);
        var tick = picture.Tick;
        var isKnown = IsReady && own.Id == _avatar && slot == _slot && TryReach(tick);
        var wasRight = isKnown && _ring.Of(tick).SequenceEqual(values);
        Hits += wasRight ? 1 : 0;
        if (wasRight && !_world.MeetsBodies && _world.Tick != tick)
        {
            _confirmed = tick;
            _world.Confirm(tick);
            return false;
        }

        var (before, newest) = (PlaceOf(_now), _world.Tick);
        var predicted = isKnown ? PlaceOf(_ring.Of(tick)) : default;
        var reason = isKnown && !wasRight ? ReasonOf(picture.Header, values) : default;
        if (!TryRestore(own.Id, slot, tick, values))
            return false;

        AdvanceTo(isKnown && newest.IsNewerThan(tick) ? newest : NewestCommand(tick));
        if (!isKnown || wasRight)
            return false;

        _counts[(int)reason]++;
        correction = new Correction(tick, reason, predicted, PlaceOf(values), before, PlaceOf(_now));
        return true;
    }

    /// <summary>Forgets everything, for another life in another room.</summary>
    internal void Stop()
    {
        IsReady = false;
        _ring.Clear();
        Array.Clear(_now);
        (_avatar, _confirmed) = (default, default);
    }

    private bool TryRestore(EntityId id, PlayerSlot slot, Tick tick, ReadOnlySpan<long> values)
    {
        if (!_world.TryRestore(id, slot, tick, values))
        {
            Stop();
            return false;
        }

        IsReady = true;
        (_avatar, _slot, _confirmed) = (id, slot, tick);
        Keep(met: false);
        return true;
    }

    /// <summary>Whether there is a prediction of a tick: where the snapshot is ahead of the commands, the ticks between have none.</summary>
    private bool TryReach(Tick tick)
    {
        if (tick.IsNewerThan(_world.Tick) && tick.Since(_world.Tick) < CommandRing.Kept)
            AdvanceTo(tick);

        return !_ring.Of(tick).IsEmpty;
    }

    private void AdvanceTo(Tick tick)
    {
        if (tick.Since(_world.Tick) >= CommandRing.Kept)
        {
            // Nobody asks what became of it in so long a time without a word.
            Stop();
            return;
        }

        while (tick.IsNewerThan(_world.Tick))
        {
            if (_commands.TryGet(_world.Tick.Next, out var command))
                _world.Step(in command);
            else
                _world.Step();
            Keep(_world.NewestContact == _world.Tick);
        }
    }

    private void Keep(bool met)
    {
        _world.Read(_now);
        _now.CopyTo(_ring.Put(_world.Tick, met));
    }

    /// <summary>The newest tick from this one on that has a command, with one for each tick between.</summary>
    private Tick NewestCommand(Tick from)
    {
        while (_commands.TryGet(from.Next, out _))
            from = from.Next;
        return from;
    }

    private CorrectionReason ReasonOf(in SnapshotHeader header, ReadOnlySpan<long> values)
    {
        if (IsNew(header.Refused, header.Tick))
            return CorrectionReason.CommandRefused;
        if (IsNew(header.Missed, header.Tick))
            return CorrectionReason.MissedInput;
        if (IsNew(header.Pushed, header.Tick) || _ring.HasMet(_confirmed, header.Tick))
            return CorrectionReason.Push;
        if (IsNew(header.ModeActed, header.Tick))
            return CorrectionReason.ModeEvent;
        if (HasOtherIntent(header.Tick, values))
            return CorrectionReason.MissedInput;

        Unexplained += header.Tick.Since(_confirmed) > SnapshotHeader.OldestAct ? 0 : 1;
        return CorrectionReason.LostSnapshot;
    }

    /// <summary>Whether an act is one that no snapshot before has told of.</summary>
    private bool IsNew(Tick act, Tick now) => act != default && act.IsNewerThan(_confirmed) && !act.IsNewerThan(now);

    private bool HasOtherIntent(Tick tick, ReadOnlySpan<long> values)
    {
        var predicted = _ring.Of(tick);
        foreach (var index in _intent)
        {
            if (predicted[index] != values[index])
                return true;
        }

        return false;
    }

    private void PlaceBodies(ReplicaPicture picture)
    {
        if (!_world.MeetsBodies)
            return;

        var count = 0;
        foreach (ref readonly var entity in picture.Entities)
        {
            if (entity.IsOwn || entity.Kind is not (EntityKind.Avatar or EntityKind.Creature) || _world.Schema[entity.Kind] is not { } kind)
                continue;

            var values = picture.ValuesOf(in entity);
            if (kind.X < 0 || kind.Y < 0 || (_health[(int)entity.Kind] is >= 0 and var health && values[health] <= 0))
                continue;

            if (count == _bodies.Length)
                Array.Resize(ref _bodies, count * 2);
            _bodies[count++] = new FixedVector(new Fixed(unchecked((int)values[kind.X])), new Fixed(unchecked((int)values[kind.Y])));
        }

        _world.PlaceBodies(_bodies.AsSpan(0, count));
    }

    private static bool TryFindOwn(ReplicaPicture picture, out ReplicaEntity own)
    {
        foreach (ref readonly var entity in picture.Entities)
        {
            if (entity.IsOwn)
            {
                own = entity;
                return true;
            }
        }

        own = default;
        return false;
    }

    private FixedVector PlaceOf(ReadOnlySpan<long> values) =>
        _kind.X < 0 || _kind.Y < 0 || values.IsEmpty ? default : new(new Fixed(unchecked((int)values[_kind.X])), new Fixed(unchecked((int)values[_kind.Y])));
}
