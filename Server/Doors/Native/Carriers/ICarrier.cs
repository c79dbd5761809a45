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

    /// <summary>
    /// Whether so much arrives that some would be lost if all of it waited for the next tick: the kernel's buffers are bounded.
    /// </summary>
    bool IsFlooded => false;

    /// <summary>
    /// The beginning of the next tick's <see cref="Receive"/>, no more than a part of it. Nothing happens between the two that the listener
    /// could tell them apart by, but that the server's clock still stands at the tick before.
    /// </summary>
    void ReceiveEarly(IPeerListener listener)
    {
        // Nothing waits where nothing is bounded.
    }

    /// <summary>Sends what was queued, resends, pings and notices the silent.</summary>
    void Update(TimeSpan elapsed);
}
