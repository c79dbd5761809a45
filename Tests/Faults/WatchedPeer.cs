using System.Buffers.Binary;
using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing.Mutants;

namespace Ecs.Tests.Faults;

/// <summary>The server's end of one connection, with ears.</summary>
internal sealed class WatchedPeer(FaultRun run, Connection connection, Peer inner) : Peer
{
    private Tick _sentTick;

    public Connection Connection => connection;

    public Pass? Hearing { get; set; }

    public override IPAddress? Source => inner.Source;

    public override TimeSpan SilentFor => inner.SilentFor;

    public override bool IsLoopback => inner.IsLoopback;

    public override string Address => inner.Address;

    public override int RoundTripMilliseconds => inner.RoundTripMilliseconds;

    public override int Unacknowledged => inner.Unacknowledged;

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
        if (MessageCodec.TryDecode(packet, out SnapshotPart part) == ReadFault.None && part.Index == 0 && TryReadHeader(part.Body.Span, out var header))
        {
            run.States.Keep(run.Room.View);
            connection.KeepHeader(part.Tick, header);
        }
    }

    private void Judge(Lane lane, ReadOnlyMemory<byte> message, Delivery? delivery)
    {
        if (lane == Lane.Stream
            && MessageCodec.TryDecode(message, out SnapshotPart part) == ReadFault.None
            && part.Index == 0)
        {
            JudgeRate(part.Tick);
        }
        else if (lane == Lane.Control)
        {
            connection.Down.Say(message.Span);
        }

        run.Trace(connection, 2, lane, message.Span);
        if (delivery is null)
            inner.Send(lane, message.Span);
        else
            inner.Send(message.Span, delivery);
    }

    private void JudgeRate(Tick tick)
    {
        var now = run.Server.Clock.Ticks;
        var since = now - connection.SnapshotSentAt;
        if (connection.SnapshotSentAt >= 0 && since < run.Room.Options.SnapshotDivisor)
            throw new FaultException("send-rate", $"{connection.Number} gets snapshot {tick} only {since} ticks after {_sentTick}");

        (connection.SnapshotSentAt, _sentTick) = (now, tick);
    }

    /// <summary>The head of a snapshot as docs/protocol.md draws it, nearly all of whole bytes.</summary>
    private static bool TryReadHeader(ReadOnlySpan<byte> body, out SnapshotHeader header)
    {
        header = default;
        if (body.Length < 24)
            return false;

        header = new SnapshotHeader
        {
            Tick = new(BinaryPrimitives.ReadUInt32LittleEndian(body)),
            Confirmed = new(BinaryPrimitives.ReadUInt32LittleEndian(body[4..])),
            Margin = (sbyte)body[8],
            Late = BinaryPrimitives.ReadUInt16LittleEndian(body[9..]),
            ClockTicks = BinaryPrimitives.ReadUInt32LittleEndian(body[11..]),
            OwnEntity = new(BinaryPrimitives.ReadUInt64LittleEndian(body[15..])),
            Cut = (body[23] & 1) != 0,
        };
        return true;
    }
}
