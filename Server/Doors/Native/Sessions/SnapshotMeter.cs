using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>What the snapshots of one client have cost so far, and what of its connection's bytes was anything else.</summary>
internal sealed class SnapshotMeter(IReadOnlyList<string> components)
{
    private const string Rest = "control and transport";

    private static readonly string[] CauseNames = ["snapshot header", "enter", "update", "leave"];

    private long _repeatedBytes;
    private long _headBytes;

    /// <summary>Bits of the bodies.</summary>
    public SnapshotSpending Spending { get; } = new(components.Count);

    /// <summary>Snapshots sent.</summary>
    public long Snapshots { get; private set; }

    /// <summary>Datagrams that these took.</summary>
    public long Datagrams { get; private set; }

    /// <summary>Bytes of their bodies.</summary>
    public long BodyBytes { get; private set; }

    /// <summary>Bytes of a connection on the wire.</summary>
    public static long BytesOf(in PeerTraffic traffic) => traffic.BytesOut + (traffic.PacketsOut * Limits.OuterHeadBytes);

    /// <summary>Adds the bytes of a client that is in no room yet.</summary>
    public static void ShareRest(in PeerTraffic traffic, TrafficShares shares) => shares.AddCause(Rest, 8 * BytesOf(traffic));

    /// <summary>A snapshot was sent.</summary>
    /// <param name="bodyBytes">Of all of it.</param>
    /// <param name="datagrams">That it took.</param>
    /// <param name="isNew">Whether <see cref="Spending"/> has it; else it was sent once more.</param>
    public void Note(int bodyBytes, int datagrams, bool isNew)
    {
        if (!Spending.Counts)
            return;

        Snapshots++;
        BodyBytes += bodyBytes;
        Datagrams += datagrams;
        _repeatedBytes += isNew ? 0 : bodyBytes;
        _headBytes += SnapshotParts.HeadBytesOf(datagrams);
    }

    /// <summary>Adds this client's bits; the causes are exactly what the connection sent.</summary>
    /// <remarks>What shares a datagram with a snapshot pays for itself and for being beside it: the datagram's head is the snapshot's.</remarks>
    public void Share(in PeerTraffic traffic, TrafficShares shares)
    {
        var told = 0L;
        for (var cause = SnapshotCause.Enter; cause <= SnapshotCause.Leave; cause++)
            told += AddCause(shares, cause, Spending.Causes[(int)cause]);

        // What fills the last byte of a body is the header's.
        AddCause(shares, SnapshotCause.Header, (8 * (BodyBytes - _repeatedBytes)) - told);
        shares.AddCause("repeated", 8 * _repeatedBytes);
        shares.AddCause("datagrams", 8 * _headBytes);

        // A carrier that does not count carries nothing else as far as anybody knows.
        shares.AddCause(Rest, traffic.IsKnown ? 8 * (BytesOf(traffic) - BodyBytes - _headBytes) : 0);
        for (var index = 0; index < components.Count; index++)
            shares.AddComponent(components[index], Spending.Components[index]);
    }

    private static long AddCause(TrafficShares shares, SnapshotCause cause, long bits)
    {
        shares.AddCause(CauseNames[(int)cause], bits);
        return bits;
    }
}
