namespace Ecs.Server.Doors.Native.Carriers;

/// <summary>
/// Carries native messages between this process and its peers. Everything happens on the tick's thread. A fault of one
/// peer, or of the network below it, ends at most that peer.
/// </summary>
public interface ICarrier : IDisposable
{
    /// <summary>As the ready line and logs spell it, for example <c>udp=9050</c>.</summary>
    string Label { get; }

    /// <summary>Peers that are connected or still have to hear why they are not.</summary>
    int PeerCount { get; }

    /// <summary>Hands everything that arrived to the listener, at most a bounded number of packets.</summary>
    void Receive(TimeSpan elapsed, IPeerListener listener);

    /// <summary>Sends what was queued, resends, pings and notices the silent.</summary>
    void Update(TimeSpan elapsed);
}
