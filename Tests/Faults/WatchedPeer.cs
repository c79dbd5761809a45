using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing.Mutants;

namespace Ecs.Tests.Faults;

/// <summary>The server's end of one connection, with ears.</summary>
internal sealed class WatchedPeer(FaultRun run, Connection connection, Peer inner) : Peer
{
    private const int ShortPath = 64;

    private readonly SendRecords _sent = new(run, connection);

    public Connection Connection => connection;

    public Pass? Hearing { get; set; }

    public override IPAddress? Source => inner.Source;

    public override TimeSpan SilentFor => inner.SilentFor;

    public override bool IsLoopback => inner.IsLoopback;

    public override string Address => inner.Address;

    /// <summary>Some paths are so short that the first snapshots have several parts.</summary>
    public override int PathBytes { get => run.Plan.Seed % 3 == 1 ? ShortPath : Limits.LongestPath; set => _ = value; }

    public override int RoundTripMilliseconds => inner.RoundTripMilliseconds;

    public override int Unacknowledged => inner.Unacknowledged;

    /// <summary>As a transport would count it that sends everything once.</summary>
    public override PeerTraffic Traffic => _sent.Traffic;

    public override void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        var bytes = message.ToArray();
        if (lane == Lane.Stream)
            Keep(bytes);

        run.Mutant.ServerSends(connection, lane, bytes, (on, said) => Judge(on, said, null));
    }

    public override void Send(ReadOnlySpan<byte> message, Delivery delivery) =>
        run.Mutant.ServerSends(connection, Lane.Control, message.ToArray(), (lane, said) => Judge(lane, said, delivery));

    public override void Close(ReadOnlySpan<byte> farewell) => inner.Close(farewell);

    private void Keep(byte[] packet)
    {
        if (SnapshotPart.TryRead(packet, run.Room.World.Tick, out var part) != ReadFault.None || part.Index > 0
            || connection.Session is not { } session || session.Encoder is not { } encoder)
        {
            return;
        }

        var told = new ReplicaPicture();
        encoder.CopyNewest(told);
        var waiting = encoder.Waiting;
        run.Mutant.Replicate(run, connection, in part, ref told, ref waiting);
        connection.Keep(told);
        new Truth(run, session.Seat).Hold(told, waiting == 0);
    }

    private void Judge(Lane lane, ReadOnlyMemory<byte> message, Delivery? delivery)
    {
        if (lane == Lane.Control)
            connection.Down.Say(message.Span);

        _sent.Judge(lane, message);
        run.Trace(connection, 2, lane, message.Span);
        if (delivery is null)
            inner.Send(lane, message.Span);
        else
            inner.Send(message.Span, delivery);
    }
}
