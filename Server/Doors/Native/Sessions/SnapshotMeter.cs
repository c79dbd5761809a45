using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>What the snapshots of one client have cost so far, and what of its connection's bytes was anything else.</summary>
internal sealed class SnapshotMeter(IReadOnlyList<string> components)
{
    private static readonly string[] CauseNames = ["snapshot header", "enter", "update", "leave"];

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

    public void Note(int bodyBytes, int datagrams)
    {
        Snapshots++;
        BodyBytes += bodyBytes;
        Datagrams += datagrams;
    }

    /// <summary>Adds this client's bytes; the causes are exactly what the connection sent.</summary>
    public void Share(in PeerTraffic traffic, TrafficShares shares)
    {
        var told = 0L;
        for (var cause = SnapshotCause.Enter; cause <= SnapshotCause.Leave; cause++)
            told += AddCause(shares, cause, Spending.Causes[(int)cause] / 8);

        // What fills the last byte of a body, and what was cut off above, is the header's.
        AddCause(shares, SnapshotCause.Header, BodyBytes - told);
        var heads = Datagrams * (Limits.OuterHeadBytes + Limits.DatagramHeadBytes + SnapshotPart.HeadBytes);
        shares.AddCause("datagrams", heads);
        shares.AddCause("control and transport", BytesOf(in traffic) - BodyBytes - heads);
        for (var index = 0; index < components.Count; index++)
            shares.AddComponent(components[index], Spending.Components[index] / 8);
    }

    private static long AddCause(TrafficShares shares, SnapshotCause cause, long bytes)
    {
        shares.AddCause(CauseNames[(int)cause], bytes);
        return bytes;
    }
}
