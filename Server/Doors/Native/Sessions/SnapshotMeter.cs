using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>What the snapshots of one client have cost so far, and what of its connection's bytes was anything else.</summary>
internal sealed class SnapshotMeter(IReadOnlyList<string> components)
{
    private const int Repeated = (int)SnapshotCause.Leave + 1;
    private const int Heads = Repeated + 1;
    private const int Rest = Heads + 1;

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

    /// <summary>Adds the bits of a client that is in no room yet.</summary>
    public static void AddRest(in PeerTraffic traffic, Span<long> causes) => causes[Rest] += 8 * BytesOf(traffic);

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
    /// <param name="traffic">Of the connection.</param>
    /// <param name="causes">As many as <see cref="TrafficShares.NativeCauses"/>.</param>
    /// <param name="components">As many as the room's components that travel.</param>
    public void Add(in PeerTraffic traffic, Span<long> causes, Span<long> components)
    {
        // What fills the last byte of a body is the header's.
        var headers = 8 * (BodyBytes - _repeatedBytes);
        for (var cause = (int)SnapshotCause.Enter; cause <= (int)SnapshotCause.Leave; cause++)
        {
            causes[cause] += Spending.Causes[cause];
            headers -= Spending.Causes[cause];
        }

        causes[(int)SnapshotCause.Header] += headers;
        causes[Repeated] += 8 * _repeatedBytes;
        causes[Heads] += 8 * _headBytes;

        // A carrier that does not count carries nothing else as far as anybody knows.
        causes[Rest] += traffic.IsKnown ? 8 * (BytesOf(traffic) - BodyBytes - _headBytes) : 0;
        for (var index = 0; index < components.Length; index++)
            components[index] += Spending.Components[index];
    }

    /// <summary>Adds what is told of each component, by name.</summary>
    public void ShareComponents(TrafficShares shares)
    {
        for (var index = 0; index < components.Count; index++)
            shares.AddComponent(components[index], Spending.Components[index]);
    }
}
