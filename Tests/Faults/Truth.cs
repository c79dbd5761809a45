using Ecs.Protocol.Replicas;
using Ecs.Server.Rooms;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Faults;

/// <summary>
/// What a client is told is what the world is, as near as the quanta of its fields allow; it is all that the client may see, and nothing
/// else.
/// </summary>
internal readonly struct Truth
{
    private readonly TrueWorld _world;
    private readonly ReplicaSchema _schema;
    private readonly PlayerSlot _slot;
    private readonly TrueEntity? _own;
    private readonly long _sight;

    /// <param name="run">As it is now.</param>
    /// <param name="seat">The client's; null for a spectator.</param>
    public Truth(FaultRun run, Seat? seat)
    {
        _world = run.World;
        _schema = run.Room.World.ReplicaSchema;
        _slot = seat?.Slot ?? PlayerSlot.None;
        _own = seat is null ? null : _world.Entities.GetValueOrDefault(seat.Avatar);
        _sight = run.Room.World.Rules.SightRadius?.Raw ?? 0;
    }

    /// <param name="told">To the client, of this tick.</param>
    /// <param name="isAll">Whether nothing waits to be told.</param>
    public void Hold(ReplicaPicture told, bool isAll)
    {
        var known = new HashSet<EntityId>();
        foreach (ref readonly var entity in told.Entities)
        {
            if (!known.Add(entity.Id))
                throw new FaultException("snapshot-truth", $"{entity.Kind} {entity.Id} is told of twice at tick {told.Tick}");
            if (_world.Entities.TryGetValue(entity.Id, out var truth))
                Hold(told, in entity, truth, isAll);
            else if (isAll)
                throw new FaultException("snapshot-truth", $"{entity.Kind} {entity.Id} is told of at tick {told.Tick} and is not there");
        }

        if (isAll)
            HoldAll(told, known);
    }

    /// <summary>Whether this client is to be told of something.</summary>
    public bool MaySee(TrueEntity truth) => MaySee(truth, _sight);

    /// <summary>Nothing that this client may see is missing.</summary>
    private void HoldAll(ReplicaPicture told, HashSet<EntityId> known)
    {
        foreach (var (id, truth) in _world.Entities)
        {
            if (!known.Contains(id) && MaySee(truth))
                throw new FaultException("near-hidden", $"{truth.Kind} {id} of interest {truth.Interest} is not told of at tick {told.Tick}, {At(truth)}");
        }
    }

    private void Hold(ReplicaPicture told, in ReplicaEntity entity, TrueEntity truth, bool isAll)
    {
        if (isAll && !MaySee(truth, _sight + (_sight / 10)))
            throw new FaultException("far-told", $"{truth.Kind} {entity.Id} of interest {truth.Interest} is told of at tick {told.Tick}, {At(truth)}");
        if (entity.Nearness > NearnessOf(truth))
            throw new FaultException("secret", $"{truth.Kind} {entity.Id} of seat {truth.Owner}, team {truth.Team}, is told of as {entity.Nearness} at tick {told.Tick} to seat {_slot.Value}, team {_own?.Team}");
        if (entity.IsOwn != (truth == _own))
            throw new FaultException("own-avatar", $"{truth.Kind} {entity.Id} at tick {told.Tick} is told of as {(entity.IsOwn ? "the own one" : "another")}");
        if (isAll)
            HoldValues(told, in entity, truth);
    }

    private void HoldValues(ReplicaPicture told, in ReplicaEntity entity, TrueEntity truth)
    {
        var kind = _schema[entity.Kind]!;
        var said = told.ValuesOf(in entity);
        for (var index = 0; index < kind.Fields.Length; index++)
        {
            var field = kind.Fields[index];
            if (field.Audience > entity.Nearness)
            {
                if (said[index] != 0)
                    throw new FaultException("secret", $"{field.FullName} of {entity.Kind} {entity.Id} is told at tick {told.Tick}");
                continue;
            }

            if (field.Audience > Audience.Everybody && field.Audience > NearnessOf(truth))
                throw new FaultException("secret", $"{field.FullName} of {entity.Kind} {entity.Id} is told at tick {told.Tick}");

            var most = entity.IsOwn ? 0 : field.Predictor == Predictor.Flies ? 2 * field.Quantum : (field.Quantum + 1) / 2;
            var apart = field.IsAngle ? Math.Abs((short)(said[index] - truth.Values[index])) : Math.Abs(said[index] - truth.Values[index]);
            if (apart > most)
                throw new FaultException("snapshot-truth", $"{field.FullName} of {entity.Kind} {entity.Id} is {truth.Values[index]} at tick {told.Tick}, told is {said[index]}");
        }
    }

    /// <summary>Whether this client may see something as far away as that.</summary>
    private bool MaySee(TrueEntity truth, long sight)
    {
        if (truth == _own)
            return true;
        if (truth.Interest == Interest.Never)
            return !_slot.IsNone && truth.Owner == _slot.Value;
        if (_sight == 0 || _own is null || truth.Interest == Interest.Always || (truth.Interest == Interest.Team && truth.Team != 0 && truth.Team == _own.Team))
            return true;

        var (x, y) = (truth.X - _own.X, truth.Y - _own.Y);
        return (x * x) + (y * y) <= sight * sight;
    }

    /// <summary>The most private audience that this client belongs to.</summary>
    private Audience NearnessOf(TrueEntity truth) =>
        !_slot.IsNone && truth.Owner == _slot.Value ? Audience.Owner
        : truth.Team != 0 && truth.Team == _own?.Team ? Audience.Team
        : Audience.Everybody;

    private string At(TrueEntity truth) =>
        _own is null ? "by a spectator" : $"{Math.Sqrt(Math.Pow(truth.X - _own.X, 2) + Math.Pow(truth.Y - _own.Y, 2)) / 4096:F2} units away";
}
