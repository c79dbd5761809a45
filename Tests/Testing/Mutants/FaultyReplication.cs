using System.Runtime.InteropServices;
using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Tests.Faults;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>
/// A server's replication with a fault in it: it reads the world, decides and encodes anew, with states and encoders of its own, and what it
/// makes goes out in place of what the server made. The plain one differs in nothing that a client could tell.
/// </summary>
internal abstract class FaultyReplication : SnapshotMutant
{
    /// <summary>Bytes that its bodies may be longer than those of the server: entities have other places.</summary>
    private const int Slack = 4;

    private readonly Dictionary<int, Receiver> _receivers = [];
    private readonly SightingMarks _marks = new();
    private readonly List<Sighting> _seen = [];
    private readonly List<Replica> _world = [];
    private ReplicaStates? _states;

    protected ReplicaStates States => _states!;

    /// <summary>Whether its bodies may be as long as they like.</summary>
    protected virtual bool IsBoundless => false;

    protected virtual bool Proves => true;

    public override void Replicate(FaultRun run, Connection to, in SnapshotPart part, ref ReplicaPicture told, ref int waiting)
    {
        var receiver = ReceiverOf(run, to);
        if ((part.Flags & SnapshotFlags.Whole) != 0)
            receiver.Encoder.Reset();
        receiver.Told.Clear();
        foreach (ref readonly var entity in told.Entities)
            receiver.Told.Add(entity.Id);

        receiver.Length = IsBoundless ? Limits.SnapshotBodyBytes : Math.Max(48, (part.Count * part.Body.Length) + Slack);
        told = Tell(run, to, receiver, told.Header, (part.Flags & SnapshotFlags.Proof) != 0 && Proves);
        waiting += receiver.Encoder.Waiting;
    }

    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (lane != Lane.Stream || !TryRead(to, message, out var part) || !_receivers.TryGetValue(to.Number, out var receiver))
        {
            next(lane, message);
            return;
        }

        receiver.Next = next;
        if (part.Index == 0)
            Send(to, receiver, part.Tick);
    }

    /// <summary>Changes what it takes the world for.</summary>
    protected virtual void Alter(List<Replica> world)
    {
    }

    /// <summary>Changes what a client is shown.</summary>
    /// <param name="run">As it is.</param>
    /// <param name="to">The client.</param>
    /// <param name="held">What the client has in view.</param>
    /// <param name="seen">What the server would show.</param>
    protected virtual void Choose(FaultRun run, Connection to, ReadOnlySpan<ViewEntry> held, List<Sighting> seen)
    {
    }

    /// <summary>Changes who it takes a client for.</summary>
    protected virtual Audiences See(FaultRun run, Connection to, Audiences audiences) => audiences;

    /// <summary>The snapshot that it believes a client to have.</summary>
    protected virtual Tick HeardOf(FaultRun run, Connection to, SnapshotEncoder encoder) => to.Session!.AcknowledgedSnapshot;

    /// <summary>Says something of its own between two turns of the server.</summary>
    protected void TellAgain(FaultRun run, Func<Connection, bool> isWanted)
    {
        foreach (var connection in run.Connections)
        {
            if (_receivers.TryGetValue(connection.Number, out var receiver) && receiver.Next is not null
                && connection.Session is { State: NativeState.InRoom } && isWanted(connection))
            {
                receiver.Encoder.Reset();
                connection.Keep(Tell(run, connection, receiver, receiver.Header with { Tick = run.Room.World.Tick }, proves: true));
                Send(connection, receiver, run.Room.World.Tick);
            }
        }
    }

    protected void Add(List<Sighting> seen, EntityId id)
    {
        for (byte lane = 0; lane < ReplicaCodes.OwnLane; lane++)
        {
            if (States[lane]?.PlaceOf(id) is >= 0 and var place && !seen.Exists(other => Id(other) == id))
                seen.Add(new Sighting(lane, place, 0));
        }
    }

    protected EntityId Id(Sighting sighting) => new(States[sighting.Lane]!.Rows[sighting.Place].Id);

    private static void Send(Connection to, Receiver receiver, Tick tick)
    {
        var path = to.Peer!.PathBytes;
        for (var index = 0; index < SnapshotParts.CountOf(receiver.Body.Length, path); index++)
            Pass(SnapshotParts.Cut(receiver.Flags, tick, receiver.Body, index, path), receiver.Next!);
    }

    private ReplicaPicture Tell(FaultRun run, Connection to, Receiver receiver, SnapshotHeader header, bool proves)
    {
        Share(run);
        receiver.Header = header;
        var seat = to.Session!.Seat;
        var own = seat is null ? null : run.World.Entities.GetValueOrDefault(seat.Avatar);
        var audiences = new Audiences(seat?.Slot ?? PlayerSlot.None, own?.Team ?? 0, own?.X ?? 0, own?.Y ?? 0);
        _seen.Clear();
        if (own is not null && States[ReplicaCodes.OwnLane]!.PlaceOf(seat!.Avatar) is >= 0 and var place)
            _seen.Add(new Sighting(ReplicaCodes.OwnLane, place, 0));
        foreach (var id in receiver.Told)
            Add(_seen, id);
        Choose(run, to, receiver.Encoder.Newest, _seen);

        receiver.Encoder.Acknowledge(HeardOf(run, to, receiver.Encoder));
        var body = new byte[receiver.Length];
        var length = receiver.Encoder.Encode(in header, CollectionsMarshal.AsSpan(_seen), See(run, to, audiences), body, proves, true, out var flags);
        if (length > 0)
            (receiver.Body, receiver.Flags) = (body.AsMemory(0, length), flags);
        var told = new ReplicaPicture();
        receiver.Encoder.CopyNewest(told);
        return told;
    }

    private void Share(FaultRun run)
    {
        var world = run.Room.World;
        _states ??= new ReplicaStates(new ReplicaCodes(world.ReplicaSchema));
        if (_states.Tick == world.Tick)
            return;

        _states.ClearOwners();
        foreach (var connection in run.Connections)
        {
            if (connection.Session?.Seat is { } seat)
                _states.AddOwner(seat.Slot);
        }

        _world.Clear();
        foreach (var (id, entity) in run.World.Entities)
            _world.Add(new Replica(entity.Kind, id, entity.Interest, [.. entity.Values]));
        Alter(_world);
        _states.Begin(world.Tick);
        foreach (var replica in _world)
            _states.Take(replica.Kind, replica.Id, replica.Interest, replica.Values);
        _states.End();
    }

    private Receiver ReceiverOf(FaultRun run, Connection to)
    {
        Share(run);
        if (!_receivers.TryGetValue(to.Number, out var receiver))
            _receivers.Add(to.Number, receiver = new Receiver(new SnapshotEncoder(States, _marks, new SnapshotSpending(States.Codes.Components.Count))));
        return receiver;
    }

    /// <summary>An entity as the world is taken for.</summary>
    protected sealed record Replica(EntityKind Kind, EntityId Id, Interest Interest, long[] Values);

    private sealed class Receiver(SnapshotEncoder encoder)
    {
        public SnapshotEncoder Encoder => encoder;

        /// <summary>What the server tells it of.</summary>
        public List<EntityId> Told { get; } = [];

        public SnapshotHeader Header { get; set; }

        public int Length { get; set; }

        public ReadOnlyMemory<byte> Body { get; set; }

        public SnapshotFlags Flags { get; set; }

        public Pass? Next { get; set; }
    }
}
