using Ecs.Protocol;
using Ecs.Protocol.Snapshots;
using Ecs.Tests.Faults;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>Rewrites the parts of snapshots that pass on one side.</summary>
internal abstract class SnapshotMutant : Mutant
{
    protected static bool TryRead(Connection to, ReadOnlyMemory<byte> message, out SnapshotPart part)
    {
        part = default;
        return SnapshotPart.TryRead(message, to.Session?.Room?.World.Tick ?? default, out part) == ReadFault.None;
    }

    protected static void Pass(in SnapshotPart part, Pass next)
    {
        var packet = new byte[Limits.StreamBytes];
        next(Lane.Stream, packet.AsMemory(0, part.Write(packet)));
    }

    /// <summary>The part with one bit of its body the other way round.</summary>
    protected static void PassFlipped(in SnapshotPart part, int bit, Pass next)
    {
        var body = part.Body.ToArray();
        body[bit / 8] ^= (byte)(1 << bit % 8);
        Pass(part with { Body = body }, next);
    }

    /// <summary>Where in the body the lead of confirmed commands and the own entity stand, as docs/protocol.md draws it; -1 where they do not.</summary>
    protected static (int Lead, int Own) FindHeader(in SnapshotPart part)
    {
        if (part.Index > 0 || (part.Flags & SnapshotFlags.Header) == 0)
            return (-1, -1);

        var body = part.Body.Span;
        var at = 0;
        if ((part.Flags & SnapshotFlags.Whole) == 0)
        {
            var ones = 0;
            while (Bit(body, at++))
                ones++;
            at += 2 + ones;
        }

        var (lead, late, clock, own) = (Bit(body, at), Bit(body, at + 1), Bit(body, at + 2), Bit(body, at + 3));
        at += 4;
        var behind = at + (lead ? 8 : 0) + (late ? 16 : 0) + (clock ? 32 : 0);
        return (lead ? at : -1, own ? behind : -1);
    }

    private static bool Bit(ReadOnlySpan<byte> body, int at) => (body[at / 8] >> at % 8 & 1) != 0;
}

/// <summary>The later parts of a snapshot are those of the one before it.</summary>
internal sealed class PartOfAnotherTick : SnapshotMutant
{
    private readonly Dictionary<int, byte[]> _last = [];

    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (TryRead(to, message, out var part) && part.Index > 0)
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
        if (!TryRead(to, message, out var part) || part.Count == 1 || part.Index < part.Count - 1)
            next(lane, message);
    }
}

/// <summary>The server confirms a command that it has not got: an acknowledgement of one that was lost is believed.</summary>
internal sealed class LostCommandConfirmed : SnapshotMutant
{
    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (TryRead(to, message, out var part) && FindHeader(in part).Lead is >= 0 and var lead && to.Session?.Seat is { } seat && seat.Inputs.Missed > 20)
        {
            PassFlipped(part, lead + 1, next);
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
        if (TryRead(to, message, out var part) && FindHeader(in part).Own is >= 0 and var own && to.Client is { Watches: false })
        {
            PassFlipped(part, own, next);
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
        if (!TryRead(to, message, out var part) || part.Tick.Value % 4 < 2)
            next(lane, message);
    }
}
