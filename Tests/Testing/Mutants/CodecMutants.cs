using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Tests.Faults;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>What is gone stays in the views that it was in for a while.</summary>
internal sealed class DeadStayInView : FaultyReplication
{
    private const int Ticks = 40;

    private readonly Dictionary<EntityId, (Replica Replica, int Left)> _known = [];
    private readonly HashSet<EntityId> _gone = [];

    protected override void Alter(List<Replica> world)
    {
        _gone.Clear();
        _gone.UnionWith(_known.Keys);
        foreach (var replica in world)
        {
            _known[replica.Id] = (replica, Ticks);
            _gone.Remove(replica.Id);
        }

        foreach (var id in _gone.OrderBy(static id => id.Value))
        {
            var (replica, left) = _known[id];
            _known[id] = (replica, left - 1);
            if (left > 0)
                world.Add(replica);
            else
                _known.Remove(id);
        }
    }

    protected override void Choose(FaultRun run, Connection to, ReadOnlySpan<ViewEntry> held, List<Sighting> seen)
    {
        foreach (ref readonly var entry in held)
        {
            var id = new EntityId(States[entry.Lane]!.Rows[entry.Place].Id);
            if (entry.Lane != ReplicaCodes.OwnLane && _gone.Contains(id))
                Add(seen, id);
        }
    }
}

/// <summary>Some entities never enter anybody's view.</summary>
internal sealed class NewcomerNotTold : FaultyReplication
{
    protected override void Choose(FaultRun run, Connection to, ReadOnlySpan<ViewEntry> held, List<Sighting> seen) =>
        seen.RemoveAll(sighting => sighting.Lane != ReplicaCodes.OwnLane && Id(sighting).Value % 7 == 3);
}

/// <summary>A field keeps the value that it had first.</summary>
internal sealed class FieldStandsStill : FaultyReplication
{
    private readonly Dictionary<EntityId, long> _first = [];

    protected override void Alter(List<Replica> world)
    {
        foreach (var replica in world)
        {
            var field = States.Codes.Schema[replica.Kind]!.IndexOf("Beacon.Orders");
            if (field < 0)
                continue;

            _first.TryAdd(replica.Id, replica.Values[field]);
            replica.Values[field] = _first[replica.Id];
        }
    }
}

/// <summary>Two entities of a kind have each other's places.</summary>
internal sealed class PlacesChangedOver : FaultyReplication
{
    protected override void Alter(List<Replica> world)
    {
        var two = world.Where(static replica => replica.Kind == EntityKind.Creature).OrderBy(static replica => replica.Id.Value).Take(2).ToArray();
        if (two.Length == 2 && States.Codes.Schema[EntityKind.Creature]!.X is >= 0 and var x)
            (two[0].Values[x], two[1].Values[x]) = (two[1].Values[x], two[0].Values[x]);
    }
}

/// <summary>Whatever flies is told of where it will be a tick later.</summary>
internal sealed class FlightOffByOne : FaultyReplication
{
    protected override void Alter(List<Replica> world)
    {
        foreach (var replica in world)
        {
            var fields = States.Codes.Schema[replica.Kind]!.Fields;
            for (var index = 0; index < fields.Length && replica.Kind == EntityKind.Bullet; index++)
                replica.Values[index] += fields[index].Predictor == Predictor.Flies ? replica.Values[fields[index].By] : 0;
        }
    }
}

/// <summary>Whatever was sent counts as received: the next difference starts from it.</summary>
internal sealed class DifferenceFromWhatWasSent : FaultyReplication
{
    protected override Tick HeardOf(FaultRun run, Connection to, SnapshotEncoder encoder) => encoder.NewestSent;
}

/// <summary>What another client says it has counts for this one.</summary>
internal sealed class AcknowledgementOfAnother : FaultyReplication
{
    protected override Tick HeardOf(FaultRun run, Connection to, SnapshotEncoder encoder)
    {
        foreach (var other in run.Connections)
        {
            if (other != to && other.Client is { } client && client.Connection == other && other.Session is { } session && session.AcknowledgedSnapshot != default)
                return session.AcknowledgedSnapshot;
        }

        return base.HeardOf(run, to, encoder);
    }
}

/// <summary>Whoever has a snapshot counts as having the next one as well.</summary>
internal sealed class LostSnapshotBelieved : FaultyReplication
{
    protected override Tick HeardOf(FaultRun run, Connection to, SnapshotEncoder encoder)
    {
        var heard = base.HeardOf(run, to, encoder);
        return heard == default ? heard : heard + run.Room.Options.SnapshotDivisor;
    }
}

/// <summary>What a difference should lead to is never said.</summary>
internal sealed class ProofMissing : FaultyReplication
{
    protected override bool Proves => false;
}

/// <summary>Proofs are not of what was said.</summary>
internal sealed class ProofWrong : SnapshotMutant
{
    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (lane == Lane.Stream && TryRead(to, message, out var part) && part.Count == 1 && (part.Flags & SnapshotFlags.Proof) != 0)
            PassFlipped(part, (8 * part.Body.Length) - 16, next);
        else
            next(lane, message);
    }
}

/// <summary>Whoever has not answered yet is told everything with each turn.</summary>
internal sealed class JoinNotPaced : FaultyReplication
{
    public override void AfterServer(FaultRun run)
    {
        if (run.Server.Clock.Ticks % run.Room.Options.SnapshotDivisor == 0)
            TellAgain(run, connection => connection.Acknowledged == default && run.Server.Clock.Ticks - connection.SnapshotSentAt == run.Room.Options.SnapshotDivisor);
    }
}

/// <summary>What there is to tell is told, however much it is.</summary>
internal sealed class BudgetIgnored : FaultyReplication
{
    protected override bool IsBoundless => true;

    protected override void Choose(FaultRun run, Connection to, ReadOnlySpan<ViewEntry> held, List<Sighting> seen)
    {
        var seat = to.Session!.Seat;
        var truth = new Truth(run, seat);
        foreach (var (id, entity) in run.World.Entities)
        {
            if (id != seat?.Avatar && truth.MaySee(entity))
                Add(seen, id);
        }
    }
}
