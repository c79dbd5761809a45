using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>What the snapshots of one client have cost so far, and what of its connection's bytes was anything else.</summary>
internal sealed class SnapshotMeter(IReadOnlyList<string> components)
{
    /// <summary>Heads of IPv4 and UDP.</summary>
    public const int DatagramBytes = 28;

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
    public static long BytesOf(in PeerTraffic traffic) => traffic.BytesOut + (traffic.PacketsOut * DatagramBytes);

    public void Note(int bodyBytes, int datagrams)
    {
        Snapshots++;
        BodyBytes += bodyBytes;
        Datagrams += datagrams;
    }

    /// <summary>Adds this client's bytes; the causes are exactly what the connection sent.</summary>
    public void Share(in PeerTraffic traffic, TrafficShares shares)
    {
        var rest = BytesOf(in traffic);
        for (var cause = SnapshotCause.Enter; cause <= SnapshotCause.Leave; cause++)
            rest -= AddCause(shares, cause, Spending.Causes[(int)cause] / 8);

        // What fills the last byte of a body, and what was cut off above, is the header's.
        var told = (Spending.Causes[(int)SnapshotCause.Enter] / 8) + (Spending.Causes[(int)SnapshotCause.Update] / 8) + (Spending.Causes[(int)SnapshotCause.Leave] / 8);
        rest -= AddCause(shares, SnapshotCause.Header, BodyBytes - told);
        var heads = Datagrams * (DatagramBytes + Limits.DatagramHeadBytes + SnapshotPart.HeadBytes);
        shares.AddCause("datagrams", heads);
        shares.AddCause("control and transport", rest - heads);
        for (var index = 0; index < components.Count; index++)
            shares.AddComponent(components[index], Spending.Components[index] / 8);
    }

    private static long AddCause(TrafficShares shares, SnapshotCause cause, long bytes)
    {
        shares.AddCause(CauseNames[(int)cause], bytes);
        return bytes;
    }
}
