using System.Buffers.Binary;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Tests.Faults;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>Rewrites the parts of snapshots that pass on one side.</summary>
internal abstract class SnapshotMutant : Mutant
{
    private readonly PacketBuffer _buffer = new();

    protected static bool TryRead(ReadOnlyMemory<byte> message, out SnapshotPart part) =>
        MessageCodec.TryDecode(message, out part) == ReadFault.None;

    protected void Pass(in SnapshotPart part, Pass next)
    {
        MessageCodec.Encode(part, _buffer);
        next(Lane.Stream, _buffer.Span.ToArray());
    }

    /// <summary>The first part with another value in the 32 bits at this byte of the body.</summary>
    protected void PassChanged(in SnapshotPart part, int at, Func<uint, uint> change, Pass next)
    {
        var body = part.Body.ToArray();
        var span = body.AsSpan(at);
        BinaryPrimitives.WriteUInt32LittleEndian(span, change(BinaryPrimitives.ReadUInt32LittleEndian(span)));
        Pass(part with { Body = body }, next);
    }
}

/// <summary>The later parts of a snapshot are those of the one before it.</summary>
internal sealed class PartOfAnotherTick : SnapshotMutant
{
    private readonly Dictionary<int, byte[]> _last = [];

    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (TryRead(message, out var part) && part.Index > 0)
        {
            var mine = part.Body.ToArray();
            Pass(part with { Body = _last.GetValueOrDefault(to.Number, mine) }, next);
            _last[to.Number] = mine;
            return;
        }

        next(lane, message);
    }
}

/// <summary>The last part of a snapshot that has several is never sent.</summary>
internal sealed class LastPartDropped : SnapshotMutant
{
    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (!TryRead(message, out var part) || part.Count == 1 || part.Index < part.Count - 1)
            next(lane, message);
    }
}

/// <summary>A snapshot that was overtaken is shown all the same, as if it were the newest.</summary>
internal sealed class OlderSnapshotShown : SnapshotMutant
{
    public override void ClientHears(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (TryRead(message, out var part) && part.Count == 1 && to.Game is { IsInRoom: true } game && game.Snapshot.Tick.IsNewerThan(part.Tick))
        {
            var newer = game.Snapshot.Tick.Next;
            PassChanged(part with { Tick = newer }, 0, _ => newer.Value, next);
            return;
        }

        next(lane, message);
    }
}

/// <summary>The server confirms a command that it has not got: an acknowledgement of one that was lost is believed.</summary>
internal sealed class LostCommandConfirmed : SnapshotMutant
{
    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (TryRead(message, out var part) && part.Index == 0 && to.Session?.Seat is { } seat && seat.Inputs.Missed > 20)
        {
            PassChanged(part, 4, static confirmed => confirmed + 3, next);
            return;
        }

        next(lane, message);
    }
}

/// <summary>What the client reads is not its own avatar.</summary>
internal sealed class AvatarOfAnother : SnapshotMutant
{
    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (TryRead(message, out var part) && part.Index == 0 && part.Tick.Value % 64 == 0 && to.Client is { Watches: false })
        {
            PassChanged(part, 15, static entity => entity + 1, next);
            return;
        }

        next(lane, message);
    }
}

/// <summary>Snapshots go out at twice the rate.</summary>
internal sealed class SnapshotsTooOften : SnapshotMutant
{
    private long _told;

    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        next(lane, message);
        if (lane == Lane.Stream && ++_told % 50 == 0)
            next(lane, message);
    }
}

/// <summary>Every other snapshot is left out, though the server has time.</summary>
internal sealed class SnapshotsTooRare : SnapshotMutant
{
    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (!TryRead(message, out var part) || part.Tick.Value % 4 < 2)
            next(lane, message);
    }
}
